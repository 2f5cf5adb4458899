"""The Lineage tab of a version and of a run: the map's answer, drawn by the server as a table."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lineage.graph import Direction
from lineage.queries import Key, MapView, lineage_of
from lineage.views.map_rows import map_rows
from lineage.views.runs import run_at
from registry.models import User
from registry.views.places import Place, viewer
from registry.views.version_page import version_page

MAX_DIGITS = 9
MAX_DEPTH = 1_000


@login_required
def version_lineage(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    user = viewer(request)
    page = version_page(user, Place(**place), version)
    api_url = reverse("api:version-lineage", args=(page.version.pk,))
    context = {"page": page, "tab": "lineage", "api_url": api_url}
    context |= _map(request, Key("artifact", page.version.pk), user)
    return render(request, "lineage/version_lineage.html", context)


@login_required
def run_lineage(request: HttpRequest, entity: str, project: str, run_id: str) -> HttpResponse:
    user = viewer(request)
    run = run_at(user, entity, project, run_id)
    api_url = reverse("api:run-lineage", args=(run.pk,))
    context = {"run": run, "tab": "lineage", "api_url": api_url}
    context |= _map(request, Key("run", run.pk), user)
    return render(request, "lineage/run_lineage.html", context)


def _map(request: HttpRequest, root: Key, user: User) -> dict[str, object]:
    view = MapView(root=root, direction=_direction(request), depth=_depth(request))
    graph = lineage_of(view, viewer=user)
    nodes_url = reverse("api:neighbours", args=("-",)).removesuffix("-/neighbours")
    return {"graph": graph, "rows": map_rows(graph["nodes"]), "nodes_url": nodes_url}


def _direction(request: HttpRequest) -> Direction:
    """An address typed by hand still shows a map: what makes no sense in it is passed over."""
    asked = request.GET.get("dir", "")
    return Direction(asked) if asked in set(Direction) else Direction.BOTH


def _depth(request: HttpRequest) -> int | None:
    asked = request.GET.get("depth", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= MAX_DIGITS
    return min(int(asked), MAX_DEPTH) or None if is_number else None
