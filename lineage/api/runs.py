"""`/api/v1/runs`, the lists of them, and what they used and logged."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import QuerySet
from ninja import Query, Router
from pydantic import Field

from lineage.models import Logged, Run, RunState, Used
from lineage.schemas.runs import RunOut, RunRowOut, TakenOut, TakerOut
from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, found, project_of, version_of, viewer
from registry.keyset import highest_by, newest_by
from registry.models import ArtifactVersion
from registry.schemas.pages import Asked, AskedByText, Page
from registry.schemas.problems import PROBLEMS

Edge = TypeVar("Edge", Used, Logged)
router = Router(tags=["runs"])
NEWEST = newest_by("created_at")
BY_VERSION = highest_by("version_id")
BY_RUN = highest_by("run_id")
TAKEN = {200: Page[TakenOut], **PROBLEMS}
TAKERS = {200: Page[TakerOut], **PROBLEMS}


class AskedRuns(AskedByText):
    q: str = Field("", max_length=128, description="A part of the name, id, job type or group.")
    state: RunState | None = Field(None, description="Only those in this state.")


@router.get(
    "/projects/{project_id}/runs",
    response={200: Page[RunRowOut], **PROBLEMS},
    summary="Runs of a project",
)
def list_runs(request: ApiRequest, project_id: Pk, asked: Query[AskedRuns]) -> Rows:
    """The newest first."""
    rows = Run.objects.filter(project=project_of(request, project_id)).matching(asked.q)
    if asked.state:
        rows = rows.in_state(asked.state)
    return page_of(request, rows.with_place(), NEWEST, asked)


@router.get("/runs/{run_id}", response={200: RunOut, **PROBLEMS}, summary="A run")
def get_run(request: ApiRequest, run_id: Pk) -> Run:
    return _run_of(request, run_id)


@router.get("/runs/{run_id}/inputs", response=TAKEN, summary="What a run used")
def list_inputs(request: ApiRequest, run_id: Pk, asked: Query[Asked]) -> Rows:
    """The newest first."""
    return _taken(request, Used.objects.filter(run=_run_of(request, run_id)), asked)


@router.get("/runs/{run_id}/outputs", response=TAKEN, summary="What a run logged")
def list_outputs(request: ApiRequest, run_id: Pk, asked: Query[Asked]) -> Rows:
    """The newest first."""
    return _taken(request, Logged.objects.filter(run=_run_of(request, run_id)), asked)


@router.get("/versions/{version_id}/used-by", response=TAKERS, summary="Runs that used a version")
def list_users(request: ApiRequest, version_id: Pk, asked: Query[Asked]) -> Rows:
    """The newest first."""
    return _takers(request, Used.objects.filter(version=version_of(request, version_id)), asked)


@router.get(
    "/versions/{version_id}/logged-by", response=TAKERS, summary="Runs that logged a version"
)
def list_loggers(request: ApiRequest, version_id: Pk, asked: Query[Asked]) -> Rows:
    """The newest first."""
    return _takers(request, Logged.objects.filter(version=version_of(request, version_id)), asked)


def _run_of(request: ApiRequest, pk: int) -> Run:
    rows = Run.objects.visible_to(viewer(request)).with_place()
    return found(rows.filter(pk=pk), f"run {pk}")


def _taken(request: ApiRequest, edges: QuerySet[Edge], asked: Asked) -> Rows:
    user = viewer(request)

    def show(rows: Sequence[Edge]) -> list[dict[str, ArtifactVersion | None]]:
        versions = ArtifactVersion.objects.visible_to(user).with_sight(user)
        described = versions.select_related("created_by").prefetch_related("tags")
        seen = described.in_bulk([row.version_id for row in rows])
        shown = [seen.get(row.version_id) for row in rows]
        return [{"version": one} for one in shown]

    return page_of(request, edges, BY_VERSION, asked, show)


def _takers(request: ApiRequest, edges: QuerySet[Edge], asked: Asked) -> Rows:
    user = viewer(request)

    def show(rows: Sequence[Edge]) -> list[dict[str, Run | None]]:
        runs = Run.objects.visible_to(user).with_place()
        seen = runs.in_bulk([row.run_id for row in rows])
        shown = [seen.get(row.run_id) for row in rows]
        return [{"run": one} for one in shown]

    return page_of(request, edges, BY_RUN, asked, show)
