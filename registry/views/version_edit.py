"""A version is curated: its aliases and tags, what is said of it, its end."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.actions.deletions import delete_version
from registry.actions.labels import add_aliases, remove_aliases
from registry.actions.links import unlink_version
from registry.actions.tags import add_version_tags, remove_version_tags
from registry.actions.version_details import describe_version
from registry.forms import DescriptionForm, MoveAliasForm, NamesForm, PlainForm, TagsForm
from registry.models import ArtifactVersion, Collection, LinkedVersion
from registry.offers import rights_in_collection
from registry.permissions import (
    Actor,
    allows_version_edit,
    require_in_collection,
    require_version_edit,
)
from registry.presentation.alias_moves import alias_moves
from registry.views.changes import Change, Changes, actor, carried_out, deletion, told_moves
from registry.views.gates import gated
from registry.views.places import Place, viewer
from registry.views.version_page import VersionPage, version_page

ABOUT_IT = ("change tags", "describe a version")
# Where it was logged, whoever may log there may delete it as well.
END = "unlink a version"


@dataclass(frozen=True, slots=True)
class Shown:
    """A version in the collection that the page shows it in."""

    collection: Collection
    version: ArtifactVersion


def _require(who: Actor, right: str, it: Shown) -> None:
    """Aliases belong to the collection; text and tags go with the version wherever it is shown."""
    if right in ABOUT_IT:
        require_version_edit(who, right, it.version)
    else:
        require_in_collection(who, right, it.collection)


def _rights(who: Actor, it: Shown) -> frozenset[str]:
    here = rights_in_collection(who, it.collection)
    if here.issuperset(ABOUT_IT):
        return here
    return here.union(each for each in ABOUT_IT if allows_version_edit(who, each, it.version))


CHANGES: Changes[Shown] = Changes(
    require=_require,
    forms={
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
            gettext_lazy("%(alias)s stands on this version now."),
            foresee=lambda it, typed: alias_moves(it.collection, it.version, [typed["alias"]]),
        ),
        "remove_alias": Change(
            "change aliases",
            NamesForm,
            lambda who, it, typed: remove_aliases(
                actor=who, collection=it.collection, version=it.version, names=typed["names"]
            ),
            gettext_lazy("Taken off this version: %(names)s."),
        ),
        "add_tags": Change(
            "change tags",
            TagsForm,
            lambda who, it, typed: add_version_tags(
                actor=who, version=it.version, names=typed["tags"]
            ),
            gettext_lazy("Tagged: %(tags)s."),
        ),
        "remove_tags": Change(
            "change tags",
            TagsForm,
            lambda who, it, typed: remove_version_tags(
                actor=who, version=it.version, names=typed["tags"]
            ),
            gettext_lazy("Tag taken off: %(tags)s."),
        ),
        "describe": Change(
            "describe a version",
            DescriptionForm,
            lambda who, it, typed: describe_version(
                actor=who, version=it.version, description=typed["description"]
            ),
            gettext_lazy("The description is saved."),
        ),
    },
)


@gated
def edit(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    page = version_page(viewer(request), Place(**place), version)
    shown, who = Shown(page.collection, page.version), actor(request)
    sent = CHANGES.sent(request, shown)
    if sent and sent.is_done:
        return redirect(page.edit_url)
    rights = _rights(who, shown)
    describe = {"description": page.version.description}
    context = {
        "page": page,
        "tab": "edit",
        "may_end": END in rights,
        **CHANGES.context(rights, sent, describe=describe),
    }
    return render(request, "registry/version_edit.html", context)


@gated
def moves(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    """For the form above while somebody types: which version would lose the alias."""
    page = version_page(viewer(request), Place(**place), version)
    names = [request.GET.get("alias", "").strip()]
    return told_moves(request, alias_moves(page.collection, page.version, names))


@gated
def remove(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    """Take a version out of a registry, or delete one where it was logged: asks first."""
    page, who = version_page(viewer(request), Place(**place), version), actor(request)
    require_in_collection(who, END, page.collection)
    link = page.here.link
    form = _unlinking(request, link) if link else _deletion(request, page)
    if form is None:
        return redirect(page.collection if link else page.version)
    return render(request, "registry/version_remove.html", {"page": page, "form": form})


def _unlinking(request: HttpRequest, link: LinkedVersion) -> PlainForm | None:
    form, who = PlainForm(request.POST), actor(request)
    done = _("%(name)s is unlinked.") % {"name": link.name}
    if request.method == "POST" and carried_out(
        request, form, lambda typed: unlink_version(actor=who, link=link), done
    ):
        return None
    return form


def _deletion(request: HttpRequest, page: VersionPage) -> PlainForm | None:
    who = actor(request)
    return deletion(
        request,
        name=f"{page.collection.name}:{page.name}",
        act=lambda typed: delete_version(actor=who, version=page.version, with_aliases=True),
        done=_("%(confirm)s is deleted."),
    )
