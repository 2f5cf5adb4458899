"""Aliases: read, put on a version of a collection, taken off."""

from ninja import Query, Router, Status

from registry.actions.labels import add_aliases, remove_aliases
from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, collection_of, found
from registry.keyset import alphabetical_by
from registry.models import Alias, ArtifactVersion, Collection
from registry.schemas.changes import AliasPut
from registry.schemas.collections import AliasOut
from registry.schemas.pages import Asked, Page
from registry.schemas.problems import PROBLEMS, REFUSALS

router = Router(tags=["aliases"])
BY_NAME = alphabetical_by("name")


@router.get(
    "/collections/{collection_id}/aliases",
    response={200: Page[AliasOut], **PROBLEMS},
    summary="All aliases of a collection",
)
def list_aliases(request: ApiRequest, collection_id: Pk, asked: Query[Asked]) -> Rows:
    """By name, with the version that each stands for."""
    collection = collection_of(request, collection_id)
    rows = Alias.objects.filter(collection=collection).select_related("moved_by")
    return page_of(request, rows.marked(), BY_NAME, asked)


@router.put(
    "/collections/{collection_id}/aliases/{alias}",
    response={200: AliasOut, **REFUSALS},
    summary="Put an alias on a version",
)
def put_alias(request: ApiRequest, collection_id: Pk, alias: str, wanted: AliasPut) -> Alias:
    """It leaves the version that holds it."""
    collection = collection_of(request, collection_id)
    add_aliases(
        actor=request.auth,
        collection=collection,
        version=_version_in(collection, wanted.version),
        names=[alias],
        reason=wanted.reason,
    )
    rows = Alias.objects.filter(collection=collection, name=alias).select_related("moved_by")
    return found(rows.marked(), f"alias {alias!r}")


@router.delete(
    "/collections/{collection_id}/aliases/{alias}",
    response={204: None, **REFUSALS},
    summary="Take an alias off its version",
)
def delete_alias(
    request: ApiRequest, collection_id: Pk, alias: str, reason: str = ""
) -> Status[None]:
    """`latest` stays: it only moves."""
    collection = collection_of(request, collection_id)
    held = ArtifactVersion.objects.aliased(collection, alias).with_place()
    version = found(held, f"alias {alias[:80]!r} in {collection.name!r}")
    remove_aliases(
        actor=request.auth, collection=collection, version=version, names=[alias], reason=reason
    )
    return Status(204, None)


def _version_in(collection: Collection, name: str) -> ArtifactVersion:
    rows = ArtifactVersion.objects.named(collection, name)
    return found(rows.with_place(), f"version {name[:80]!r} in {collection.name!r}")
