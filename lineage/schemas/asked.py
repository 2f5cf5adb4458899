"""What the REST API is asked with."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from lineage.folding import Hidden
from lineage.graph import Direction
from lineage.queries import Key, MapView

MAX_DEPTH = 1_000

Ids = Annotated[str, Field(max_length=20_000, description="Separated by commas.")]
Names = Annotated[list[str], Field(max_length=200)]
Depth = Annotated[
    int | None,
    Field(ge=1, le=MAX_DEPTH, description="Steps to draw. Left out: as many as are comfortable."),
]


class AskedPart(Schema):
    """Which part of a lineage is meant, apart from its direction."""

    depth: Depth = None
    hide_type: Names = Field([], description="Artifact types to hide.")
    hide_job: Names = Field([], description="Job types of runs to hide; empty: runs without one.")
    hide_state: Names = Field([], description="States of runs to hide.")
    hide_generated: bool = Field(False, description="Hide what wandb logs by itself.")

    def hidden(self) -> Hidden:
        return Hidden(
            types=self.hide_type,
            jobs=self.hide_job,
            states=self.hide_state,
            generated=self.hide_generated,
        )


class AskedDrawing(AskedPart):
    """How that part is to be drawn."""

    unfold: Ids = Field("", description="Groups to draw as their members, separated by commas.")
    apart: Ids = Field("", description="Members to draw beside their group, with commas between.")

    def on_map(self, root: Key, direction: Direction) -> MapView:
        return MapView(
            root=root,
            direction=direction,
            depth=self.depth,
            unfold=listed(self.unfold),
            apart=listed(self.apart),
            hidden=self.hidden(),
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


class AskedImpact(AskedPart):
    direction: Direction = Direction.DOWN
    format: Literal["json", "csv"] = "json"

    def view(self, root: Key) -> MapView:
        return MapView(root=root, direction=self.direction, depth=self.depth, hidden=self.hidden())


def listed(ids: str) -> frozenset[str]:
    return frozenset(ids.split(",")) if ids else frozenset()
