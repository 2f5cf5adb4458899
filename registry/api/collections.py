"""`/api/v1/collections` and the lists of them: read."""

from ninja import Query, Router
from pydantic import Field

from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, found, project_of, registry_of, viewer
from registry.keyset import alphabetical_by, newest_by
from registry.models import Collection
from registry.models.collections import CollectionQuerySet
from registry.schemas.collections import CollectionOut
from registry.schemas.pages import AskedByText, Page
from registry.schemas.problems import PROBLEMS

router = Router(tags=["collections"])
LAST_CHANGED = newest_by("updated_at")
BY_NAME = alphabetical_by("name")


class AskedCollections(AskedByText):
    q: str = Field("", max_length=128, description="A part of the name, of a tag or of an alias.")
    name: str = Field("", description="Of this exact name only.")
    type: str = Field("", description="Of this type of artifacts only.")


@router.get(
    "/registries/{registry_id}/collections",
    response={200: Page[CollectionOut], **PROBLEMS},
    summary="Collections of a registry",
)
def list_in_registry(request: ApiRequest, registry_id: Pk, asked: Query[AskedCollections]) -> Rows:
    """The last changed first."""
    registry = registry_of(request, registry_id)
    return _listed(request, Collection.objects.live().filter(registry=registry), asked)


@router.get(
    "/projects/{project_id}/collections",
    response={200: Page[CollectionOut], **PROBLEMS},
    summary="Collections of a project",
)
def list_in_project(request: ApiRequest, project_id: Pk, asked: Query[AskedCollections]) -> Rows:
    """Where its runs log; the last changed first."""
    project = project_of(request, project_id)
    return _listed(request, Collection.objects.live().filter(project=project), asked)


@router.get(
    "/collections/{collection_id}",
    response={200: CollectionOut, **PROBLEMS},
    summary="A collection",
)
def get_collection(request: ApiRequest, collection_id: Pk) -> Collection:
    return shown_collection(request, collection_id)


def shown_collection(request: ApiRequest, pk: int) -> Collection:
    """With all that CollectionOut tells."""
    rows = Collection.objects.visible_to(viewer(request)).with_place().prefetch_related("tags")
    return found(rows.filter(pk=pk), f"collection {pk}")


def _listed(request: ApiRequest, rows: CollectionQuerySet, asked: AskedCollections) -> Rows:
    rows = rows.matching(asked.q)
    if asked.name:
        rows = rows.filter(name=asked.name)
    if asked.type:
        rows = rows.of_type(asked.type)
    return page_of(request, rows.with_place().prefetch_related("tags"), LAST_CHANGED, asked)
