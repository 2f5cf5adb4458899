"""Who has which role in a registry, and giving and taking roles."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.actions.members import (
    add_registry_members,
    remove_registry_member,
    set_registry_role,
)
from registry.forms import GrantForm, PlainForm, RoleForm
from registry.keyset import newest_by
from registry.models import Registry, RegistryMember, RegistryRole
from registry.permissions import allows, require
from registry.views.access_rows import access_rows, open_team
from registry.views.changes import actor, carried_out
from registry.views.gates import gated
from registry.views.paging import page_of
from registry.views.places import registry_at, viewer
from registry.views.registry_header import registry_header

NEWEST = newest_by("created_at")


@gated
def members(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    found = registry_at(viewer(request), organization, registry)
    if request.method == "POST":
        require(actor(request), "change members", found)
    form = GrantForm(request.POST or None, initial={"role": RegistryRole.VIEWER})

    def act(typed: dict[str, Any]) -> list[RegistryMember]:
        return add_registry_members(
            actor=actor(request),
            registry=found,
            names=typed["names"],
            role=RegistryRole(typed["role"]),
        )

    if request.method == "POST" and carried_out(request, form, act, _("They have access now.")):
        return redirect("registry-members", organization, registry)
    context = registry_header(viewer(request), found, "members") | {
        "form": form,
        "may_change": allows(actor(request), "change members", found),
        "organization_count": found.organization.members.count(),
        **_table(request, found),
    }
    return render(request, "registry/registry_members.html", context)


def _table(request: HttpRequest, registry: Registry) -> dict[str, object]:
    """A page of those who have a role, or of those whom the search finds."""
    text = request.GET.get("q", "").strip()
    rows = RegistryMember.objects.filter(registry=registry)
    page = page_of(_with_holders(rows.matching(text) if text else rows), request, NEWEST)
    return {
        "q": text,
        "page": page,
        "rows": access_rows(registry, page.rows),
        "opened": open_team(request, registry, page.rows),
    }


@require_POST
@gated
def set_role(request: HttpRequest, organization: str, registry: str, pk: int) -> HttpResponse:
    member = _member(request, organization, registry, pk)

    def act(typed: dict[str, Any]) -> object:
        role = RegistryRole(typed["role"])
        return set_registry_role(actor=actor(request), member=member, role=role)

    done = _("The role of %s is changed.") % member.holder
    return _changed(request, member, RoleForm(request.POST), act, done)


@require_POST
@gated
def remove(request: HttpRequest, organization: str, registry: str, pk: int) -> HttpResponse:
    member = _member(request, organization, registry, pk)

    def act(typed: dict[str, Any]) -> None:
        remove_registry_member(actor=actor(request), member=member)

    done = _("%s has no role here any more.") % member.holder
    return _changed(request, member, PlainForm(request.POST), act, done)


def _changed(
    request: HttpRequest,
    member: RegistryMember,
    form: PlainForm,
    act: Callable[[dict[str, Any]], object],
    done: str,
) -> HttpResponse:
    """Back to the table. Its rows have no room for what is wrong: that stands above it."""
    if not carried_out(request, form, act, done):
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
    place = member.registry
    return redirect("registry-members", place.organization.name, place.name)


def _with_holders(rows: QuerySet[RegistryMember]) -> QuerySet[RegistryMember]:
    return rows.select_related("user", "team", "registry__organization")


def _member(request: HttpRequest, organization: str, registry: str, pk: int) -> RegistryMember:
    found = registry_at(viewer(request), organization, registry)
    require(actor(request), "change members", found)
    return get_object_or_404(_with_holders(found.members.all()), pk=pk)
