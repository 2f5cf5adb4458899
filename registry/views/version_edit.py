"""A version is curated: its aliases and tags, what is said of it, its links, its end."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from registry.actions.deletions import delete_version
from registry.actions.labels import add_aliases, remove_aliases
from registry.actions.links import link_version, unlink_version
from registry.actions.tags import add_version_tags, remove_version_tags
from registry.actions.version_details import describe_version
from registry.forms import (
    DescriptionForm,
    LinkForm,
    MoveAliasForm,
    NamesForm,
    PlainForm,
    TagsForm,
)
from registry.models import ArtifactVersion, Collection, LinkedVersion, Registry
from registry.permissions import allows_in_collection
from registry.views.changes import Change, Typed, actor, carried_out, change_sent, refusal
from registry.views.places import Place, viewer
from registry.views.version_page import VersionPage, version_page


@dataclass(frozen=True, slots=True)
class Shown:
    """A version in the collection that the page shows it in."""

    collection: Collection
    version: ArtifactVersion
    link: LinkedVersion | None


CHANGES: dict[str, Change[Shown]] = {
    "add_alias": Change(
        "change aliases",
        MoveAliasForm,
        lambda who, it, typed: add_aliases(
            actor=who,
            collection=it.collection,
            version=it.version,
            names=[typed["alias"]],
            reason=typed["reason"],
        ),
    ),
    "remove_alias": Change(
        "change aliases",
        NamesForm,
        lambda who, it, typed: remove_aliases(
            actor=who, collection=it.collection, version=it.version, names=typed["names"]
        ),
    ),
    "add_tags": Change(
        "change tags",
        TagsForm,
        lambda who, it, typed: add_version_tags(actor=who, version=it.version, names=typed["tags"]),
    ),
    "remove_tags": Change(
        "change tags",
        TagsForm,
        lambda who, it, typed: remove_version_tags(
            actor=who, version=it.version, names=typed["tags"]
        ),
    ),
    "describe": Change(
        "describe a version",
        DescriptionForm,
        lambda who, it, typed: describe_version(
            actor=who, version=it.version, description=typed["description"]
        ),
    ),
}


@login_required
def edit(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    page = version_page(viewer(request), Place(**place), version)
    sent = change_sent(request, CHANGES, _shown(page))
    if sent and sent.is_done:
        return redirect(page.edit_url)
    who = actor(request)
    context = {
        "page": page,
        "tab": "edit",
        "may": {
            name: allows_in_collection(who, change.right, page.collection)
            for name, change in CHANGES.items()
        },
        "may_unlink": allows_in_collection(who, "unlink a version", page.collection),
        "add_alias_form": MoveAliasForm(auto_id="add_alias_%s"),
        "add_tags_form": TagsForm(auto_id="add_tags_%s"),
        "describe_form": DescriptionForm(
            initial={"description": page.version.description}, auto_id="describe_%s"
        ),
    }
    return render(request, "registry/version_edit.html", context | refusal(sent))


@login_required
def remove(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    """Take a version out of a registry, or delete one where it was logged: asks first."""
    page = version_page(viewer(request), Place(**place), version)
    form, link = PlainForm(request.POST), page.here.link

    def act(typed: Typed) -> object:
        if link:
            return unlink_version(actor=actor(request), link=link)
        return delete_version(actor=actor(request), version=page.version, with_aliases=True)

    done = _("%s is unlinked.") if link else _("%s is deleted.")
    if request.method == "POST" and carried_out(request, form, act, done % page.full_name):
        return redirect(page.collection if link else page.version)
    return render(request, "registry/version_remove.html", {"page": page, "form": form})


@login_required
def link(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    """Show the version in a collection of a registry."""
    page = version_page(viewer(request), Place(**place), version)
    registries = Registry.objects.visible_to(viewer(request)).accepting(page.type)
    form = LinkForm(request.POST or None, registries=registries.order_by("name"))
    made: list[LinkedVersion] = []

    def act(typed: Typed) -> None:
        made.append(
            link_version(
                actor=actor(request),
                version=page.version,
                target=typed["registry"],
                collection_name=typed["collection"],
                aliases=typed["aliases"],
            )
        )

    if request.method == "POST" and carried_out(request, form, act):
        messages.success(request, _("%s is linked.") % page.full_name)
        return redirect(LinkedVersion.objects.with_place().get(pk=made[0].pk))
    return render(request, "registry/version_link.html", {"page": page, "form": form})


def _shown(page: VersionPage) -> Shown:
    return Shown(page.collection, page.version, page.here.link)
