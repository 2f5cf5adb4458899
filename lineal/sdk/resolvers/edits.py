"""What is said of versions and collections, and their end."""

from typing import TypedDict, Unpack

from lineal.sdk import ids, jsontext, lookup
from lineal.sdk.binding import mutation
from lineal.sdk.call import Call
from lineal.sdk.resolvers.artifacts import find_artifact
from lineal.sdk.resolvers.shapes import Success
from lineal.sdk.resolvers.uploads import TagInput, stored_ttl, tag_names
from registry.actions.collection_deletion import delete_collection
from registry.actions.collections import retype_collection
from registry.actions.deletions import delete_version
from registry.actions.edits import VersionEdits, edit_collection, edit_version
from registry.actions.labels import add_aliases, remove_aliases
from registry.actions.tags import add_collection_tags, remove_collection_tags
from registry.actions.transactions import action
from registry.models import ArtifactVersion, Collection, CollectionTag


class PlacedAlias(TypedDict):
    artifact_collection_name: str
    alias: str
    entity_name: str
    project_name: str


class UpdateArtifact(TypedDict, total=False):
    artifact_id: str
    description: str | None
    metadata: str | None
    ttl_duration_seconds: int | None
    tags_to_add: list[TagInput] | None
    tags_to_delete: list[TagInput] | None


class CollectionTags(TypedDict):
    entity_name: str
    project_name: str
    artifact_collection_name: str
    tags: list[TagInput]


@mutation.field
def update_artifact(call: Call, **given: Unpack[UpdateArtifact]) -> dict[str, object]:
    seconds = given.get("ttl_duration_seconds")
    edit_version(
        actor=call.actor,
        version=_version(call, given["artifact_id"]),
        edits=VersionEdits(
            description=given.get("description"),
            metadata=jsontext.read_object(given.get("metadata"), "metadata"),
            ttl=None if seconds is None else (stored_ttl(seconds),),
            tags_to_add=tag_names(given.get("tags_to_add")),
            tags_to_delete=tag_names(given.get("tags_to_delete")),
        ),
    )
    return {"artifact": find_artifact(call, given["artifact_id"])}


@mutation.named("add_aliases")
@action
def add(call: Call, artifact_id: str, aliases: list[PlacedAlias], **_: object) -> Success:
    version = _version(call, artifact_id)
    for collection, names in _by_collection(call, aliases).items():
        add_aliases(actor=call.actor, collection=collection, version=version, names=names)
    return Success()


@mutation.named("delete_aliases")
@action
def take(call: Call, artifact_id: str, aliases: list[PlacedAlias], **_: object) -> Success:
    version = _version(call, artifact_id)
    for collection, names in _by_collection(call, aliases).items():
        remove_aliases(actor=call.actor, collection=collection, version=version, names=names)
    return Success()


@mutation.field
def delete_artifact(
    call: Call, artifact_id: str, delete_aliases: bool | None = None, **_: object
) -> dict[str, object]:
    version = delete_version(
        actor=call.actor,
        version=_version(call, artifact_id),
        with_aliases=bool(delete_aliases),
    )
    return {"artifact": version}


@mutation.field
def update_artifact_sequence(
    call: Call,
    artifact_sequence_id: str,
    name: str | None = None,
    description: str | None = None,
    **_: object,
) -> dict[str, object]:
    return _edited(call, _collection(call, artifact_sequence_id), name, description)


@mutation.field
def update_artifact_portfolio(
    call: Call,
    artifact_portfolio_id: str,
    name: str | None = None,
    description: str | None = None,
    **_: object,
) -> dict[str, object]:
    return _edited(call, _collection(call, artifact_portfolio_id), name, description)


@mutation.field
def move_artifact_sequence(
    call: Call, artifact_sequence_id: str, destination_artifact_type_name: str, **_: object
) -> dict[str, object]:
    moved = retype_collection(
        actor=call.actor,
        collection=_collection(call, artifact_sequence_id),
        type_name=destination_artifact_type_name,
    )
    return {"artifact_collection": lookup.collection_by_id(call, _collection_id(moved))}


@mutation.field
def delete_artifact_sequence(call: Call, artifact_sequence_id: str) -> dict[str, object]:
    return _deleted(call, artifact_sequence_id)


@mutation.field
def delete_artifact_portfolio(call: Call, artifact_portfolio_id: str) -> dict[str, object]:
    return _deleted(call, artifact_portfolio_id)


@mutation.field
def create_artifact_collection_tag_assignments(
    call: Call, **given: Unpack[CollectionTags]
) -> dict[str, object]:
    collection = _collection_at(
        call, given["entity_name"], given["project_name"], given["artifact_collection_name"]
    )
    names = tag_names(given["tags"])
    add_collection_tags(actor=call.actor, collection=collection, names=names)
    put = CollectionTag.objects.filter(collection=collection, name__in=names)
    return {"tags": list(put.order_by("pk"))}


@mutation.field
def delete_artifact_collection_tag_assignments(
    call: Call, **given: Unpack[CollectionTags]
) -> Success:
    collection = _collection_at(
        call, given["entity_name"], given["project_name"], given["artifact_collection_name"]
    )
    names = tag_names(given["tags"])
    remove_collection_tags(actor=call.actor, collection=collection, names=names)
    return Success()


def _version(call: Call, text: str) -> ArtifactVersion:
    return lookup.required(lookup.version_by_id(call, text), "artifact")


def _collection(call: Call, text: str) -> Collection:
    return lookup.required(lookup.collection_by_id(call, text), "collection")


def _collection_id(collection: Collection) -> str:
    kind = "ArtifactSequence" if collection.is_source else "ArtifactPortfolio"
    return ids.encode(kind, collection.pk)


def _collection_at(call: Call, entity: str, project: str, name: str) -> Collection:
    space = lookup.space(call, entity, project)
    found = lookup.collections_of(space).filter(name=name).first() if space else None
    return lookup.required(found, f"collection as {entity}/{project}/{name}")


def _by_collection(call: Call, aliases: list[PlacedAlias]) -> dict[Collection, list[str]]:
    found: dict[Collection, list[str]] = {}
    for one in aliases:
        collection = _collection_at(
            call, one["entity_name"], one["project_name"], one["artifact_collection_name"]
        )
        found.setdefault(collection, []).append(one["alias"])
    return found


def _edited(
    call: Call, collection: Collection, name: str | None, description: str | None
) -> dict[str, object]:
    edit_collection(actor=call.actor, collection=collection, name=name, description=description)
    return {"artifact_collection": lookup.collection_by_id(call, _collection_id(collection))}


def _deleted(call: Call, text: str) -> dict[str, object]:
    gone = delete_collection(actor=call.actor, collection=_collection(call, text))
    return {"artifact_collection": gone}
