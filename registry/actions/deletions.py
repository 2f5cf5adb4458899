"""Versions are deleted, leaving a tombstone in the lineage."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from registry import naming
from registry.actions import audit, labels, links
from registry.errors import InUse
from registry.models import Alias, ArtifactVersion, Collection, Verb, VersionState
from registry.permissions import Actor, require_project_write


@transaction.atomic
def delete_version(
    *, actor: Actor, version: ArtifactVersion, with_aliases: bool = False
) -> ArtifactVersion:
    """Delete a source version and its links. Deleting it twice is no error.

    Its name, type and dates stay, so that the lineage has no hole; its files go. Aliases stand in
    the way unless `with_aliases`; a protected alias on a link always does.
    """
    project = version.collection.project
    assert project is not None
    require_project_write(actor, project)
    if version.is_deleted:
        return version
    collection = (
        Collection.objects.select_for_update(of=("self",))
        .with_place()
        .get(pk=version.collection_id)
    )
    _require_unused(collection, version, with_aliases=with_aliases)
    links.require_no_protected_alias(version)
    for link in version.links.select_related("collection__registry__organization", "version"):
        links.drop_link(actor=actor, link=link, collection=link.collection)
    had_latest = Alias.objects.filter(version=version, name=naming.LATEST).exists()
    Alias.objects.filter(version=version).delete()
    version.entries.all().delete()
    _bury(actor, version, collection)
    if had_latest:
        _give_latest_to_newest(actor, collection)
    return version


def _require_unused(
    collection: Collection, version: ArtifactVersion, *, with_aliases: bool
) -> None:
    held = Alias.objects.filter(collection=collection, version=version).exclude(name=naming.LATEST)
    names = sorted(held.values_list("name", flat=True))
    if names and not with_aliases:
        raise InUse(
            f"{version} holds the aliases {', '.join(names)}. Remove them first, "
            "or delete the version with its aliases."
        )


def _bury(actor: Actor, version: ArtifactVersion, collection: Collection) -> None:
    was_committed = version.is_committed
    version.state = VersionState.DELETED if was_committed else version.state
    version.deleted_at, version.deleted_by = timezone.now(), actor.user
    audit.record(
        actor=actor,
        verb=Verb.DELETED_VERSION,
        subject=f"{collection.name}:{version.name}",
        **audit.of_version(version, collection),
    )
    if not was_committed:
        version.delete()
        return
    version.save(update_fields=["state", "deleted_at", "deleted_by"])
    Collection.objects.filter(pk=collection.pk).update(
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
