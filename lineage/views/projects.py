"""Projects, and what is in one: its runs and its artifacts."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lineage.models import Run, RunState
from registry.keyset import newest_by
from registry.models import ArtifactType, Collection, Project
from registry.presentation.rows import collection_rows
from registry.views import snippets
from registry.views.paging import page_of
from registry.views.places import project_at, viewer

LAST_CHANGED = newest_by("updated_at")
NEWEST = newest_by("created_at")


@login_required
def projects(request: HttpRequest) -> HttpResponse:
    user, text = viewer(request), request.GET.get("q", "").strip()
    found = Project.objects.visible_to(user).matching(text).select_related("entity")
    entity = user.default_entity.name if user.default_entity else user.username
    context = {
        "page": page_of(found, request, LAST_CHANGED),
        "q": text,
        "first_code": snippets.first_run(entity, "my-project"),
    }
    return render(request, "lineage/projects.html", context)


@login_required
def project(request: HttpRequest, entity: str, project: str) -> HttpResponse:
    user, found = viewer(request), project_at(viewer(request), entity, project)
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    runs = Run.objects.visible_to(user).filter(project=found).matching(text).with_place()
    page = page_of(
        runs.in_state(state) if state else runs,
        request,
        NEWEST,
        total=None if text or state else found.run_count,
    )
    context = {"project": found, "tab": "runs", "page": page, "q": text, "state": state}
    context |= {"states": RunState.values, "first_code": _first_code(found)}
    return render(request, "lineage/project.html", context)


@login_required
def artifacts(request: HttpRequest, entity: str, project: str) -> HttpResponse:
    user, found = viewer(request), project_at(viewer(request), entity, project)
    text, type_name = request.GET.get("q", "").strip(), request.GET.get("type", "")
    collections = Collection.objects.visible_to(user).filter(project=found)
    types = ArtifactType.objects.filter(pk__in=collections.values("artifact_type"))
    listed = collections.of_type(type_name) if type_name else collections.without_generated()
    page = page_of(listed.matching(text).with_place(), request, LAST_CHANGED)
    context = {"project": found, "tab": "artifacts", "page": page, "q": text, "type": type_name}
    context |= {"types": types.order_by("name"), "rows": collection_rows(page.rows)}
    context["first_code"] = _first_code(found)
    return render(request, "lineage/project_artifacts.html", context)


def _first_code(project: Project) -> str:
    return snippets.first_run(project.entity.name, project.name)
