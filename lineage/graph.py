"""The lineage graph as plain values: runs and artifacts, who made what from what, and how far away.

An edge points the way the work went: artifact -> run for an input, run -> artifact for an output.
So *up* is towards `inputs`, *down* towards `outputs`, and the graph has two kinds that alternate.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

Kind = Literal["run", "artifact"]
Neighbours = Mapping[str, Sequence[str]]


class Direction(StrEnum):
    BOTH = "both"
    UP = "up"
    DOWN = "down"

    @property
    def looks_up(self) -> bool:
        return self is not Direction.DOWN

    @property
    def looks_down(self) -> bool:
        return self is not Direction.UP


# A walk makes one Node per run or artifact and one Edge per row: named tuples are as immutable as
# frozen dataclasses and cost a fifth of them to make.
class Node(NamedTuple):
    """A run or an artifact version, with the little that decides how it is drawn."""

    id: str
    kind: Kind
    label: str = ""
    """The job type of a run, the type of an artifact."""
    state: str = ""
    newness: float = 0.0
    """Orders nodes by creation: higher is newer."""
    protected: bool = False
    """An artifact that carries a protected alias."""
    locked: bool = False
    """The viewer may not see it: only its kind is told."""
    up_count: int = 0
    """How many neighbours it has upstream, in this graph or beyond it."""
    down_count: int = 0


class Edge(NamedTuple):
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a lineage one walk may read."""

    nodes: int = 5_000
    fan: int = 1_000
    """In a lineage over that size, neighbours followed from one node, the newest first: so that a
    hub leaves room for what lies behind it."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by id, and each edge between them once."""

    nodes: Mapping[str, Node]
    edges: Sequence[Edge]
    truncated: bool = False
    """The walk met a limit, so there is more than this graph holds."""
    inputs: Neighbours = field(init=False, repr=False, compare=False)
    outputs: Neighbours = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        inputs: dict[str, list[str]] = {key: [] for key in self.nodes}
        outputs: dict[str, list[str]] = {key: [] for key in self.nodes}
        for source, target in self.edges:
            outputs[source].append(target)
            inputs[target].append(source)
        object.__setattr__(self, "inputs", inputs)
        object.__setattr__(self, "outputs", outputs)

    @classmethod
    def of(cls, nodes: Iterable[Node], edges: Iterable[tuple[str, str]]) -> "Graph":
        return cls({node.id: node for node in nodes}, [Edge(*edge) for edge in edges])


def hops(graph: Graph, root: str, direction: Direction = Direction.BOTH) -> dict[str, int]:
    """Signed distance from the root of each ancestor (below zero) and descendant (above zero).

    In a cycle a node is both: it counts on the side where it is nearer, upstream when equal. Its
    neighbour on the way to the root is then always nearer, so a map cut at any depth is connected.
    """
    up = _distances(graph.inputs, root) if direction.looks_up else {root: 0}
    down = _distances(graph.outputs, root) if direction.looks_down else {root: 0}
    signed = {key: -distance for key, distance in up.items()}
    for key, distance in down.items():
        if key not in up or distance < up[key]:
            signed[key] = distance
    return signed


def _distances(neighbours: Neighbours, root: str) -> dict[str, int]:
    distances = {root: 0}
    level = [root]
    distance = 0
    while level:
        distance += 1
        further = []
        for key in level:
            for neighbour in neighbours[key]:
                if neighbour not in distances:
                    distances[neighbour] = distance
                    further.append(neighbour)
        level = further
    return distances
