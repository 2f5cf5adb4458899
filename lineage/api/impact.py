"""`/api/v1/lineage/.../impact`: a lineage as a list, as JSON and as CSV."""

from django.http import HttpResponse
from ninja import Query, Router

from lineage.api.answering import answer_json, viewer_of
from lineage.queries import Key, impact_of
from lineage.schemas.asked import AskedImpact
from lineage.schemas.impact import ImpactOut
from lineage.spreadsheet import write_csv
from registry.api.requests import ApiRequest, Pk
from registry.schemas.problems import PROBLEMS

router = Router(tags=["lineage"])

COLUMNS = (
    *("step", "kind", "name", "version", "type", "state"),
    *("aliases", "path", "author", "created_at", "url", "id"),
)


@router.get(
    "/versions/{version_id}/impact",
    url_name="version-impact",
    response={200: ImpactOut, **PROBLEMS},
    summary="What depends on an artifact version, as a list",
)
def version_impact(request: ApiRequest, version_id: Pk, asked: Query[AskedImpact]) -> HttpResponse:
    """Or, with another direction, what it depends on. Also as CSV."""
    return _impact(request, Key("artifact", version_id), asked)


@router.get(
    "/runs/{run_id}/impact",
    url_name="run-impact",
    response={200: ImpactOut, **PROBLEMS},
    summary="What depends on a run, as a list",
)
def run_impact(request: ApiRequest, run_id: Pk, asked: Query[AskedImpact]) -> HttpResponse:
    """Or, with another direction, what it depends on. Also as CSV."""
    return _impact(request, Key("run", run_id), asked)


def _impact(request: ApiRequest, root: Key, asked: AskedImpact) -> HttpResponse:
    answer = impact_of(asked.view(root), viewer=viewer_of(root, request))
    if asked.format == "json":
        return answer_json(request, answer)
    for row in answer["rows"]:
        row["url"] = row["url"] and request.build_absolute_uri(row["url"])
    name = f'attachment; filename="impact-{root}.csv"'
    text = write_csv(answer["rows"], COLUMNS)
    return HttpResponse(text, "text/csv; charset=utf-8", headers={"Content-Disposition": name})
