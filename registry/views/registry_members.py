"""Who has which role in a registry, and giving and taking roles."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy

from registry.actions.members import (
    add_registry_members,
    remove_registry_member,
    set_registry_role,
)
from registry.forms import GrantForm
from registry.keyset import newest_by
from registry.models import Registry, RegistryMember, RegistryRole
from registry.offers import rights_in
from registry.people_forms import MemberForm, RegistryRoleForm
from registry.permissions import require
from registry.views.access_rows import access_rows, open_team
from registry.views.changes import Change, Changes, Sent, actor
from registry.views.gates import gated
from registry.views.member_rows import refused_row
from registry.views.paging import page_of
from registry.views.places import registry_at, viewer
from registry.views.registry_header import registry_header

NEWEST = newest_by("created_at")
MANAGE = "change members"

CHANGES: Changes[Registry] = Changes(
    require=require,
    forms={
        "add": Change(
            MANAGE,
            GrantForm,
            lambda who, it, typed: add_registry_members(
                actor=who, registry=it, names=typed["names"], role=typed["role"]
            ),
            gettext_lazy("Added as %(role)s: %(names)s."),
        ),
        "role": Change(
            MANAGE,
            RegistryRoleForm,
            lambda who, it, typed: set_registry_role(
                actor=who,
                member=_member(it, typed["member"]),
                role=typed["role"],
                revision=typed["revision"],
            ),
            gettext_lazy("%(member)s is %(role)s of this registry now."),
        ),
        "remove": Change(
            MANAGE,
            MemberForm,
            lambda who, it, typed: remove_registry_member(
                actor=who, member=_member(it, typed["member"]), revision=typed["revision"]
            ),
            gettext_lazy("%(member)s has no role in this registry any more."),
        ),
    },
)


@gated
def members(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    found = registry_at(viewer(request), organization, registry)
    sent = CHANGES.sent(request, found)
    if sent and sent.is_done:
        still_seen = Registry.objects.visible_to(viewer(request)).filter(pk=found.pk).exists()
        return redirect(request.get_full_path() if still_seen else "home")
    return render(request, "registry/registry_members.html", _table(request, found, sent))


def _table(request: HttpRequest, registry: Registry, sent: Sent | None) -> dict[str, object]:
    """A page of those who have a role, or of those whom the search finds."""
    text = request.GET.get("q", "").strip()
    rows = RegistryMember.objects.filter(registry=registry)
    page = page_of(_with_holders(rows.matching(text) if text else rows), request, NEWEST)
    rights = rights_in(actor(request), registry)
    return {
        **registry_header(viewer(request), registry, "members"),
        "may_change": MANAGE in rights,
        "organization_count": registry.organization.members.count(),
        "q": text,
        "page": page,
        "rows": access_rows(registry, page.rows),
        "opened": open_team(request, registry, page.rows),
        **CHANGES.context(rights, sent, add={"role": RegistryRole.VIEWER}),
        **refused_row(sent),
    }


def _with_holders(rows: QuerySet[RegistryMember]) -> QuerySet[RegistryMember]:
    return rows.select_related("user", "team", "registry__organization")


def _member(registry: Registry, name: str) -> RegistryMember:
    """By its name: no team is called like a user."""
    named = Q(user__username=name) | Q(team__name=name)
    return get_object_or_404(_with_holders(registry.members.all()), named)
