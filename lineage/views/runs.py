"""A run's page: what it took and made, its numbers, its console, its files."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from lineage.models import Run, RunFile, RunLine, Stream
from lineage.queries.places import places_of
from lineage.queries.strip import inputs_of, outputs_of
from lineage.views.console import console_lines
from lineage.views.run_metrics import metric_table
from registry.downloads import attachment
from registry.keyset import alphabetical_by, highest_by
from registry.models import ArtifactVersion, User
from registry.presentation.keytree import key_tree
from registry.views import snippets
from registry.views.gates import gated
from registry.views.paging import page_of
from registry.views.places import viewer
from registry.views.previews import preview_of

TAIL = 200
LINES_SHOWN = 1_000
FILES_SHOWN = 1_000
BY_NAME = alphabetical_by("name")
LAST_LINE = highest_by("number")
NEWEST = highest_by("pk")


@login_required
def run(request: HttpRequest, entity: str, project: str, run_id: str) -> HttpResponse:
    user, found = viewer(request), run_at(viewer(request), entity, project, run_id)
    lines = RunLine.objects.filter(run=found, stream=Stream.OUTPUT).order_by("-number")[:TAIL]
    context = {
        "run": found,
        "tab": "run",
        "inputs": inputs_of(found, user),
        "outputs": outputs_of(found, user),
        "metrics": metric_table(found),
        "config": key_tree(_own(found.config)),
        "summary": key_tree(_own(found.summary)),
        "sdk": found.config.get("_wandb"),
        "console": console_lines(reversed(lines)),
        "io_code": snippets.DECLARE,
    }
    return render(request, "lineage/run.html", context)


@login_required
def artifacts(request: HttpRequest, entity: str, project: str, run_id: str) -> HttpResponse:
    user, found = viewer(request), run_at(viewer(request), entity, project, run_id)
    versions = ArtifactVersion.objects.visible_to(user).with_sight(user)
    taken, made = versions.filter(used_by__run=found), versions.filter(logged_by__run=found)
    inputs = page_of(taken, request, NEWEST, total=found.used_count, name="inputs")
    outputs = page_of(made, request, NEWEST, total=found.logged_count, name="outputs")
    context = {"run": found, "tab": "artifacts", "inputs": inputs, "outputs": outputs}
    context["places"] = places_of([*inputs.rows, *outputs.rows], user)
    return render(request, "lineage/run_artifacts.html", context)


@login_required
def logs(request: HttpRequest, entity: str, project: str, run_id: str) -> HttpResponse:
    found = run_at(viewer(request), entity, project, run_id)
    lines = RunLine.objects.filter(run=found, stream=Stream.OUTPUT)
    total = found.output_line_count
    page = page_of(lines, request, LAST_LINE, total=total, size=LINES_SHOWN)
    context = {"run": found, "tab": "logs", "page": page}
    context["console"] = console_lines(reversed(page.rows))
    return render(request, "lineage/run_logs.html", context)


@login_required
def files(request: HttpRequest, entity: str, project: str, run_id: str) -> HttpResponse:
    found = run_at(viewer(request), entity, project, run_id)
    page = page_of(_files(found), request, BY_NAME, size=FILES_SHOWN)
    path = request.GET.get("path")
    file = _files(found).filter(name=path).first() if path else next(iter(page.rows), None)
    context = {"run": found, "tab": "files", "page": page, "file": file}
    context["preview"] = preview_of(file.blob) if file and file.blob else None
    return render(request, "lineage/run_files.html", context)


@gated
def download(request: HttpRequest, entity: str, project: str, run_id: str) -> HttpResponseBase:
    found = run_at(viewer(request), entity, project, run_id)
    file = get_object_or_404(_files(found), name=request.GET.get("path", ""))
    assert file.blob is not None
    return attachment(request, file.blob, file.name)


def run_at(user: User, entity: str, project: str, run_id: str) -> Run:
    visible = Run.objects.visible_to(user).with_place()
    return get_object_or_404(visible.by_path(entity, project, run_id))


def _own(values: Mapping[str, object]) -> dict[str, object]:
    """What the program set: the SDK keeps notes of its own under names with an underscore."""
    return {name: value for name, value in values.items() if not name.startswith("_")}


def _files(run: Run) -> QuerySet[RunFile]:
    return RunFile.objects.filter(run=run, blob__isnull=False).select_related("blob")
