"""Versions whose time to live is over are deleted, as W&B does it.

It is counted from when the version was made, also when it was set later. What is linked, into a
registry or a project, stays as long as it is; so does what the SDK logs for itself. Aliases of the
version's own collection do not keep it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from registry.actions.deletions import delete_version
from registry.actions.locks import lock_version
from registry.actions.transactions import action
from registry.errors import NotFound
from registry.models import ArtifactVersion
from registry.naming import is_generated_type
from registry.permissions import Actor


def expire_versions(*, now: datetime) -> int:
    """Delete all that are due; how many. They leave tombstones and events, as all deletions do."""
    return sum(_expire(pk, now) for pk in list(_due(now)))


def _due(now: datetime) -> Iterator[int]:
    mortal = ArtifactVersion.objects.committed().filter(ttl_seconds__gt=0, link_count=0)
    for version in mortal.only("created_at", "ttl_seconds").order_by("pk").iterator():
        if _ends_at(version) <= now:
            yield version.pk


@action
def _expire(pk: int, now: datetime) -> bool:
    """Decided again under the lock: somebody may have linked it, or given it longer."""
    try:
        version = lock_version(ArtifactVersion(pk=pk))
    except NotFound:
        return False
    is_kept = version.link_count or is_generated_type(version.collection.artifact_type.name)
    is_mortal = version.is_committed and (version.ttl_seconds or 0) > 0
    if is_kept or not is_mortal or _ends_at(version) > now:
        return False
    delete_version(
        actor=Actor.operator(),
        version=version,
        with_aliases=True,
        reason=_("Its time to live was over."),
    )
    return True


def _ends_at(version: ArtifactVersion) -> datetime:
    return version.created_at + timedelta(seconds=version.ttl_seconds or 0)
