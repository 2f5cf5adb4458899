"""`/api/v1/me`: oneself."""

from ninja import Query, Router

from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, viewer
from registry.keyset import highest_by
from registry.models import ApiKey, User
from registry.schemas.pages import Asked, Page
from registry.schemas.people import KeyOut, ProfileOut
from registry.schemas.problems import PROBLEMS

router = Router(tags=["yourself"])
NEWEST = highest_by("pk")


@router.get("", response={200: ProfileOut, **PROBLEMS}, summary="Yourself")
def get_profile(request: ApiRequest) -> User:
    return viewer(request)


@router.get("/keys", response={200: Page[KeyOut], **PROBLEMS}, summary="Your API keys")
def list_keys(request: ApiRequest, asked: Query[Asked]) -> Rows:
    """The newest first; revoked ones too."""
    return page_of(request, ApiKey.objects.visible_to(viewer(request)), NEWEST, asked)
