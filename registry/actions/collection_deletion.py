"""Collections go: a source with its versions, which leave tombstones; others with their links."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone

from registry import refusals
from registry.actions import audit, labels, links
from registry.actions.locks import lock_collection, require_unchanged
from registry.actions.transactions import action
from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    LinkedVersion,
    Manifest,
    ManifestEntry,
    Registry,
    Verb,
    VersionState,
)
from registry.models.artifacts import ArtifactVersionQuerySet
from registry.permissions import Actor, require_in_collection
from registry.sentences import marked as _

NAMED = 20


@dataclass(frozen=True, slots=True)
class CollectionLoss:
    """What a deletion would take: versions of a source with their size, links to them or of the
    registry, and the aliases that stand in its way."""

    versions: int
    size: int
    links: int
    blocked_by: list[str]


def preview_collection_deletion(*, actor: Actor, collection: Collection) -> CollectionLoss:
    """For the question before it. The sources of a registry's collection stay."""
    require_in_collection(actor, "delete a collection", collection)
    blocking = [f"{alias.collection.name}:{alias.name}" for alias in _protected(collection)[:NAMED]]
    if not collection.is_source:
        may_all = labels.may_move_protected(actor, collection)
        return CollectionLoss(0, 0, collection.links.count(), [] if may_all else blocking)
    shown = collection.versions.aggregate(links=Sum("link_count"))["links"] or 0
    return CollectionLoss(collection.version_count, collection.size, shown, blocking)


@action
def delete_collection(
    *, actor: Actor, collection: Collection, revision: str | None = None
) -> Collection:
    """Delete a collection. Its name is free again; its version numbers are not.

    Raises AliasProtected: admins of a registry may take its protected aliases away with the
    collection, but nobody deletes a source that is linked under one.
    """
    require_in_collection(actor, "delete a collection", collection)
    if not collection.is_source:
        lock_sources(Collection.objects.filter(pk=collection.pk))
    collection = lock_collection(collection)
    require_unchanged(collection, revision)
    if collection.is_source:
        return _delete_source(actor, collection)
    return _delete_links(actor, collection)


def _delete_source(actor: Actor, collection: Collection) -> Collection:
    if alias := _protected(collection).first():
        raise refusals.linked_as_protected(
            _("A version of %(collection)r", {"collection": collection.name}), alias
        )
    versions = ArtifactVersion.objects.filter(collection=collection)
    _unlink_all(actor, versions)
    Alias.objects.filter(collection=collection).delete()
    ManifestEntry.objects.filter(version__in=versions).delete()
    Manifest.objects.filter(version__in=versions).delete()
    versions.filter(state=VersionState.PENDING).delete()
    before = {"type": collection.artifact_type.name, "versions": collection.version_count}
    now = timezone.now()
    versions.committed().update(
        state=VersionState.DELETED, deleted_at=now, deleted_by=actor.user, link_count=0
    )
    return _bury(actor, collection, before)


def _unlink_all(actor: Actor, versions: ArtifactVersionQuerySet) -> None:
    shown = LinkedVersion.objects.filter(version__in=versions)
    places = Collection.objects.locked().filter(pk__in=shown.values("collection"))
    for place in places:
        # The oldest first: so `latest` moves once, when all others have gone.
        for link in shown.filter(collection=place).order_by("index"):
            version = versions.with_place().get(pk=link.version_id)
            links.drop_link(actor=actor, link=link, version=version, collection=place)


def _delete_links(actor: Actor, collection: Collection) -> Collection:
    held = Alias.objects.filter(collection=collection).order_by("pk")
    labels.require_unprotected(actor, collection, list(held.values_list("name", flat=True)))
    before = {"type": collection.artifact_type.name, "links": collection.version_count}
    drop_all_links(Collection.objects.filter(pk=collection.pk))
    held.delete()
    Registry.objects.filter(collections=collection).update(
        collection_count=F("collection_count") - 1,
        version_count=F("version_count") - collection.version_count,
        updated_at=timezone.now(),
    )
    return _bury(actor, collection, before)


def lock_sources(collections: QuerySet[Collection]) -> None:
    """Sources before collections of links: the order in which every action locks."""
    linked = ArtifactVersion.objects.filter(links__collection__in=collections)
    sources = Collection.objects.filter(pk__in=linked.values("collection"))
    list(sources.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def drop_all_links(collections: QuerySet[Collection]) -> None:
    """For actions that hold all the locks and tell of it in their own event."""
    shown = LinkedVersion.objects.filter(collection__in=collections)
    mine = shown.filter(version=OuterRef("pk")).order_by().values("version")
    ArtifactVersion.objects.filter(pk__in=shown.values("version")).update(
        link_count=F("link_count") - Subquery(mine.annotate(count=Count("pk")).values("count"))
    )
    shown.delete()


def _bury(actor: Actor, collection: Collection, before: object) -> Collection:
    collection.deleted_at = timezone.now()
    collection.version_count = collection.used_by_count = collection.size = 0
    collection.tags.all().delete()
    collection.stars.all().delete()
    collection.save(update_fields=["deleted_at", "version_count", "used_by_count", "size"])
    audit.record(
        actor=actor,
        verb=Verb.DELETED_COLLECTION,
        subject=collection.name,
        before=before,
        **audit.of_collection(collection),
    )
    return collection


def _protected(collection: Collection) -> QuerySet[Alias]:
    """Protected aliases in the collection, or on links of its versions."""
    aliases = Alias.objects.protected().select_related("collection__registry").order_by("pk")
    if collection.is_source:
        return aliases.filter(version__collection=collection)
    return aliases.filter(collection=collection)
