"""Collections of a registry are made and looked after."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.actions.collection_deletion import delete_collection, preview_collection_deletion
from registry.actions.collections import (
    create_collection,
    describe_collection,
    rename_collection,
)
from registry.actions.tags import add_collection_tags, remove_collection_tags
from registry.forms import CardForm, NameForm, NewCollectionForm, TagsForm
from registry.models import Collection, Registry
from registry.offers import is_new_type, offered_types, rights_in_collection
from registry.permissions import require, require_in_collection
from registry.views import card_templates
from registry.views.cards import render_markdown
from registry.views.changes import Change, Changes, Typed, actor, carried_out, deletion
from registry.views.gates import gated
from registry.views.places import Place, collection_at, registry_at, viewer

OFFERED = 100
CHANGES: Changes[Collection] = Changes(
    require=require_in_collection,
    forms={
        "rename": Change(
            "edit a collection",
            NameForm,
            lambda who, it, typed: rename_collection(actor=who, collection=it, name=typed["name"]),
            gettext_lazy("The collection is called %(name)s now."),
        ),
        "add_tags": Change(
            "change tags",
            TagsForm,
            lambda who, it, typed: add_collection_tags(
                actor=who, collection=it, names=typed["tags"]
            ),
            gettext_lazy("Tagged: %(tags)s."),
        ),
        "remove_tags": Change(
            "change tags",
            TagsForm,
            lambda who, it, typed: remove_collection_tags(
                actor=who, collection=it, names=typed["tags"]
            ),
            gettext_lazy("Tag taken off: %(tags)s."),
        ),
    },
)


@gated
def create(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    found = registry_at(viewer(request), organization, registry)
    require(actor(request), "create a collection", found)
    form = NewCollectionForm(request.POST or None)

    def act(typed: Typed) -> Collection:
        return create_collection(actor=actor(request), registry=found, **typed)

    done, new_type = _("Collection %(name)s is made."), _untold_type(request, form, found)
    if request.method == "POST" and not new_type and carried_out(request, form, act, done):
        page = "collection-link" if "then" in request.POST else "collection"
        return redirect(page, found.organization.name, found.name, form.cleaned_data["name"])
    types = offered_types(viewer(request), found).order_by("name")[:OFFERED]
    context = {"form": form, "registry": found, "types": types, "new_type": new_type}
    return render(request, "registry/collection_new.html", context)


def _untold_type(request: HttpRequest, form: NewCollectionForm, registry: Registry) -> str:
    """The type that the form would make, unless its sender has read that: it may be a typo."""
    name = str(form.cleaned_data["type_name"]) if form.is_valid() else ""
    if not name or name == request.POST.get("told"):
        return ""
    return name if is_new_type(viewer(request), registry, name) else ""


@gated
def settings(request: HttpRequest, **place: str) -> HttpResponse:
    found = collection_at(viewer(request), Place(**place))
    sent = CHANGES.sent(request, found)
    if sent and sent.is_done:
        name = Collection.objects.get(pk=found.pk).name
        return redirect("collection-settings", place["organization"], place["registry"], name)
    rights = rights_in_collection(actor(request), found)
    context = {
        "collection": found,
        "tab": "settings",
        "may_delete": "delete a collection" in rights,
        "tags": found.tags.order_by("name"),
        **CHANGES.context(rights, sent, rename={"name": found.name}),
    }
    return render(request, "registry/collection_settings.html", context)


@gated
def card(request: HttpRequest, **place: str) -> HttpResponse:
    """Edit the card. 'Preview' shows it as readers will and saves nothing."""
    found = collection_at(viewer(request), Place(**place))
    require_in_collection(actor(request), "edit a collection", found)
    text = found.description or card_templates.starter(found.artifact_type.name)
    initial = {"description": text, "revision": found.revision}
    form = CardForm(request.POST or None, initial=initial)

    def act(typed: Typed) -> Collection:
        return describe_collection(actor=actor(request), collection=found, **typed)

    wants_preview, done = "preview" in request.POST, _("The card is saved.")
    is_sent = request.method == "POST" and not wants_preview
    if is_sent and carried_out(request, form, act, done):
        return redirect(found)
    if is_sent:
        # Who is told that somebody else was faster sees it below, and may save all the same.
        form.data = {**request.POST.dict(), "revision": found.revision}
    context = {"collection": found, "form": form, "is_starter": not found.description}
    if is_sent and found.revision != request.POST.get("revision"):
        context["now"] = render_markdown(found.description)
    if wants_preview and form.is_valid():
        context["preview"] = render_markdown(form.cleaned_data["description"])
    return render(request, "registry/collection_card.html", context)


@gated
def delete(request: HttpRequest, **place: str) -> HttpResponse:
    """Says what goes and what stays, then asks for the name."""
    found, who = collection_at(viewer(request), Place(**place)), actor(request)
    loss = preview_collection_deletion(actor=who, collection=found)
    form = deletion(
        request,
        name=found.name,
        act=lambda typed: delete_collection(actor=who, collection=found),
        done=_("Collection %(confirm)s is deleted."),
    )
    if form is None:
        return redirect(found.registry or "home")
    context = {"collection": found, "form": form, "loss": loss}
    return render(request, "registry/collection_delete.html", context)
