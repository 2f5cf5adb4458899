"""Links: versions shown in registries, and taken out again."""

from ninja import Query, Router, Status

from registry.actions.links import link_version, unlink_version
from registry.api.members import links_of
from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, found, registry_of, version_of, viewer
from registry.keyset import highest_by
from registry.models import LinkedVersion
from registry.schemas.changes import NewLink
from registry.schemas.pages import Asked, Page
from registry.schemas.problems import PROBLEMS, REFUSALS
from registry.schemas.versions import LinkOut

router = Router(tags=["links"])
NEWEST = highest_by("pk")


@router.get(
    "/versions/{version_id}/links",
    response={200: Page[LinkOut], **PROBLEMS},
    summary="Where a version is linked",
)
def list_links(request: ApiRequest, version_id: Pk, asked: Query[Asked]) -> Rows:
    """Only where you may look; the newest first."""
    version = version_of(request, version_id)
    rows = links_of(viewer(request)).filter(version=version)
    return page_of(request, rows, NEWEST, asked)


@router.get("/links/{link_id}", response={200: LinkOut, **PROBLEMS}, summary="A link")
def get_link(request: ApiRequest, link_id: Pk) -> LinkedVersion:
    return _link_of(request, link_id)


@router.post(
    "/registries/{registry_id}/links",
    response={201: LinkOut, **REFUSALS},
    summary="Link a version into a registry",
)
def post_link(request: ApiRequest, registry_id: Pk, wanted: NewLink) -> Status[LinkedVersion]:
    """A collection that is not there is made. Linking again keeps the number."""
    link = link_version(
        actor=request.auth,
        version=version_of(request, wanted.version_id),
        target=registry_of(request, registry_id),
        collection_name=wanted.collection,
        aliases=wanted.aliases,
    )
    return Status(201, _link_of(request, link.pk))


@router.delete("/links/{link_id}", response={204: None, **REFUSALS}, summary="Unlink a version")
def delete_link(request: ApiRequest, link_id: Pk) -> Status[None]:
    """The version stays where it was logged."""
    unlink_version(actor=request.auth, link=_link_of(request, link_id))
    return Status(204, None)


def _link_of(request: ApiRequest, pk: int) -> LinkedVersion:
    rows = links_of(viewer(request)).select_related("version__collection")
    return found(rows.filter(pk=pk), f"link {pk}")
