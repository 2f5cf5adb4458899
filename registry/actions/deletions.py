"""Versions are deleted, leaving a tombstone in the lineage."""

from django.db.models import F
from django.utils import timezone

from registry import naming
from registry.actions import audit, labels, links
from registry.actions.locks import lock_version, require_unchanged
from registry.actions.transactions import action
from registry.errors import InUse
from registry.models import Alias, ArtifactVersion, Collection, Verb, VersionState
from registry.permissions import Actor, require_project_write
from registry.sentences import marked as _


@action
def delete_version(
    *,
    actor: Actor,
    version: ArtifactVersion,
    with_aliases: bool = False,
    reason: str = "",
    revision: str | None = None,
) -> ArtifactVersion:
    """Delete a source version and its links. Deleting it twice is no error.

    Its name, type and dates stay, so that the lineage has no hole; its files go. Aliases stand in
    the way unless `with_aliases`; a protected alias on a link always does.
    """
    project = version.collection.project
    assert project is not None
    require_project_write(actor, project)
    version = lock_version(version)
    if version.is_deleted:
        return version
    require_unchanged(version, revision)
    held = Alias.objects.filter(collection=version.collection, version=version)
    aliases = sorted(held.values_list("name", flat=True))
    if not with_aliases:
        _require_free(version, aliases)
    links.require_no_protected_alias(version)
    _drop_links(actor, version)
    held.delete()
    version.entries.all().delete()
    version.manifests.all().delete()
    _bury(actor, version, aliases, reason)
    if naming.LATEST in aliases:
        _give_latest_to_newest(actor, version.collection)
    return version


def _require_free(version: ArtifactVersion, aliases: list[str]) -> None:
    if names := [name for name in aliases if name != naming.LATEST]:
        raise InUse(
            _(
                "%(version)s holds the aliases %(names)s. Remove them first, or delete the "
                "version with its aliases.",
                {"version": version, "names": ", ".join(names)},
            )
        )


def _drop_links(actor: Actor, version: ArtifactVersion) -> None:
    for collection in Collection.objects.locked().filter(links__version=version):
        link = version.links.get(collection=collection)
        links.drop_link(actor=actor, link=link, version=version, collection=collection)


def _bury(actor: Actor, version: ArtifactVersion, aliases: list[str], reason: str) -> None:
    audit.record(
        actor=actor,
        verb=Verb.DELETED_VERSION,
        subject=f"{version.collection.name}:{version.name}",
        name=version.name,
        before={"aliases": aliases},
        reason=reason,
        **audit.of_version(version, version.collection),
    )
    if not version.is_committed:
        version.delete()
        return
    version.state = VersionState.DELETED
    version.deleted_at, version.deleted_by = timezone.now(), actor.user
    version.save(update_fields=["state", "deleted_at", "deleted_by"])
    Collection.objects.filter(pk=version.collection_id).update(
        version_count=F("version_count") - 1,
        used_by_count=F("used_by_count") - version.used_by_count,
        size=F("size") - version.size,
        updated_at=version.deleted_at,
    )


def _give_latest_to_newest(actor: Actor, collection: Collection) -> None:
    versions = ArtifactVersion.objects.in_collection(collection)
    newest = versions.order_by("-index").first()
    if newest:
        labels.move_aliases(
            actor=actor, collection=collection, version=newest, names=[naming.LATEST]
        )
