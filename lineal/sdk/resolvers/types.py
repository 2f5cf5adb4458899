"""Artifact types: names that are shared by all, asked about in a project or a registry."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet, prefetch_related_objects

from lineal.sdk import ids, lookup, paging
from lineal.sdk.binding import Type
from lineal.sdk.call import Call
from lineal.sdk.lookup import Space
from lineal.sdk.paging import Connection
from lineal.sdk.resolvers.collections import collection_page, version_of_project
from lineal.sdk.resolvers.projects import project
from lineal.sdk.types import TypeInPlace
from registry.models import (
    ArtifactType,
    ArtifactVersion,
    Collection,
    CollectionKind,
    Registry,
)

artifact_type = Type("ArtifactType", of=(TypeInPlace,), constants={"description": None})


@project.named("artifact_type")
def type_of_project(space: Space, call: Call, name: str) -> TypeInPlace | None:
    found = _types_used(space).filter(name=name).first()
    return TypeInPlace(found, space) if found else None


@project.named("artifact_types")
def types_of_project(
    space: Space,
    call: Call,
    after: str | None = None,
    first: int | None = None,
    include_all: bool | None = None,
) -> Connection:
    """`include_all`: those that a registry accepts, used yet or not."""
    if include_all and isinstance(space, Registry):
        page = call.once(("page with", space.pk), lambda: [space])
        known = call.once(("types of", page[0].pk), lambda: _types_known(page))
        return paging.of_list([TypeInPlace(one, space) for one in known[space.pk]])
    used = _types_used(space)
    return paging.page(used, after=after, first=first, node=lambda one: TypeInPlace(one, space))


def _types_known(registries: Sequence[Registry]) -> dict[int, list[ArtifactType]]:
    """What each registry accepts by name or holds, asked for all of a page together."""
    prefetch_related_objects(registries, "accepted_types")
    known = {one.pk: {kind.pk: kind for kind in one.accepted_types.all()} for one in registries}
    held = Collection.objects.live().filter(registry__in=registries)
    pairs = set(held.values_list("registry", "artifact_type").distinct())
    kinds = ArtifactType.objects.in_bulk({kind for _, kind in pairs})
    for pk, kind in pairs:
        known[pk][kind] = kinds[kind]
    return {pk: sorted(found.values(), key=lambda kind: kind.name) for pk, found in known.items()}


def _types_used(space: Space) -> QuerySet[ArtifactType]:
    return ArtifactType.objects.filter(pk__in=space.collections.live().values("artifact_type"))


@artifact_type.named("id")
def type_id(place: TypeInPlace, call: Call) -> str:
    return ids.encode("ArtifactType", place.type.pk)


@artifact_type.named("name")
def type_name(place: TypeInPlace, call: Call) -> str:
    return place.type.name


@artifact_type.named("created_at")
def type_created_at(place: TypeInPlace, call: Call) -> datetime:
    return place.type.created_at


@artifact_type.named("artifact")
def version_of_type(place: TypeInPlace, call: Call, name: str) -> ArtifactVersion | None:
    found = version_of_project(place.space, call, name) if call.may_open(place.space) else None
    return found if found and found.collection.artifact_type_id == place.type.pk else None


@artifact_type.named("artifact_collection")
def collection_of_type(place: TypeInPlace, call: Call, name: str) -> Collection | None:
    return _of_type(place, call).filter(name=name).first()


@artifact_type.named("artifact_sequence")
def sequence_of_type(place: TypeInPlace, call: Call, name: str) -> Collection | None:
    return _of_type(place, call).filter(name=name, kind=CollectionKind.SOURCE).first()


@artifact_type.named("artifact_collections")
def collections_of_type(
    place: TypeInPlace,
    call: Call,
    after: str | None = None,
    first: int | None = None,
    filters: str | None = None,
    order: str | None = None,
) -> Connection:
    return collection_page(_of_type(place, call), after, first, filters, order)


def _of_type(place: TypeInPlace, call: Call) -> QuerySet[Collection]:
    """A version leads to its type also when a link shows it and its project is hidden."""
    if not call.may_open(place.space):
        return Collection.objects.none()
    return lookup.collections_of(place.space).filter(artifact_type=place.type)
