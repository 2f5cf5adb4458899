"""A lineage as a list, as OpenAPI documents it."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from lineage.graph import Direction, Kind


class ImpactRowOut(Schema):
    id: str
    step: int = Field(description="From the root: below 0 upstream, above 0 downstream.")
    kind: Kind
    locked: bool = Field(description="The viewer may not see it: it is only counted.")
    name: str
    version: str
    type: str = Field(description="The job type of a run, the type of an artifact.")
    state: str
    aliases: list[str]
    path: str
    author: str | None
    created_at: datetime | None
    url: str


class ImpactOut(Schema):
    """All of a lineage but its root, the nearest first, nothing folded."""

    root: str
    direction: Direction
    depth: int | None
    count: int
    truncated: bool = Field(description="The lineage has more than these.")
    states: dict[str, int] = Field(description="How many of the runs are in which state.")
    rows: list[ImpactRowOut]
