"""A lineage read from the database as a graph, with the little of each node that folding needs."""

from collections.abc import Collection
from hashlib import blake2b

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
            nodes={node.id: node for node in nodes.values()},
            edges=_edges(edges, nodes),
            truncated=reached.truncated or cut,
        ),
        sight,
    )


def read_nodes(
    runs: Collection[int], versions: Collection[int], viewer: User
) -> tuple[dict[Key, Node], Sight]:
    """The nodes that still exist, and what of them the viewer sees."""
    rows = _rows(runs, versions)
    sight = sight_of(
        viewer,
        projects={row[2] for row in rows},
        linked=[row[1] for row in rows if row[-1]],
    )
    nodes = (_node(row, sight) for row in rows)
    return {
        Key("run" if row[0] else "artifact", row[1]): node
        for row, node in zip(rows, nodes, strict=True)
    }, sight


def _edges(rows: list[Row], nodes: dict[Key, Node]) -> list[Edge]:
    runs = {key.pk: node.id for key, node in nodes.items() if key.kind == "run"}
    versions = {key.pk: node.id for key, node in nodes.items() if key.kind == "artifact"}
    return [
        Edge(versions[version], runs[run]) if is_input else Edge(runs[run], versions[version])
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
        WHERE {among("version.id")}"""
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
