"""`/api/v1/lineage/...`: lineage maps as JSON."""

from dataclasses import asdict

from django.http import HttpResponse
from ninja import Query, Router

from lineage.api.answering import answer_json, viewer_of
from lineage.graph import Direction
from lineage.queries import (
    Key,
    Search,
    lineage_of,
    member_page,
    neighbours_of,
)
from lineage.schemas.asked import Asked, AskedBeside, AskedMembers, listed
from lineage.schemas.maps import LineageOut, MapOut, MembersOut
from registry.api.requests import ApiRequest, Pk, viewer
from registry.errors import NotFound
from registry.schemas.problems import PROBLEMS

router = Router(tags=["lineage"])

MAX_CARD = 200


@router.get(
    "/versions/{version_id}",
    url_name="version-lineage",
    response={200: LineageOut, **PROBLEMS},
    summary="The lineage of an artifact version",
)
def version_lineage(request: ApiRequest, version_id: Pk, asked: Query[Asked]) -> HttpResponse:
    return _lineage(request, Key("artifact", version_id), asked)


@router.get(
    "/runs/{run_id}",
    url_name="run-lineage",
    response={200: LineageOut, **PROBLEMS},
    summary="The lineage of a run",
)
def run_lineage(request: ApiRequest, run_id: Pk, asked: Query[Asked]) -> HttpResponse:
    return _lineage(request, Key("run", run_id), asked)


@router.get(
    "/nodes/{node_id}/neighbours",
    url_name="neighbours",
    response={200: MapOut, **PROBLEMS},
    summary="What lies beside a card of a map",
)
def neighbours(request: ApiRequest, node_id: str, asked: Query[AskedBeside]) -> HttpResponse:
    """One step up or down from a run, an artifact or a group, folded like the map itself."""
    answer = neighbours_of(
        node_id[:MAX_CARD],
        Direction(asked.direction),
        viewer=viewer(request),
        known=listed(asked.known),
        view=asked.view(),
    )
    if answer is None:
        raise _no_card(node_id)
    return answer_json(request, answer)


@router.get(
    "/nodes/{node_id}/members",
    url_name="members",
    response={200: MembersOut, **PROBLEMS},
    summary="The members of a group",
)
def members(request: ApiRequest, node_id: str, asked: Query[AskedMembers]) -> HttpResponse:
    """The newest first, page by page. A locked group has none that could be told."""
    wanted = Search(text=asked.q, states=asked.state, cursor=asked.cursor, limit=asked.limit)
    page = member_page(node_id[:MAX_CARD], asked.view(), wanted, viewer=viewer(request))
    if page is None:
        raise _no_card(node_id)
    return answer_json(request, asdict(page))


def _lineage(request: ApiRequest, root: Key, asked: Asked) -> HttpResponse:
    user = viewer_of(root, request)
    return answer_json(request, lineage_of(asked.on_map(root, asked.direction), viewer=user))


def _no_card(card: str) -> NotFound:
    return NotFound(f"There is no card {card[:MAX_CARD]!r} that you may see.")
