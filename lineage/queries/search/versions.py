"""Versions by their aliases and tags, under the name by which the user may reach them."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from lineage.queries.search.hits import Hit, SearchKind, place_of
from lineage.queries.search.scope import Scope
from registry.models import (
    Alias,
    Collection,
    LinkedVersion,
    VersionState,
    VersionTag,
)
from registry.models.artifacts import LinkedVersionQuerySet
from registry.naming import LATEST


def aliases(scope: Scope) -> QuerySet[Alias]:
    """`latest` is left out: each collection has one."""
    mine = Q(collection__project__in=scope.projects)
    return Alias.objects.filter(mine | Q(collection__registry__in=scope.registries)).exclude(
        name=LATEST
    )


def show_aliases(scope: Scope, rows: Sequence[Alias]) -> Iterator[Hit]:
    places = LinkedVersion.objects.filter(
        collection__in=[row.collection_id for row in rows],
        version__in=[row.version_id for row in rows],
    )
    names = {(each.collection_id, each.version_id): each.name for each in places}
    for row in rows:
        name = names.get((row.collection_id, row.version_id), row.version.name)
        yield _version(row.version_id, row.collection, name, "alias", row.name)


def tags(scope: Scope) -> QuerySet[VersionTag]:
    links = _links(scope).filter(version=OuterRef("version"))
    mine = Q(version__collection__project__in=scope.projects)
    return VersionTag.objects.filter(mine | Q(Exists(links)), version__state=VersionState.COMMITTED)


def show_tags(scope: Scope, rows: Sequence[VersionTag]) -> Iterator[Hit]:
    """In its own project where that may be seen, else where a registry shows it."""
    sources = {row.version.collection_id for row in rows}
    visible = Collection.objects.filter(pk__in=sources, project__in=scope.projects)
    readable = set(visible.values_list("pk", flat=True))
    hidden = [row.version_id for row in rows if row.version.collection_id not in readable]
    links = _links(scope).with_place().filter(version__in=hidden)
    shown_as = {link.version_id: link for link in links.order_by("-pk")}
    for row in rows:
        version = row.version
        place = shown_as.get(version.pk, version)
        yield _version(version.pk, place.collection, place.name, "tag", row.name)


def _links(scope: Scope) -> LinkedVersionQuerySet:
    mine = Q(collection__registry__in=scope.registries)
    return LinkedVersion.objects.filter(mine | Q(collection__project__in=scope.projects))


def _version(pk: int, collection: Collection, name: str, field: str, matched: str) -> Hit:
    return Hit(
        SearchKind.VERSION,
        pk,
        f"{collection.name}:{name}",
        f"{collection.full_name}:{name}",
        f"{collection.get_absolute_url()}/{name}",
        field,
        matched,
        place_of(collection),
        collection.artifact_type.name,
    )
