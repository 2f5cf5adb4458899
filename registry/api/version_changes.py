"""`/api/v1/versions`: described, tagged, deleted."""

from ninja import Status

from registry.actions.deletions import delete_version
from registry.actions.edits import VersionEdits, edit_version
from registry.actions.tags import add_version_tags, remove_version_tags
from registry.api.etags import revision_read
from registry.api.requests import ApiRequest, Pk, version_of
from registry.api.versions import router
from registry.models import ArtifactVersion
from registry.schemas.changes import VersionEdit
from registry.schemas.problems import EDIT_REFUSALS, REFUSALS
from registry.schemas.versions import VersionOut

DONE = {204: None, **REFUSALS}


@router.patch(
    "/versions/{version_id}",
    response={200: VersionOut, **EDIT_REFUSALS},
    summary="Edit what a version says",
)
def patch_version(request: ApiRequest, version_id: Pk, wanted: VersionEdit) -> ArtifactVersion:
    """Send `If-Match`, so that you do not overwrite what somebody else wrote meanwhile."""
    says_ttl = "ttl_seconds" in wanted.model_fields_set
    edit_version(
        actor=request.auth,
        version=version_of(request, version_id),
        edits=VersionEdits(
            description=wanted.description,
            metadata=wanted.metadata,
            ttl=(wanted.ttl_seconds,) if says_ttl else None,
        ),
        revision=revision_read(request),
    )
    return version_of(request, version_id)


@router.delete(
    "/versions/{version_id}", response={204: None, **EDIT_REFUSALS}, summary="Delete a version"
)
def delete(request: ApiRequest, version_id: Pk, with_aliases: bool = False) -> Status[None]:
    """With its files and links. Its name, type and dates stay. Aliases stand in the way unless
    `with_aliases`; a protected alias on a link always does."""
    delete_version(
        actor=request.auth,
        version=version_of(request, version_id),
        with_aliases=with_aliases,
        revision=revision_read(request),
    )
    return Status(204, None)


@router.put("/versions/{version_id}/tags/{tag}", response=DONE, summary="Tag a version")
def put_tag(request: ApiRequest, version_id: Pk, tag: str) -> Status[None]:
    add_version_tags(actor=request.auth, version=version_of(request, version_id), names=[tag])
    return Status(204, None)


@router.delete(
    "/versions/{version_id}/tags/{tag}", response=DONE, summary="Take a tag off a version"
)
def delete_tag(request: ApiRequest, version_id: Pk, tag: str) -> Status[None]:
    remove_version_tags(actor=request.auth, version=version_of(request, version_id), names=[tag])
    return Status(204, None)
