"""A version is chosen and shown in a collection: the way from the collection's side."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from registry.actions.links import link_version
from registry.errors import NotAllowed
from registry.forms import AliasesForm
from registry.models import ArtifactVersion, Collection, LinkedVersion, Registry
from registry.permissions import require, require_in_collection
from registry.presentation.alias_moves import alias_moves
from registry.presentation.rows import alias_board
from registry.views import snippets
from registry.views.changes import Typed, actor, carried_out, told_moves, untold
from registry.views.gates import gated, refused_link
from registry.views.link_steps import Way, next_step
from registry.views.places import Place, collection_at, version_at, viewer


@gated
def link(request: HttpRequest, **place: str) -> HttpResponse:
    collection, way = collection_at(viewer(request), Place(**place)), Way.of(request)
    assert collection.registry is not None
    try:
        require(actor(request), "link a version", collection.registry)
    except NotAllowed as error:
        return refused_link(request, error, collection.name)
    version = _chosen(request, way)
    if version:
        return _confirm(request, collection, version, way)
    pasted, missing = request.GET.get("path", "").strip(), ""
    if pasted or way.version:
        missing, way = pasted or way.full_name, Way()
    context = _frame(collection, way) | {"missing": missing}
    context["step"] = next_step(request, way, collection, collection.registry)
    context["q"] = request.GET.get("q", "").strip()
    return render(request, "registry/collection_link.html", context)


@gated
def moves(request: HttpRequest, **place: str) -> HttpResponse:
    """For the form that asks for aliases: which versions would lose those that are typed."""
    collection = collection_at(viewer(request), Place(**place))
    require_in_collection(actor(request), "link a version", collection)
    version, form = _chosen(request, Way.of(request)), AliasesForm(request.GET)
    foreseen = (
        alias_moves(collection, version, form.cleaned_data["aliases"])
        if version and form.is_valid()
        else []
    )
    return told_moves(request, foreseen)


def _chosen(request: HttpRequest, way: Way) -> ArtifactVersion | None:
    """None while something is left to choose, and for a name that leads nowhere."""
    if not way.version:
        return None
    user = viewer(request)
    sources = (
        Collection.objects.visible_to(user)
        .with_place()
        .filter(
            project__entity__name__iexact=way.team, project__name=way.project, name=way.artifact
        )
    )
    source = sources.first()
    try:
        found = version_at(user, source, way.version) if source and source.is_source else None
    except Http404:
        return None
    return found if isinstance(found, ArtifactVersion) and found.is_committed else None


def _confirm(
    request: HttpRequest, collection: Collection, version: ArtifactVersion, way: Way
) -> HttpResponse:
    form = AliasesForm(request.POST if request.method == "POST" else None)
    made: list[LinkedVersion] = []

    def act(typed: Typed) -> None:
        assert isinstance(collection.registry, Registry)
        made.append(
            link_version(
                actor=actor(request),
                version=version,
                target=collection.registry,
                collection_name=collection.name,
                aliases=typed["aliases"],
            )
        )

    if form.is_valid():
        moves = alias_moves(collection, version, form.cleaned_data["aliases"])
        form.moves = untold(request, moves)
    if request.method == "POST" and carried_out(request, form, act):
        messages.success(request, _("%s is linked.") % version)
        return redirect(LinkedVersion.objects.with_place().get(pk=made[0].pk))
    context = _frame(collection, way) | {"form": form, "version": version}
    context["is_other_type"] = version.collection.artifact_type_id != collection.artifact_type_id
    context["already"] = LinkedVersion.objects.filter(
        collection=collection, version=version
    ).first()
    context["board"] = alias_board(collection)
    return render(request, "registry/collection_link_confirm.html", context)


def _frame(collection: Collection, way: Way) -> dict[str, object]:
    code = snippets.link_lines(collection.full_name)
    return {"collection": collection, "way": way, "link_code": code}
