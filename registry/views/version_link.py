"""A version is shown in a collection of a registry."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from registry.actions.collections import require_accepted
from registry.actions.links import link_version
from registry.errors import NotAllowed, RuleError
from registry.forms import LinkForm
from registry.models import ArtifactVersion, Collection, LinkedVersion, Registry
from registry.offers import linkable, require_linkable
from registry.permissions import require
from registry.presentation.alias_moves import AliasMove, alias_moves
from registry.presentation.sentences import translated
from registry.views.changes import Typed, actor, carried_out, told_moves, untold
from registry.views.gates import gated, refused_link
from registry.views.places import Place, viewer
from registry.views.version_page import version_page


@gated
def link(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    page, who = version_page(viewer(request), Place(**place), version), actor(request)
    try:
        require_linkable(who, page.version)
    except NotAllowed as error:
        return refused_link(request, error, page.collection.name)
    registries = linkable(who, page.version).order_by("name")
    refusal = _refusal(request, page.version)
    form = LinkForm(request.POST or None, registries=registries, refusal=refusal)
    made: list[LinkedVersion] = []

    def act(typed: Typed) -> None:
        made.append(
            link_version(
                actor=who,
                version=page.version,
                target=typed["registry"],
                collection_name=typed["collection"],
                aliases=typed["aliases"],
            )
        )

    if form.is_valid():
        form.moves = untold(request, _foreseen(page.version, form.cleaned_data))
    if request.method == "POST" and carried_out(request, form, act):
        linked = LinkedVersion.objects.with_place().get(pk=made[0].pk)
        messages.success(request, _("It is linked as %s.") % linked)
        return redirect(linked)
    return render(request, "registry/version_link.html", {"page": page, "form": form})


@gated
def moves(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    """For the form above while somebody types: which versions would lose the aliases."""
    page = version_page(viewer(request), Place(**place), version)
    form = LinkForm(request.GET, registries=linkable(actor(request), page.version))
    foreseen = _foreseen(page.version, form.cleaned_data) if form.is_valid() else []
    return told_moves(request, foreseen)


def _refusal(request: HttpRequest, version: ArtifactVersion) -> str:
    """Why the version cannot be linked into the registry that the form asks for."""
    asked = request.POST.get("registry", "")
    visible = Registry.objects.visible_to(viewer(request)).select_related("organization")
    registry = visible.filter(pk=int(asked)).first() if re.fullmatch(r"\d{1,18}", asked) else None
    try:
        if registry:
            require(actor(request), "link a version", registry)
            require_accepted(registry, version.collection.artifact_type.name)
    except RuleError as error:
        return translated(error.message)
    return ""


def _foreseen(version: ArtifactVersion, typed: Typed) -> list[AliasMove]:
    target = Collection.objects.live().filter(registry=typed["registry"], name=typed["collection"])
    collection = target.first()
    return alias_moves(collection, version, typed["aliases"]) if collection else []
