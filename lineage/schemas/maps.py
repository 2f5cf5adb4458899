"""The lineage answer as OpenAPI documents it.

Answers are written from plain rows; building these objects would cost more than the query. A test
holds the one against the other.
"""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from lineage.graph import Direction

Kind = Literal["run", "artifact"]


class AliasOut(Schema):
    name: str
    protected: bool = Field(description="Only registry admins may move it.")


class LinkOut(Schema):
    """A place of the version in a registry that the viewer sees."""

    registry: str
    collection: str
    version: str
    full_name: str
    url: str
    aliases: list[AliasOut]


class CardOut(Schema):
    id: str
    hop: int = Field(description="Steps from the root: below 0 upstream, above 0 downstream.")
    more_up: int = Field(description="Links to upstream neighbours that are not drawn.")
    more_down: int = Field(description="Links to downstream neighbours that are not drawn.")


class RunOut(CardOut):
    kind: Literal["run"]
    name: str
    run_id: str
    state: str
    job_type: str
    path: str
    project: str
    author: str | None
    created_at: datetime
    started_at: datetime | None
    duration: int | None = Field(description="Seconds.")
    host: str
    tags: list[str]
    url: str


class ArtifactOut(CardOut):
    kind: Literal["artifact"]
    name: str
    version: str
    type: str
    state: Literal["committed", "deleted"]
    full_name: str
    path: str
    aliases: list[AliasOut]
    links: list[LinkOut]
    created_at: datetime
    digest: str
    size: int = Field(description="Bytes.")
    file_count: int
    deleted_at: datetime | None
    deleted_by: str | None
    url: str


class RunMemberOut(Schema):
    id: str
    kind: Literal["run"]
    name: str
    state: str
    job_type: str
    created_at: datetime
    url: str


class ArtifactMemberOut(Schema):
    id: str
    kind: Literal["artifact"]
    name: str
    version: str
    type: str
    state: Literal["committed", "deleted"]
    aliases: list[AliasOut]
    created_at: datetime
    url: str


class GroupOut(CardOut):
    """Alike runs or artifacts, drawn as one card."""

    kind: Literal["group"]
    of: Kind
    locked: bool = Field(description="None of them is visible to the viewer.")
    label: str = Field(description="The job type or artifact type they share, if they share one.")
    types: int = Field(description="How many job types or artifact types they have.")
    count: int
    states: dict[str, int] = Field(description="Of runs: how many are in which state.")
    members: list[RunMemberOut | ArtifactMemberOut] = Field(description="The newest, at most 50.")


class LockedOut(CardOut):
    """A run or an artifact that the viewer may not see."""

    kind: Literal["locked"]
    of: Kind


NodeOut = Annotated[RunOut | ArtifactOut | GroupOut | LockedOut, Field(discriminator="kind")]
EdgeOut = Annotated[
    tuple[str, str, int], Field(description="Source, target, and how many links it stands for.")
]


class MembersOut(Schema):
    count: int = Field(description="In the group.")
    found: int = Field(description="Of those, what the search finds.")
    members: list[RunMemberOut | ArtifactMemberOut]
    cursor: str | None = Field(description="For the next page; null on the last one.")


class MapOut(Schema):
    hidden: int = Field(description="Runs and artifacts that the asked filter hides.")
    nodes: list[NodeOut]
    edges: list[EdgeOut]


class FacetsOut(Schema):
    """What can be hidden, and how many that would hide; the root never is. At most the 100 most
    frequent of each."""

    types: dict[str, int]
    jobs: dict[str, int]
    states: dict[str, int]
    generated: int


class DependentsOut(Schema):
    """What lies downstream of the root and is not hidden, drawn or not."""

    count: int
    farthest: int = Field(description="Steps to the farthest of them.")
    states: dict[str, int] = Field(description="How many of the runs are in which state.")


class LineageOut(MapOut):
    """A whole lineage as a map. `shown` + `beyond` + `hidden` is `total`."""

    root: str
    direction: Direction
    asked_depth: int | None
    depth: int = Field(description="Steps drawn.")
    max_depth: int = Field(description="Steps to the farthest run or artifact found.")
    total: int = Field(description="Runs and artifacts in this lineage, the root included.")
    truncated: bool = Field(description="The lineage has more than `total`.")
    shown: int = Field(description="Runs and artifacts on the cards.")
    beyond: int = Field(description="Runs and artifacts further than `depth`.")
    impact: DependentsOut
    facets: FacetsOut
    through: list[EdgeOut] = Field(description="Paths that lead over hidden nodes only.")
