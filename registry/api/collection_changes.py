"""`/api/v1/collections`: made, edited, tagged, starred, deleted."""

from ninja import Status

from registry.actions.collection_deletion import (
    CollectionLoss,
    delete_collection,
    preview_collection_deletion,
)
from registry.actions.edits import edit_collection
from registry.actions.new_collections import open_collection
from registry.actions.stars import star, unstar
from registry.actions.tags import add_collection_tags, remove_collection_tags
from registry.api.collections import router, shown_collection
from registry.api.etags import revision_read
from registry.api.requests import ApiRequest, Pk, collection_of, registry_of, version_of
from registry.models import Collection
from registry.schemas.changes import CollectionEdit, NewCollection
from registry.schemas.collections import CollectionOut
from registry.schemas.previews import CollectionLossOut
from registry.schemas.problems import EDIT_REFUSALS, REFUSALS

DONE = {204: None, **REFUSALS}


@router.post(
    "/registries/{registry_id}/collections",
    response={201: CollectionOut, **REFUSALS},
    summary="Make a collection",
)
def post_collection(
    request: ApiRequest, registry_id: Pk, wanted: NewCollection
) -> Status[Collection]:
    """With its tags and its first version, if you name them: all of it or nothing."""
    made = open_collection(
        actor=request.auth,
        registry=registry_of(request, registry_id),
        name=wanted.name,
        type_name=wanted.type,
        description=wanted.description,
        tags=wanted.tags,
        version=version_of(request, wanted.version_id) if wanted.version_id else None,
        aliases=wanted.aliases,
    )
    return Status(201, shown_collection(request, made.pk))


@router.patch(
    "/collections/{collection_id}",
    response={200: CollectionOut, **EDIT_REFUSALS},
    summary="Rename a collection, or edit its card",
)
def patch_collection(request: ApiRequest, collection_id: Pk, wanted: CollectionEdit) -> Collection:
    """Send `If-Match`, so that you do not overwrite what somebody else wrote meanwhile."""
    edit_collection(
        actor=request.auth,
        collection=collection_of(request, collection_id),
        name=wanted.name,
        description=wanted.description,
        revision=revision_read(request),
    )
    return shown_collection(request, collection_id)


@router.delete(
    "/collections/{collection_id}",
    response={204: None, **EDIT_REFUSALS},
    summary="Delete a collection",
)
def delete(request: ApiRequest, collection_id: Pk) -> Status[None]:
    """In a registry its links go; in a project its versions, which leave tombstones."""
    delete_collection(
        actor=request.auth,
        collection=collection_of(request, collection_id),
        revision=revision_read(request),
    )
    return Status(204, None)


@router.get(
    "/collections/{collection_id}/deletion",
    response={200: CollectionLossOut, **REFUSALS},
    summary="What would go with a collection",
)
def get_deletion(request: ApiRequest, collection_id: Pk) -> CollectionLoss:
    collection = collection_of(request, collection_id)
    return preview_collection_deletion(actor=request.auth, collection=collection)


@router.put("/collections/{collection_id}/tags/{tag}", response=DONE, summary="Tag a collection")
def put_tag(request: ApiRequest, collection_id: Pk, tag: str) -> Status[None]:
    collection = collection_of(request, collection_id)
    add_collection_tags(actor=request.auth, collection=collection, names=[tag])
    return Status(204, None)


@router.delete(
    "/collections/{collection_id}/tags/{tag}", response=DONE, summary="Take a tag off a collection"
)
def delete_tag(request: ApiRequest, collection_id: Pk, tag: str) -> Status[None]:
    collection = collection_of(request, collection_id)
    remove_collection_tags(actor=request.auth, collection=collection, names=[tag])
    return Status(204, None)


@router.put("/collections/{collection_id}/star", response=DONE, summary="Star a collection")
def put_star(request: ApiRequest, collection_id: Pk) -> Status[None]:
    star(actor=request.auth, thing=collection_of(request, collection_id))
    return Status(204, None)


@router.delete(
    "/collections/{collection_id}/star", response=DONE, summary="Take your star off a collection"
)
def delete_star(request: ApiRequest, collection_id: Pk) -> Status[None]:
    unstar(actor=request.auth, thing=collection_of(request, collection_id))
    return Status(204, None)
