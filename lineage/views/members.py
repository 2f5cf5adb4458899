"""The members of one group of a map, page by page: what a card and the table only begin."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lineage.models import RunState
from lineage.queries import Key, MemberPage, Search, member_page
from lineage.views.map_query import map_view
from lineage.views.runs import run_at
from registry.errors import InvalidValue
from registry.models import User
from registry.views.places import Place, viewer
from registry.views.version_page import version_page

MAX_CARD = 200
# What an address says of the map around the group; the search form carries it on.
ABOUT_MAP = (
    *("group", "dir", "depth", "unfold", "apart"),
    *("hide_type", "hide_job", "hide_state", "hide_generated"),
)


@login_required
def version_members(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    user = viewer(request)
    page = version_page(user, Place(**place), version)
    context = {"page": page, "tab": "lineage", "map_url": page.tabs["lineage"]}
    context |= _members(request, Key("artifact", page.version.pk), user)
    return render(request, "lineage/version_members.html", context)


@login_required
def run_members(request: HttpRequest, entity: str, project: str, run_id: str) -> HttpResponse:
    user = viewer(request)
    run = run_at(user, entity, project, run_id)
    context = {"run": run, "tab": "lineage", "map_url": f"{run.get_absolute_url()}/lineage"}
    context |= _members(request, Key("run", run.pk), user)
    return render(request, "lineage/run_members.html", context)


def _members(request: HttpRequest, root: Key, user: User) -> dict[str, object]:
    query = request.GET
    text, state = query.get("q", ""), query.get("state", "")
    found = _found(request, root, Search(text=text, states=[state] if state else []), user)
    return {
        "group": found,
        "is_of_runs": query.get("group", "").rpartition(".")[2].startswith("gr"),
        "kept": [(name, value) for name in ABOUT_MAP for value in query.getlist(name)],
        "states": RunState.values,
        "q": text,
        "state": state,
    }


def _found(request: HttpRequest, root: Key, search: Search, user: User) -> MemberPage:
    view, card = map_view(root, request.GET), request.GET.get("group", "")[:MAX_CARD]
    try:
        at_cursor = Search(
            text=search.text, states=search.states, cursor=request.GET.get("cursor", "")
        )
        page = member_page(card, view, at_cursor, viewer=user)
    except InvalidValue:
        page = member_page(card, view, search, viewer=user)
    if page is None:
        raise Http404("This map has no such group.")
    return page
