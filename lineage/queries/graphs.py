"""A lineage read from the database as a graph, with the little of each node that folding needs."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

from django.conf import settings

from lineage.graph import Direction, Edge, Graph, Kind, Limits, Node
from lineage.queries.cursors import Row, among, fetch, listed, seconds
from lineage.queries.keys import Key
from lineage.queries.sight import Sight, sight_of
from lineage.queries.walk import edges_between, reach
from registry.models import User


def read_graph(
    root: Key,
    *,
    viewer: User,
    direction: Direction = Direction.BOTH,
    limits: Limits | None = None,
) -> tuple[Graph, Sight]:
    """The lineage of `root` up to the limits. What the viewer may not see is in it, but locked."""
    limits = limits or Limits()
    reached = reach(root, direction, limits)
    edges, cut = edges_between(reached, limits)
    nodes, sight = read_nodes(reached.runs, reached.versions, viewer)
    return (
        Graph(
            nodes={node.id: node for node in nodes.all},
            edges=_edges(edges, nodes),
            truncated=reached.truncated or cut,
        ),
        sight,
    )


@dataclass(frozen=True, slots=True)
class Nodes:
    """By primary key."""

    runs: dict[int, Node]
    versions: dict[int, Node]

    @property
    def all(self) -> Iterator[Node]:
        return chain(self.runs.values(), self.versions.values())


def read_nodes(
    runs: Collection[int], versions: Collection[int], viewer: User
) -> tuple[Nodes, Sight]:
    """The nodes that still exist, and what of them the viewer sees."""
    rows = _rows(runs, versions)
    sight = sight_of(
        viewer,
        projects={row[2] for row in rows},
        linked=[row[1] for row in rows if row[-1]],
    )
    nodes = Nodes({}, {})
    for row in rows:
        of_kind = nodes.runs if row[0] else nodes.versions
        of_kind[row[1]] = _node(row, sight)
    return nodes, sight


def is_visible(key: Key, viewer: User) -> bool:
    """As `visible_to` says, for the price of a look."""
    runs, versions = ([key.pk], []) if key.kind == "run" else ([], [key.pk])
    nodes, _ = read_nodes(runs, versions, viewer)
    return any(not node.locked for node in nodes.all)


def _edges(rows: list[Row], nodes: Nodes) -> list[Edge]:
    runs, versions = nodes.runs, nodes.versions
    return [
        Edge(versions[version].id, runs[run].id)
        if is_input
        else Edge(runs[run].id, versions[version].id)
        for is_input, run, version in rows
        if run in runs and version in versions
    ]


def _rows(runs: Collection[int], versions: Collection[int]) -> list[Row]:
    """Rows of (is run, id, project, label, state, newness, up count, down count, link count)."""
    sql = f"""
        SELECT 1, id, project_id, job_type, state, {seconds("created_at")},
          used_count, logged_count, 0
        FROM lineage_run WHERE {among("id")}
        UNION ALL
        SELECT 0, version.id, collection.project_id, artifact_type.name, version.state,
          {seconds("version.created_at")}, logged_by_count, version.used_by_count, link_count
        FROM registry_artifactversion version
        JOIN registry_collection collection ON collection.id = version.collection_id
        JOIN registry_artifacttype artifact_type ON artifact_type.id = collection.artifact_type_id
        WHERE version.state <> 'pending' AND {among("version.id")}"""
    return fetch(sql, [listed(runs), listed(versions)])


def _node(row: Row, sight: Sight) -> Node:
    is_run, pk, project, label, state, newness, up_count, down_count, _ = row
    kind: Kind = "run" if is_run else "artifact"
    if project not in sight.projects and (is_run or pk not in sight.links):
        return _locked(kind, pk, newness)
    protected = not is_run and pk in sight.protected
    key = f"{kind[0]}{pk}"
    return Node(key, kind, label, state, newness, protected, False, up_count, down_count)


def _locked(kind: Kind, pk: int, newness: float) -> Node:
    """Its id says nothing, but stays the same, so that maps that share it can be merged."""
    key = blake2b(settings.SECRET_KEY.encode(), digest_size=32).digest()
    mark = blake2b(f"{kind}{pk}".encode(), digest_size=8, key=key).hexdigest()
    return Node(f"x{mark}", kind, newness=newness, locked=True)
