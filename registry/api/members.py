"""Versions as a collection has them: logged into it, or linked."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from registry.api.requests import found
from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    LinkedVersion,
    User,
    VersionState,
)
from registry.models.artifacts import LinkedVersionQuerySet
from registry.schemas.versions import MemberRow

Member = ArtifactVersion | LinkedVersion


def logged(user: User, collection: Collection) -> QuerySet[ArtifactVersion]:
    """The committed versions of a source collection."""
    return _shown_versions(user, collection).filter(collection=collection)


def linked(user: User, collection: Collection) -> QuerySet[LinkedVersion]:
    """The committed versions of a collection of links."""
    links = LinkedVersion.objects.filter(collection=collection).select_related("linked_by")
    committed = links.filter(version__state=VersionState.COMMITTED)
    return committed.prefetch_related(Prefetch("version", _shown_versions(user, collection)))


def named(user: User, collection: Collection, name: str) -> MemberRow:
    """What `vN` or an alias stands for. Raises NotFound."""
    meant = ArtifactVersion.objects.named(collection, name).values("pk")
    what = f"version {name[:80]!r} in {collection.name!r}"
    if collection.is_source:
        return _shown(collection, found(logged(user, collection).filter(pk__in=meant), what))
    return _shown(collection, found(linked(user, collection).filter(version__in=meant), what))


def links_of(user: User) -> LinkedVersionQuerySet:
    """With all that LinkOut tells."""
    return LinkedVersion.objects.visible_to(user).with_place().select_related("linked_by")


def _shown_versions(user: User, collection: Collection) -> QuerySet[ArtifactVersion]:
    """With all that MemberOut tells of a version in the collection."""
    marks = Alias.objects.filter(collection=collection).marked().order_by("name")
    versions = ArtifactVersion.objects.committed().with_sight(user).select_related("created_by")
    return versions.prefetch_related("tags", Prefetch("aliases", marks, to_attr="marks"))


def show_members(collection: Collection, rows: Sequence[Member]) -> list[MemberRow]:
    return [_shown(collection, row) for row in rows]


def _shown(collection: Collection, row: Member) -> MemberRow:
    link = row if isinstance(row, LinkedVersion) else None
    row.collection = collection
    return MemberRow(collection, row.version if isinstance(row, LinkedVersion) else row, link)
