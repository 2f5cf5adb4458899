"""`/api/v1/me`: oneself, one's keys and stars."""

from ninja import Query, Router, Status

from registry.actions.keys import issue_key, revoke_key
from registry.actions.people import set_default_entity
from registry.actions.profile import edit_profile
from registry.api.etags import revision_read
from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, found, viewer
from registry.keyset import highest_by
from registry.models import ApiKey, Entity, Star, User
from registry.schemas.changes import DefaultEntityPut, NewKey, ProfileEdit
from registry.schemas.pages import Asked, Page
from registry.schemas.people import KeyOut, NewKeyOut, ProfileOut, StarOut
from registry.schemas.problems import EDIT_REFUSALS, PROBLEMS, REFUSALS

router = Router(tags=["yourself"])
NEWEST = highest_by("pk")


@router.get("", response={200: ProfileOut, **PROBLEMS}, summary="Yourself")
def get_profile(request: ApiRequest) -> User:
    return viewer(request)


@router.patch("", response={200: ProfileOut, **EDIT_REFUSALS}, summary="Edit your profile")
def patch_profile(request: ApiRequest, wanted: ProfileEdit) -> User:
    user = viewer(request)
    return edit_profile(
        actor=request.auth,
        first_name=user.first_name if wanted.first_name is None else wanted.first_name,
        last_name=user.last_name if wanted.last_name is None else wanted.last_name,
        email=user.email if wanted.email is None else wanted.email,
        revision=revision_read(request),
    )


@router.put(
    "/default-entity",
    response={200: ProfileOut, **REFUSALS},
    summary="Choose where your runs go that name no entity",
)
def put_default_entity(request: ApiRequest, wanted: DefaultEntityPut) -> User:
    visible = Entity.objects.visible_to(viewer(request)).named(wanted.entity)
    entity = found(visible, f"entity {wanted.entity[:80]!r}")
    return set_default_entity(actor=request.auth, entity=entity)


@router.get("/stars", response={200: Page[StarOut], **PROBLEMS}, summary="What you starred")
def list_stars(request: ApiRequest, asked: Query[Asked]) -> Rows:
    """Registries and collections, the newest first."""
    rows = Star.objects.visible_to(viewer(request)).with_things()
    return page_of(request, rows, NEWEST, asked)


@router.get("/keys", response={200: Page[KeyOut], **PROBLEMS}, summary="Your API keys")
def list_keys(request: ApiRequest, asked: Query[Asked]) -> Rows:
    """The newest first; revoked ones too."""
    return page_of(request, ApiKey.objects.visible_to(viewer(request)), NEWEST, asked)


@router.post("/keys", response={201: NewKeyOut, **REFUSALS}, summary="Make an API key")
def post_key(request: ApiRequest, wanted: NewKey) -> Status[dict[str, object]]:
    """Its text is shown this once."""
    key, text = issue_key(
        actor=request.auth,
        user=viewer(request),
        name=wanted.name,
        scope=wanted.scope,
        expires_at=wanted.expires_at,
    )
    key.refresh_from_db()
    return Status(201, {**KeyOut.from_orm(key).dict(), "key": text})


@router.delete("/keys/{key_id}", response={204: None, **REFUSALS}, summary="Revoke an API key")
def delete_key(request: ApiRequest, key_id: Pk) -> Status[None]:
    own = ApiKey.objects.visible_to(viewer(request)).select_related("user")
    revoke_key(actor=request.auth, key=found(own.filter(pk=key_id), f"key {key_id}"))
    return Status(204, None)
