"""Collections of a registry are made and looked after."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from registry.actions.collection_deletion import delete_collection, preview_collection_deletion
from registry.actions.collections import (
    create_collection,
    describe_collection,
    rename_collection,
)
from registry.actions.tags import add_collection_tags, remove_collection_tags
from registry.forms import CardForm, ConfirmForm, NameForm, NewCollectionForm, TagsForm
from registry.models import Collection
from registry.permissions import allows_in_collection
from registry.views import card_templates
from registry.views.cards import render_markdown
from registry.views.changes import Change, Typed, actor, carried_out, change_sent, refusal
from registry.views.places import Place, collection_at, registry_at, viewer

CHANGES: dict[str, Change[Collection]] = {
    "rename": Change(
        "edit a collection",
        NameForm,
        lambda who, it, typed: rename_collection(actor=who, collection=it, name=typed["name"]),
    ),
    "add_tags": Change(
        "change tags",
        TagsForm,
        lambda who, it, typed: add_collection_tags(actor=who, collection=it, names=typed["tags"]),
    ),
    "remove_tags": Change(
        "change tags",
        TagsForm,
        lambda who, it, typed: remove_collection_tags(
            actor=who, collection=it, names=typed["tags"]
        ),
    ),
}


@login_required
def create(request: HttpRequest, organization: str, registry: str) -> HttpResponse:
    found = registry_at(viewer(request), organization, registry)
    form = NewCollectionForm(request.POST or None)

    def act(typed: Typed) -> Collection:
        return create_collection(actor=actor(request), registry=found, **typed)

    if request.method == "POST" and carried_out(request, form, act, _("The collection is made.")):
        return redirect(
            "collection", found.organization.name, found.name, form.cleaned_data["name"]
        )
    return render(request, "registry/collection_new.html", {"form": form, "registry": found})


@login_required
def settings(request: HttpRequest, **place: str) -> HttpResponse:
    found = collection_at(viewer(request), Place(**place))
    sent = change_sent(request, CHANGES, found)
    if sent and sent.is_done:
        name = Collection.objects.get(pk=found.pk).name
        return redirect("collection-settings", place["organization"], place["registry"], name)
    who = actor(request)
    context = {
        "collection": found,
        "tab": "settings",
        "may": {
            name: allows_in_collection(who, each.right, found) for name, each in CHANGES.items()
        },
        "may_delete": allows_in_collection(who, "delete a collection", found),
        "tags": found.tags.order_by("name"),
        "rename_form": NameForm(initial={"name": found.name}, auto_id="rename_%s"),
        "add_tags_form": TagsForm(auto_id="add_tags_%s"),
    }
    return render(request, "registry/collection_settings.html", context | refusal(sent))


@login_required
def card(request: HttpRequest, **place: str) -> HttpResponse:
    """Edit the card. 'Preview' shows it as readers will and saves nothing."""
    found = collection_at(viewer(request), Place(**place))
    text = found.description or card_templates.starter(found.artifact_type.name)
    form = CardForm(request.POST or None, initial={"description": text})

    def act(typed: Typed) -> Collection:
        return describe_collection(actor=actor(request), collection=found, **typed)

    wants_preview = "preview" in request.POST
    if request.method == "POST" and not wants_preview and carried_out(request, form, act):
        messages.success(request, _("The card is saved."))
        return redirect(found)
    context = {"collection": found, "form": form, "is_starter": not found.description}
    if wants_preview and form.is_valid():
        context["preview"] = render_markdown(form.cleaned_data["description"])
    return render(request, "registry/collection_card.html", context)


@login_required
def delete(request: HttpRequest, **place: str) -> HttpResponse:
    """Says what goes and what stays, then asks for the name."""
    found, who = collection_at(viewer(request), Place(**place)), actor(request)
    if not allows_in_collection(who, "delete a collection", found):
        return redirect("collection-settings", *place.values())
    form = ConfirmForm(request.POST or None, name=found.name)

    def act(typed: Typed) -> Collection:
        return delete_collection(actor=who, collection=found)

    if request.method == "POST" and carried_out(request, form, act):
        messages.success(request, _("Collection %s is deleted.") % found.name)
        return redirect(found.registry or "home")
    loss = preview_collection_deletion(actor=who, collection=found)
    context = {"collection": found, "form": form, "loss": loss}
    return render(request, "registry/collection_delete.html", context)
