"""The Usage tab of a version: code that takes it, and the runs that did."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineage.models import Run, Used
from registry.keyset import highest_by
from registry.views import snippets
from registry.views.paging import page_of
from registry.views.places import Place, base_url, viewer
from registry.views.version_page import VersionPage, version_page

NEWEST = highest_by("run_id")


@login_required
def version_usage(request: HttpRequest, version: str, **place: str) -> HttpResponse:
    user = viewer(request)
    page = version_page(user, Place(**place), version)
    used = Used.objects.filter(version=page.version)
    listed = page_of(used, request, NEWEST, total=page.version.used_by_count)
    runs = Run.objects.visible_to(user).with_place().in_bulk([row.run_id for row in listed.rows])
    way, code = _code(request, page)
    context = {
        "page": page,
        "tab": "usage",
        "listed": listed,
        "rows": [(row, runs.get(row.run_id)) for row in listed.rows],
        "way": way,
        "code": code,
    }
    return render(request, "lineage/version_usage.html", context)


def _code(request: HttpRequest, page: VersionPage) -> tuple[str, str]:
    """Which way to take the version the address asks for, and the code for it."""
    way, name, type_name = request.GET.get("way", ""), page.full_name, page.type
    if way == "api":
        return way, snippets.without_a_run(name, type_name)
    if way == "shell":
        return way, snippets.in_a_shell(name, type_name, base_url(request))
    return "run", snippets.in_a_run(name, type_name, "my-project")
