"""An organization: its people and its teams, and what its admins do about them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.actions.memberships import remove_organization_member, set_organization_role
from registry.actions.people import add_organization_members, create_team
from registry.keyset import alphabetical_by
from registry.models import (
    Entity,
    EntityKind,
    Organization,
    OrganizationMember,
    Role,
    User,
)
from registry.people_forms import InviteForm, MemberForm, MemberRoleForm, NewTeamForm
from registry.permissions import require_organization_admin
from registry.presentation.people import organization_people, team_rows
from registry.views.changes import Change, Changes, Sent, Typed, actor, carried_out
from registry.views.gates import gated
from registry.views.member_rows import refused_row
from registry.views.paging import page_of
from registry.views.places import organization_at, viewer

BY_USERNAME = alphabetical_by("user__username")
BY_NAME = alphabetical_by("name")
MANAGE = "look after the organization"

CHANGES: Changes[Organization] = Changes(
    require=lambda who, right, it: require_organization_admin(who, it),
    forms={
        "add": Change(
            MANAGE,
            InviteForm,
            lambda who, it, typed: add_organization_members(
                actor=who, organization=it, names=typed["names"], role=Role(typed["role"])
            ),
            gettext_lazy("In the organization now: %(names)s."),
        ),
        "role": Change(
            MANAGE,
            MemberRoleForm,
            lambda who, it, typed: set_organization_role(
                actor=who,
                organization=it,
                user=_member(it, typed["member"]),
                role=Role(typed["role"]),
                revision=typed["revision"],
            ),
            gettext_lazy("%(member)s is %(role)s of the organization now."),
        ),
        "remove": Change(
            MANAGE,
            MemberForm,
            lambda who, it, typed: remove_organization_member(
                actor=who,
                organization=it,
                user=_member(it, typed["member"]),
                revision=typed["revision"],
            ),
            gettext_lazy("%(member)s is no longer in the organization."),
        ),
    },
)


@gated
def organizations(request: HttpRequest) -> HttpResponse:
    """The viewer's own; who is in one only goes there at once."""
    mine = OrganizationMember.objects.filter(user=viewer(request)).select_related("organization")
    page = page_of(mine, request, alphabetical_by("organization__name"))
    if len(page.rows) == 1 and not page.back:
        return redirect("organization", page.rows[0].organization.name)
    return render(request, "registry/organizations.html", {"page": page})


@gated
def people(request: HttpRequest, organization: str) -> HttpResponse:
    found = organization_at(viewer(request), organization)
    sent = CHANGES.sent(request, found)
    if sent and sent.is_done:
        return redirect(request.get_full_path() if _still_inside(request, found) else "home")
    return render(request, "registry/organization.html", _people(request, found, sent))


@gated
def teams(request: HttpRequest, organization: str) -> HttpResponse:
    found = organization_at(viewer(request), organization)
    text = request.GET.get("q", "").strip()
    rows = Entity.objects.filter(organization=found, kind=EntityKind.TEAM, name__icontains=text)
    page = page_of(rows, request, BY_NAME)
    context = organization_header(request, found, "teams") | {
        "q": text,
        "page": page,
        "rows": team_rows(viewer(request), page.rows),
    }
    return render(request, "registry/teams.html", context)


@gated
def new_team(request: HttpRequest, organization: str) -> HttpResponse:
    found = organization_at(viewer(request), organization)
    require_organization_admin(actor(request), found)
    form = NewTeamForm(request.POST or None)

    def act(typed: Typed) -> Entity:
        return create_team(actor=actor(request), organization=found, name=typed["name"])

    done = _("Team %(name)s is made. You are its admin.")
    if request.method == "POST" and carried_out(request, form, act, done):
        return redirect("team", found.name, form.cleaned_data["name"])
    return render(request, "registry/team_new.html", {"form": form, "organization": found})


def organization_header(
    request: HttpRequest, organization: Organization, tab: str
) -> dict[str, object]:
    """The context of templates/registry/organization_base.html."""
    mine = OrganizationMember.objects.filter(organization=organization, user=viewer(request))
    role = mine.values_list("role", flat=True).first()
    return {
        "organization": organization,
        "tab": tab,
        "role": role,
        "may_change": role == Role.ADMIN,
        "people_count": organization.members.count(),
        "team_count": organization.entities.filter(kind=EntityKind.TEAM).count(),
    }


def _people(
    request: HttpRequest, organization: Organization, sent: Sent | None
) -> dict[str, object]:
    text = request.GET.get("q", "").strip()
    rows = OrganizationMember.objects.filter(organization=organization)
    page = page_of(rows.matching(text).select_related("user"), request, BY_USERNAME)
    header = organization_header(request, organization, "people")
    rights = {MANAGE} if header["may_change"] else set()
    return {
        **header,
        "q": text,
        "page": page,
        "rows": organization_people(organization, page.rows),
        "roles": Role.choices,
        **CHANGES.context(rights, sent),
        **refused_row(sent),
    }


def _member(organization: Organization, username: str) -> User:
    found = User.objects.filter(organization_memberships__organization=organization)
    user = found.filter(username=username).first()
    if user is None:
        raise Http404
    return user


def _still_inside(request: HttpRequest, organization: Organization) -> bool:
    """An admin may have removed themselves."""
    visible = Organization.objects.visible_to(viewer(request))
    return visible.filter(pk=organization.pk).exists()
