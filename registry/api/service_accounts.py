"""Service accounts of teams, and their keys."""

from ninja import Query, Router, Status

from registry.actions.service_accounts import (
    close_service_account,
    open_service_account,
    rotate_service_key,
)
from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, found, team_of
from registry.keyset import alphabetical_by
from registry.models import Entity, User
from registry.schemas.changes import NewKey, RotatedKey
from registry.schemas.pages import Asked, Page
from registry.schemas.people import NewAccountOut, PersonOut
from registry.schemas.problems import PROBLEMS, REFUSALS

router = Router(tags=["service accounts"])
BY_USERNAME = alphabetical_by("username")
SHOWN_ONCE = {201: NewAccountOut, **REFUSALS}


@router.get("", response={200: Page[PersonOut], **PROBLEMS}, summary="Service accounts of a team")
def list_service_accounts(request: ApiRequest, team_id: Pk, asked: Query[Asked]) -> Rows:
    """By name."""
    accounts = team_of(request, team_id).service_accounts.filter(is_active=True)
    return page_of(request, accounts, BY_USERNAME, asked)


@router.post("", response=SHOWN_ONCE, summary="Make a service account")
def post_service_account(
    request: ApiRequest, team_id: Pk, wanted: NewKey
) -> Status[dict[str, str]]:
    """With its first key, which is shown this once."""
    account, key = open_service_account(
        actor=request.auth,
        team=team_of(request, team_id),
        name=wanted.name,
        scope=wanted.scope,
        expires_at=wanted.expires_at,
    )
    return Status(201, {"username": account.username, "key": key})


@router.post("/{username}/keys", response=SHOWN_ONCE, summary="Replace a service account's keys")
def post_key(
    request: ApiRequest, team_id: Pk, username: str, wanted: RotatedKey
) -> Status[dict[str, str]]:
    """The new one is shown this once; all others stop working."""
    account = _account(team_of(request, team_id), username)
    key = rotate_service_key(actor=request.auth, account=account, expires_at=wanted.expires_at)
    return Status(201, {"username": account.username, "key": key})


@router.delete("/{username}", response={204: None, **REFUSALS}, summary="Close a service account")
def delete_service_account(request: ApiRequest, team_id: Pk, username: str) -> Status[None]:
    """For good, with its keys and roles."""
    account = _account(team_of(request, team_id), username)
    close_service_account(actor=request.auth, account=account)
    return Status(204, None)


def _account(team: Entity, username: str) -> User:
    rows = team.service_accounts.select_related("service_team__organization")
    return found(rows.filter(username__iexact=username), f"service account {username[:80]!r}")
