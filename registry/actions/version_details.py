"""What is said of a version may change; its content never does."""

from collections.abc import Mapping

from django.utils import timezone

from registry import plain
from registry.actions import audit, labels
from registry.actions.locks import lock_version, require_unchanged
from registry.actions.transactions import action
from registry.errors import InvalidValue, NotCommitted
from registry.models import ArtifactVersion, Collection, Verb
from registry.naming import is_generated_type
from registry.permissions import Actor, require_project_write, require_version_edit
from registry.sentences import marked as _


@action
def describe_version(
    *,
    actor: Actor,
    version: ArtifactVersion,
    description: str | None,
    revision: str | None = None,
) -> ArtifactVersion:
    """Say what is special about this version. None: nobody has. Registries that show the version
    show the same text, so their members may edit it too. Raises Stale when it was edited since
    `revision`."""
    place = require_version_edit(actor, "describe a version", version)
    after = plain.description(description)
    version = _editable(version)
    require_unchanged(version, revision)
    before, version.description = version.description, after
    if before != after:
        _save(version, "description")
        _record(actor, Verb.DESCRIBED_VERSION, version, place, before, after)
    return version


@action
def set_metadata(
    *, actor: Actor, version: ArtifactVersion, metadata: Mapping[str, object]
) -> ArtifactVersion:
    """Replace the version's metadata: for those who may log into its project."""
    after = plain.metadata(metadata)
    version = _editable_at_source(actor, version)
    before, version.metadata = version.metadata, after
    if before != after:
        _save(version, "metadata")
        _record(actor, Verb.EDITED_METADATA, version, version.collection, before, after)
    return version


@action
def set_ttl(*, actor: Actor, version: ArtifactVersion, seconds: int | None) -> ArtifactVersion:
    """How long after its making the version is kept; plain.TTL_OFF: for good, None: nobody says,
    which is for good too.

    What the SDK logs for itself has no time to live of its own. See registry/actions/expiry.py.
    """
    seconds = plain.ttl(seconds)
    version = _editable_at_source(actor, version)
    type_name = version.collection.artifact_type.name
    if is_generated_type(type_name):
        raise InvalidValue(
            _(
                "%(type_name)s artifacts have no time to live of their own.",
                {"type_name": type_name},
            ),
            field="ttl",
        )
    before, version.ttl_seconds = version.ttl_seconds, seconds
    if before != seconds:
        _save(version, "ttl_seconds")
        _record(actor, Verb.CHANGED_TTL, version, version.collection, before, seconds)
    return version


def _editable_at_source(actor: Actor, version: ArtifactVersion) -> ArtifactVersion:
    assert version.collection.project is not None
    require_project_write(actor, version.collection.project)
    return _editable(version)


def _editable(version: ArtifactVersion) -> ArtifactVersion:
    found = lock_version(version)
    if found.is_deleted:
        raise NotCommitted(
            _("%(found)s has been deleted; its tombstone cannot be edited.", {"found": found.name})
        )
    return found


def _save(version: ArtifactVersion, field: str) -> None:
    version.updated_at = timezone.now()
    version.save(update_fields=[field, "updated_at"])


def _record(
    actor: Actor,
    verb: Verb,
    version: ArtifactVersion,
    place: Collection,
    before: object,
    after: object,
) -> None:
    name = labels.name_in(place, version)
    audit.record(
        actor=actor,
        verb=verb,
        subject=f"{place.name}:{name}",
        name=name,
        before=before,
        after=after,
        **audit.of_version(version, place),
    )
