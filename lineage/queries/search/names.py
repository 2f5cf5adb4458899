"""Registries, collections and runs by what they are called."""

from collections.abc import Iterator, Sequence

from django.db.models import Q, QuerySet

from lineage.models import Run
from lineage.queries.search.hits import Hit, SearchKind, place_of
from lineage.queries.search.scope import Scope
from registry.models import Collection, CollectionTag, Registry


def registries(scope: Scope) -> QuerySet[Registry]:
    return Registry.objects.filter(Q(pk__in=scope.registries))


def show_registries(scope: Scope, rows: Sequence[Registry]) -> Iterator[Hit]:
    for row in rows:
        path = f"{row.organization.entity_name}/{row.project_name}"
        url, place = row.get_absolute_url(), row.organization.name
        yield Hit(SearchKind.REGISTRY, row.pk, row.name, path, url, "name", row.name, place)


def collections(scope: Scope) -> QuerySet[Collection]:
    mine = Q(project__in=scope.projects) | Q(registry__in=scope.registries)
    return Collection.objects.live().filter(mine)


def show_collections(scope: Scope, rows: Sequence[Collection]) -> Iterator[Hit]:
    for row in rows:
        yield _collection(row, "name", row.name)


def collection_tags(scope: Scope) -> QuerySet[CollectionTag]:
    mine = Q(collection__project__in=scope.projects)
    return CollectionTag.objects.filter(mine | Q(collection__registry__in=scope.registries))


def show_collection_tags(scope: Scope, rows: Sequence[CollectionTag]) -> Iterator[Hit]:
    for row in rows:
        yield _collection(row.collection, "tag", row.name)


def runs(scope: Scope) -> QuerySet[Run]:
    return Run.objects.filter(project__in=scope.projects)


def show_runs(scope: Scope, rows: Sequence[Run]) -> Iterator[Hit]:
    for row in rows:
        yield _run(row, "name", row.display_name)


def show_runs_by_id(scope: Scope, rows: Sequence[Run]) -> Iterator[Hit]:
    for row in rows:
        yield _run(row, "id", row.run_id)


def _collection(row: Collection, field: str, matched: str) -> Hit:
    return Hit(
        SearchKind.COLLECTION,
        row.pk,
        row.name,
        row.full_name,
        row.get_absolute_url(),
        field,
        matched,
        place_of(row),
        row.artifact_type.name,
    )


def _run(row: Run, field: str, matched: str) -> Hit:
    return Hit(
        SearchKind.RUN,
        row.pk,
        row.display_name,
        row.path,
        row.get_absolute_url(),
        field,
        matched,
        f"{row.project.entity.name} / {row.project.name}",
        row.state,
    )
