"""The machines of a team: made, given new keys, closed. A key is shown once, in the answer."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from registry.actions.service_accounts import (
    close_service_account,
    open_service_account,
    rotate_service_key,
)
from registry.keyset import alphabetical_by
from registry.models import Entity, User
from registry.people_forms import MemberForm, RotateForm, ServiceAccountForm
from registry.permissions import Actor, require_team_admin
from registry.presentation.people import account_rows
from registry.views import snippets
from registry.views.changes import Change, Changes, Sent, Typed
from registry.views.gates import gated
from registry.views.member_rows import refused_row
from registry.views.paging import page_of
from registry.views.places import base_url, team_at, viewer
from registry.views.teams import MANAGE, team_header

BY_NAME = alphabetical_by("username")


@dataclass(slots=True)
class Shown:
    """A team, and the key that was made just now for one of its machines."""

    team: Entity
    owner: str = ""
    secret: str = ""


def _create(who: Actor, shown: Shown, typed: Typed) -> None:
    account, shown.secret = open_service_account(actor=who, team=shown.team, **typed)
    shown.owner = account.username


def _rotate(who: Actor, shown: Shown, typed: Typed) -> None:
    account = _account(shown.team, typed["member"])
    shown.secret = rotate_service_key(actor=who, account=account, expires_at=typed["expires_at"])
    shown.owner = account.username


CHANGES: Changes[Shown] = Changes(
    require=lambda who, right, it: require_team_admin(who, it.team),
    forms={
        "create": Change(MANAGE, ServiceAccountForm, _create, ""),
        "rotate": Change(MANAGE, RotateForm, _rotate, ""),
        "close": Change(
            MANAGE,
            MemberForm,
            lambda who, it, typed: close_service_account(
                actor=who, account=_account(it.team, typed["member"])
            ),
            gettext_lazy("%(member)s is closed. Its keys have stopped working."),
        ),
    },
)


@never_cache
@gated
def accounts(request: HttpRequest, organization: str, team: str) -> HttpResponse:
    found = team_at(viewer(request), organization, team)
    shown = Shown(found)
    sent = CHANGES.sent(request, shown)
    if sent and sent.is_done and not shown.secret:
        return redirect(request.get_full_path())
    return render(request, "registry/service_accounts.html", _page(request, shown, sent))


def _page(request: HttpRequest, shown: Shown, sent: Sent | None) -> dict[str, object]:
    text = request.GET.get("q", "").strip()
    rows = User.objects.filter(service_team=shown.team, is_active=True)
    page = page_of(rows.filter(username__icontains=text), request, BY_NAME)
    refused = None if sent and sent.is_done else sent
    header = team_header(request, shown.team, "accounts")
    rights = {MANAGE} if header["may_change"] else set()
    return {
        **header,
        "q": text,
        "page": page,
        "rows": account_rows(page.rows),
        "owner": shown.owner,
        "secret": shown.secret,
        "shell_code": snippets.sign_in(base_url(request), shown.secret, shown.team.name),
        **CHANGES.context(rights, refused),
        **refused_row(refused),
    }


def _account(team: Entity, username: str) -> User:
    found = User.objects.filter(service_team=team, username=username).first()
    if found is None:
        raise Http404
    return found
