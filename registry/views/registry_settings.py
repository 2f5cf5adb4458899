"""Registries are made, and looked after on their settings page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from registry.actions.accepted_types import accept_all_types, accept_only
from registry.actions.protected_aliases import protect_alias, unprotect_alias
from registry.actions.registries import create_registry, describe_registry, rename_registry
from registry.actions.registry_deletion import delete_registry, preview_registry_deletion
from registry.actions.visibility import preview_visibility, set_visibility
from registry.forms import (
    AcceptedTypesForm,
    AliasForm,
    ConfirmForm,
    DescriptionForm,
    NameForm,
    NewRegistryForm,
    PlainForm,
    VisibilityForm,
)
from registry.models import Organization, Registry, Visibility
from registry.permissions import allows
from registry.views.changes import Change, Typed, actor, carried_out, change_sent, refusal
from registry.views.places import registry_at, viewer
from registry.views.registry_header import registry_header

CHANGES: dict[str, Change[Registry]] = {
    "rename": Change(
        "edit the registry's name and description",
        NameForm,
        lambda who, it, typed: rename_registry(actor=who, registry=it, name=typed["name"]),
    ),
    "describe": Change(
        "edit the registry's name and description",
        DescriptionForm,
        lambda who, it, typed: describe_registry(
            actor=who, registry=it, description=typed["description"]
        ),
    ),
    "accept": Change(
        "change accepted types",
        AcceptedTypesForm,
        lambda who, it, typed: accept_only(actor=who, registry=it, names=typed["accepted_types"]),
    ),
    "accept_all": Change(
        "change accepted types",
        PlainForm,
        lambda who, it, typed: accept_all_types(actor=who, registry=it),
    ),
    "visibility": Change(
        "change visibility",
        VisibilityForm,
        lambda who, it, typed: set_visibility(
            actor=who, registry=it, visibility=Visibility(typed["visibility"])
        ),
    ),
    "protect": Change(
        "change protected aliases",
        AliasForm,
        lambda who, it, typed: protect_alias(actor=who, registry=it, name=typed["alias"]),
    ),
    "unprotect": Change(
        "change protected aliases",
        AliasForm,
        lambda who, it, typed: unprotect_alias(actor=who, registry=it, name=typed["alias"]),
    ),
}


@login_required
def create(request: HttpRequest, organization: str) -> HttpResponse:
    visible = Organization.objects.visible_to(viewer(request))
    found = get_object_or_404(visible.named(organization))
    form = NewRegistryForm(request.POST or None)

    def act(typed: Typed) -> Registry:
        types = typed["accepted_types"] or None
        return create_registry(
            actor=actor(request), organization=found, **{**typed, "accepted_types": types}
        )

    if request.method == "POST" and carried_out(request, form, act, _("The registry is made.")):
        return redirect("registry", found.name, form.cleaned_data["name"])
    return render(request, "registry/registry_new.html", {"form": form, "organization": found})


@login_required
def settings(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    found = registry_at(viewer(request), organization, registry)
    sent = change_sent(request, CHANGES, found)
    if sent and sent.is_done:
        return redirect("registry-settings", organization, Registry.objects.get(pk=found.pk).name)
    context = _page(request, found) | refusal(sent)
    return render(request, "registry/registry_settings.html", context)


@login_required
def delete(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    """Says what goes and what stays, then asks for the name."""
    found, who = registry_at(viewer(request), organization, registry), actor(request)
    if not allows(who, "delete the registry", found):
        return redirect("registry-settings", organization, registry)
    form = ConfirmForm(request.POST or None)

    def act(typed: Typed) -> None:
        delete_registry(actor=who, registry=found, confirm=typed["confirm"])

    name, loss = found.title, preview_registry_deletion(actor=who, registry=found)
    if request.method == "POST" and carried_out(request, form, act):
        messages.success(request, _("Registry %(name)s is deleted.") % {"name": name})
        return redirect("home")
    context = {"form": form, "loss": loss, "registry": found}
    return render(request, "registry/registry_delete.html", context)


def _page(request: HttpRequest, registry: Registry) -> dict[str, object]:
    who = actor(request)
    other = (
        Visibility.RESTRICTED
        if registry.visibility == Visibility.ORGANIZATION
        else Visibility.ORGANIZATION
    )
    may = {name: allows(who, change.right, registry) for name, change in CHANGES.items()}
    may_open = may["visibility"]
    effect = (
        preview_visibility(actor=who, registry=registry, visibility=other) if may_open else None
    )
    return registry_header(viewer(request), registry, "settings") | {
        "may": may,
        "protected": registry.protected_aliases.order_by("name"),
        "effect": effect,
        "rename_form": NameForm(initial={"name": registry.name}, auto_id="rename_%s"),
        "describe_form": DescriptionForm(
            initial={"description": registry.description}, auto_id="describe_%s"
        ),
        "accept_form": AcceptedTypesForm(auto_id="accept_%s"),
        "protect_form": AliasForm(auto_id="protect_%s"),
    }
