"""`/api/v1/lineage/...`: lineage maps as JSON."""

import zlib
from dataclasses import asdict
from typing import Annotated, Literal

import orjson
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Query, Router, Schema
from pydantic import Field

from lineage.folding import Hidden
from lineage.graph import Direction
from lineage.queries import (
    Key,
    MapView,
    Search,
    is_visible,
    lineage_of,
    member_page,
    neighbours_of,
)
from lineage.queries.answers import Answer
from lineage.schemas.maps import LineageOut, MapOut, MembersOut
from registry.api.etags import conditional
from registry.api.requests import ApiRequest, Pk, viewer
from registry.errors import NotFound
from registry.schemas.problems import PROBLEMS

router = Router(tags=["lineage"])

MAX_DEPTH = 1_000
MAX_CARD = 200
# Below this, compressing costs more than the bytes it saves.
WORTH_COMPRESSING = 4_000

Ids = Annotated[str, Field(max_length=20_000, description="Separated by commas.")]
Names = Annotated[list[str], Field(max_length=200)]
Depth = Annotated[
    int | None,
    Field(ge=1, le=MAX_DEPTH, description="Steps to draw. Left out: as many as are comfortable."),
]


class AskedDrawing(Schema):
    """How a lineage is to be drawn, apart from its direction."""

    depth: Depth = None
    unfold: Ids = Field("", description="Groups to draw as their members, separated by commas.")
    apart: Ids = Field("", description="Members to draw beside their group, with commas between.")
    hide_type: Names = Field([], description="Artifact types to hide.")
    hide_job: Names = Field([], description="Job types of runs to hide; empty: runs without one.")
    hide_state: Names = Field([], description="States of runs to hide.")
    hide_generated: bool = Field(False, description="Hide what wandb logs by itself.")

    def on_map(self, root: Key, direction: Direction) -> MapView:
        hidden = Hidden(
            types=self.hide_type,
            jobs=self.hide_job,
            states=self.hide_state,
            generated=self.hide_generated,
        )
        return MapView(
            root=root,
            direction=direction,
            depth=self.depth,
            unfold=_listed(self.unfold),
            apart=_listed(self.apart),
            hidden=hidden,
        )


class Asked(AskedDrawing):
    """How much of a lineage is to be drawn."""

    direction: Direction = Direction.BOTH


class AskedOnMap(AskedDrawing):
    """Something about a card, and the map that has it."""

    root: str = Field(
        "",
        max_length=32,
        description="The root of the map that has the card: needed for its groups. Then `around`, "
        "`depth` and the rest are what the map was asked with.",
    )
    around: Direction = Direction.BOTH

    def view(self) -> MapView | None:
        root = Key.parse(self.root)
        return self.on_map(root, self.around) if root else None


class AskedBeside(AskedOnMap):
    """What the map shows is left out of the answer."""

    direction: Literal["up", "down"]
    known: Ids = Field("", description="Further neighbours to leave out, separated by commas.")


class AskedMembers(AskedOnMap):
    q: str = Field(
        "", max_length=500, description="A part of a name or an alias, or the whole id of a run."
    )
    state: Names = Field([], description="Only members in one of these states.")
    cursor: str = Field("", description="From the page before.")
    limit: int = Field(50, ge=1, le=200)


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
        known=_listed(asked.known),
        view=asked.view(),
    )
    if answer is None:
        raise _no_card(node_id)
    return _json(request, answer)


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
    return _json(request, asdict(page))


def _lineage(request: ApiRequest, root: Key, asked: Asked) -> HttpResponse:
    user = viewer(request)
    if not is_visible(root, user):
        raise NotFound(f"There is no {root.kind} {root.pk} that you may see.")
    return _json(request, lineage_of(asked.on_map(root, asked.direction), viewer=user))


def _no_card(card: str) -> NotFound:
    return NotFound(f"There is no card {card[:MAX_CARD]!r} that you may see.")


def _listed(ids: str) -> frozenset[str]:
    return frozenset(ids.split(",")) if ids else frozenset()


def _json(request: ApiRequest, answer: Answer) -> HttpResponse:
    """Level 1 takes a third of the time of Django's own compression and gives nearly its size."""
    body = orjson.dumps(answer)
    response = HttpResponse(body, content_type="application/json")
    response = conditional(request, response, None)
    patch_vary_headers(response, ["Accept-Encoding"])
    accepts_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    if accepts_gzip and len(response.content) >= WORTH_COMPRESSING:
        packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        response.content = packer.compress(body) + packer.flush()
        response["Content-Encoding"] = "gzip"
    return response
