"""A team: its people and its service accounts, and what its admins do about them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from registry.actions.memberships import remove_team_member, set_team_role
from registry.actions.people import add_team_members
from registry.keyset import alphabetical_by
from registry.models import Entity, Role, TeamMember, User
from registry.offers import administers_team
from registry.people_forms import InviteForm, MemberForm, MemberRoleForm
from registry.permissions import require_team_admin
from registry.presentation.people import team_people
from registry.views.changes import Change, Changes, Sent, actor
from registry.views.gates import gated
from registry.views.member_rows import refused_row
from registry.views.paging import page_of
from registry.views.places import team_at, viewer

BY_USERNAME = alphabetical_by("user__username")
MANAGE = "look after the team"

CHANGES: Changes[Entity] = Changes(
    require=lambda who, right, it: require_team_admin(who, it),
    forms={
        "add": Change(
            MANAGE,
            InviteForm,
            lambda who, it, typed: add_team_members(
                actor=who, team=it, names=typed["names"], role=Role(typed["role"])
            ),
            gettext_lazy("In the team now: %(names)s."),
        ),
        "role": Change(
            MANAGE,
            MemberRoleForm,
            lambda who, it, typed: set_team_role(
                actor=who,
                team=it,
                user=_member(it, typed["member"]),
                role=Role(typed["role"]),
                revision=typed["revision"],
            ),
            gettext_lazy("%(member)s is %(role)s of the team now."),
        ),
        "remove": Change(
            MANAGE,
            MemberForm,
            lambda who, it, typed: remove_team_member(
                actor=who,
                team=it,
                user=_member(it, typed["member"]),
                revision=typed["revision"],
            ),
            gettext_lazy("%(member)s is no longer in the team."),
        ),
    },
)


@gated
def team(request: HttpRequest, organization: str, team: str) -> HttpResponse:
    found = team_at(viewer(request), organization, team)
    sent = CHANGES.sent(request, found)
    if sent and sent.is_done:
        return redirect(request.get_full_path())
    return render(request, "registry/team.html", _people(request, found, sent))


def team_header(request: HttpRequest, team: Entity, tab: str) -> dict[str, object]:
    """The context of templates/registry/team_base.html."""
    mine = TeamMember.objects.filter(team=team, user=viewer(request))
    return {
        "team": team,
        "organization": team.organization,
        "tab": tab,
        "role": mine.values_list("role", flat=True).first(),
        "may_change": administers_team(actor(request), team),
        "people_count": team.team_members.filter(user__service_team=None).count(),
        "account_count": team.service_accounts.filter(is_active=True).count(),
    }


def _people(request: HttpRequest, team: Entity, sent: Sent | None) -> dict[str, object]:
    text = request.GET.get("q", "").strip()
    rows = TeamMember.objects.filter(team=team, user__service_team=None)
    page = page_of(rows.matching(text).select_related("user"), request, BY_USERNAME)
    header = team_header(request, team, "people")
    rights = {MANAGE} if header["may_change"] else set()
    return {
        **header,
        "q": text,
        "page": page,
        "rows": team_people(team, page.rows),
        "roles": Role.choices,
        **CHANGES.context(rights, sent),
        **refused_row(sent),
    }


def _member(team: Entity, username: str) -> User:
    user = User.objects.filter(team_memberships__team=team, username=username).first()
    if user is None:
        raise Http404
    return user
