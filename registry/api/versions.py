"""`/api/v1/versions` and the versions of a collection: read."""

from functools import partial

from django.http.response import HttpResponseBase
from ninja import Query, Router
from pydantic import Field

from registry.api.members import linked, logged, named, show_members
from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, collection_of, found, version_of, viewer
from registry.downloads import attachment
from registry.keyset import alphabetical_by, highest_by
from registry.models import ArtifactVersion
from registry.permissions import require_files
from registry.schemas.pages import Asked, Page
from registry.schemas.problems import PROBLEMS, REFUSALS, Problem
from registry.schemas.versions import FileOut, MemberOut, MemberRow, VersionOut

router = Router(tags=["versions"])
NEWEST = highest_by("index")
NEWEST_LINK = highest_by("pk")
BY_PATH = alphabetical_by("path")
BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
WHOLE = {"description": "The file", "content": BYTES}
PART = {"description": "The part of the file that was asked for", "content": BYTES}


class AskedFiles(Asked):
    q: str = Field("", max_length=128, description="A part of the path.")


@router.get(
    "/collections/{collection_id}/versions",
    response={200: Page[MemberOut], **PROBLEMS},
    summary="Versions of a collection",
)
def list_versions(request: ApiRequest, collection_id: Pk, asked: Query[Asked]) -> Rows:
    """Logged into it or, in a registry, linked; the newest first."""
    collection = collection_of(request, collection_id)
    user, show = viewer(request), partial(show_members, collection)
    if collection.is_source:
        return page_of(request, logged(user, collection), NEWEST, asked, show)
    return page_of(request, linked(user, collection), NEWEST, asked, show)


@router.get(
    "/collections/{collection_id}/versions/{name}",
    response={200: MemberOut, **PROBLEMS},
    summary="The version that `vN` or an alias stands for in a collection",
)
def get_member(request: ApiRequest, collection_id: Pk, name: str) -> MemberRow:
    collection = collection_of(request, collection_id)
    return named(viewer(request), collection, name)


@router.get("/versions/{version_id}", response={200: VersionOut, **PROBLEMS}, summary="A version")
def get_version(request: ApiRequest, version_id: Pk) -> ArtifactVersion:
    """A deleted one too: what was known of it stays."""
    return version_of(request, version_id)


@router.get(
    "/versions/{version_id}/files",
    response={200: Page[FileOut], **PROBLEMS},
    summary="The files of a version",
)
def list_files(request: ApiRequest, version_id: Pk, asked: Query[AskedFiles]) -> Rows:
    """By path."""
    version = version_of(request, version_id)
    rows = version.entries.filter(path__icontains=asked.q)
    return page_of(request, rows, BY_PATH, asked)


@router.get(
    "/versions/{version_id}/files/{path:path}",
    response={**REFUSALS, 416: Problem},
    summary="Download a file of a version",
    openapi_extra={"responses": {200: WHOLE, 206: PART}},
)
def get_file(request: ApiRequest, version_id: Pk, path: str) -> HttpResponseBase:
    """Its bytes; with `Range`, a part of them. References have none here."""
    version = version_of(request, version_id)
    require_files(request.auth, version)
    stored = version.entries.filter(blob__isnull=False, path=path).select_related("blob")
    entry = found(stored, f"file {path[:200]!r} of version {version.pk}")
    assert entry.blob is not None
    return attachment(request, entry.blob, entry.path)
