"""The Lineage tab of a version and of a run: the map's answer, drawn by the server as a table."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineage.queries import Key, MapView, lineage_of
from lineage.views.map_filter import facet_rows, hidden_words
from lineage.views.map_query import map_view
from lineage.views.map_rows import map_rows
from lineage.views.runs import run_at
from registry.models import User
from registry.views.places import Place, viewer
from registry.views.version_page import version_page


@login_required
def version_lineage(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    user = viewer(request)
    page = version_page(user, Place(**place), version)
    api_url = reverse("api:version-lineage", args=(page.version.pk,))
    context = {"page": page, "tab": "lineage", "api_url": api_url}
    context |= _map(request, Key("artifact", page.version.pk), user, page.tabs["lineage"])
    return render(request, "lineage/version_lineage.html", context)


@login_required
def run_lineage(request: HttpRequest, entity: str, project: str, run_id: str) -> HttpResponse:
    user = viewer(request)
    run = run_at(user, entity, project, run_id)
    api_url = reverse("api:run-lineage", args=(run.pk,))
    context = {"run": run, "tab": "lineage", "api_url": api_url}
    context |= _map(request, Key("run", run.pk), user, f"{run.get_absolute_url()}/lineage")
    return render(request, "lineage/run_lineage.html", context)


def _map(request: HttpRequest, root: Key, user: User, url: str) -> dict[str, object]:
    view = map_view(root, request.GET)
    graph = lineage_of(view, viewer=user)
    nodes_url = reverse("api:neighbours", args=("-",)).removesuffix("-/neighbours")
    return {
        "graph": graph,
        "rows": map_rows(graph["nodes"], _group_address(request, f"{url}/members")),
        "nodes_url": nodes_url,
        "members_url": f"{url}/members",
        "kept": [(name, request.GET.get(name, "")) for name in ("dir", "depth", "view")],
        "lists": _lists(view),
        "facets": facet_rows(graph["facets"], view.hidden),
        "hidden_words": hidden_words(view.hidden),
    }


def _group_address(request: HttpRequest, members_url: str) -> Callable[[str], str]:
    """Where a group lists its members: the address has to say in which map it is."""

    def address(group: str) -> str:
        query = request.GET.copy()
        query["group"] = group
        return f"{members_url}?{query.urlencode()}"

    return address


def _lists(view: MapView) -> dict[str, str]:
    """The lineage as a list to take away, by the name of its format."""
    hidden = view.hidden
    route = "api:version-impact" if view.root.kind == "artifact" else "api:run-impact"
    wanted = {
        "direction": view.direction.value,
        "depth": view.depth or [],
        "hide_type": list(hidden.types),
        "hide_job": list(hidden.jobs),
        "hide_state": list(hidden.states),
        "hide_generated": ["true"] if hidden.generated else [],
    }
    url = f"{reverse(route, args=(view.root.pk,))}?{urlencode(wanted, doseq=True)}"
    return {"csv": f"{url}&format=csv", "json": url}
