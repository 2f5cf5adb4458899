"""Registries are made, and looked after on their settings page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.actions.accepted_types import accept_all_types, accept_only
from registry.actions.protected_aliases import protect_alias, unprotect_alias
from registry.actions.registries import create_registry, describe_registry, rename_registry
from registry.actions.registry_deletion import delete_registry, preview_registry_deletion
from registry.actions.visibility import VisibilityChange, preview_visibility, set_visibility
from registry.forms import (
    AcceptedTypesForm,
    AliasForm,
    DescriptionForm,
    NameForm,
    NewRegistryForm,
    PlainForm,
    VisibilityForm,
)
from registry.models import Organization, Registry, Visibility
from registry.offers import rights_in
from registry.permissions import Actor, require, require_organization_member
from registry.views.changes import Change, Changes, Typed, actor, carried_out, deletion
from registry.views.gates import gated
from registry.views.places import registry_at, viewer
from registry.views.registry_header import registry_header

CHANGES: Changes[Registry] = Changes(
    require=require,
    forms={
        "rename": Change(
            "edit the registry's name and description",
            NameForm,
            lambda who, it, typed: rename_registry(actor=who, registry=it, name=typed["name"]),
            gettext_lazy("The registry is called %(name)s now."),
        ),
        "describe": Change(
            "edit the registry's name and description",
            DescriptionForm,
            lambda who, it, typed: describe_registry(
                actor=who, registry=it, description=typed["description"]
            ),
            gettext_lazy("The description is saved."),
        ),
        "accept": Change(
            "change accepted types",
            AcceptedTypesForm,
            lambda who, it, typed: accept_only(
                actor=who, registry=it, names=typed["accepted_types"]
            ),
            gettext_lazy("Artifacts of type %(accepted_types)s are accepted now."),
        ),
        "accept_all": Change(
            "change accepted types",
            PlainForm,
            lambda who, it, typed: accept_all_types(actor=who, registry=it),
            gettext_lazy("Artifacts of all types are accepted now."),
        ),
        "visibility": Change(
            "change visibility",
            VisibilityForm,
            lambda who, it, typed: set_visibility(
                actor=who, registry=it, visibility=Visibility(typed["visibility"])
            ),
            "%(effect)s",
        ),
        "protect": Change(
            "change protected aliases",
            AliasForm,
            lambda who, it, typed: protect_alias(actor=who, registry=it, name=typed["alias"]),
            gettext_lazy("Only admins may move %(alias)s now."),
        ),
        "unprotect": Change(
            "change protected aliases",
            AliasForm,
            lambda who, it, typed: unprotect_alias(actor=who, registry=it, name=typed["alias"]),
            gettext_lazy("Members may move %(alias)s again."),
        ),
    },
)


@gated
def create(request: HttpRequest, organization: str) -> HttpResponse:
    visible = Organization.objects.visible_to(viewer(request))
    found = get_object_or_404(visible.named(organization))
    require_organization_member(actor(request), found)
    form = NewRegistryForm(request.POST or None)

    def act(typed: Typed) -> Registry:
        types = typed["accepted_types"] or None
        return create_registry(
            actor=actor(request), organization=found, **{**typed, "accepted_types": types}
        )

    done = _("Registry %(name)s is made, and you are its admin.")
    if request.method == "POST" and carried_out(request, form, act, done):
        return redirect("registry", found.name, form.cleaned_data["name"])
    return render(request, "registry/registry_new.html", {"form": form, "organization": found})


@gated
def settings(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    found = registry_at(viewer(request), organization, registry)
    sent = CHANGES.sent(request, found)
    if sent and sent.is_done:
        return redirect("registry-settings", organization, Registry.objects.get(pk=found.pk).name)
    who = actor(request)
    rights = rights_in(who, found)
    initial = {"rename": {"name": found.name}, "describe": {"description": found.description}}
    context = registry_header(viewer(request), found, "settings") | {
        "protected": found.protected_aliases.order_by("name"),
        "effect": _effect(who, found) if "change visibility" in rights else None,
        "may_delete": "delete the registry" in rights,
        **CHANGES.context(rights, sent, **initial),
    }
    return render(request, "registry/registry_settings.html", context)


@gated
def delete(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    """Says what goes and what stays, then asks for the name."""
    found, who = registry_at(viewer(request), organization, registry), actor(request)
    loss = preview_registry_deletion(actor=who, registry=found)
    form = deletion(
        request,
        name=found.name,
        act=lambda typed: delete_registry(actor=who, registry=found),
        done=_("Registry %(confirm)s is deleted."),
    )
    if form is None:
        return redirect("home")
    context = {"form": form, "loss": loss, "registry": found}
    return render(request, "registry/registry_delete.html", context)


def _effect(who: Actor, registry: Registry) -> VisibilityChange:
    """What the other visibility would change."""
    is_open = registry.visibility == Visibility.ORGANIZATION
    other = Visibility.RESTRICTED if is_open else Visibility.ORGANIZATION
    return preview_visibility(actor=who, registry=registry, visibility=other)
