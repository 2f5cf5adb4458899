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
    run_rows, version_rows = _runs(runs), _versions(versions)
    sight = sight_of(
        viewer,
        projects={row[1] for row in [*run_rows, *version_rows]},
        linked=[row[0] for row in version_rows if row[-1]],
    )
    nodes = {Key("run", row[0]): _run(row, sight) for row in run_rows}
    nodes |= {Key("artifact", row[0]): _version(row, sight) for row in version_rows}
    return nodes, sight


def _edges(rows: list[Row], nodes: dict[Key, Node]) -> list[Edge]:
    runs = {key.pk: node.id for key, node in nodes.items() if key.kind == "run"}
    versions = {key.pk: node.id for key, node in nodes.items() if key.kind == "artifact"}
    return [
        Edge(versions[version], runs[run]) if is_input else Edge(runs[run], versions[version])
        for is_input, run, version in rows
        if run in runs and version in versions
    ]


def _runs(ids: Collection[int]) -> list[Row]:
    sql = f"""
        SELECT id, project_id, job_type, state, {seconds("created_at")}, used_count, logged_count
        FROM lineage_run WHERE {among("id")}"""
    return fetch(sql, [listed(ids)]) if ids else []


def _versions(ids: Collection[int]) -> list[Row]:
    sql = f"""
        SELECT version.id, collection.project_id, artifact_type.name, version.state,
          {seconds("version.created_at")}, logged_by_count, version.used_by_count, link_count
        FROM registry_artifactversion version
        JOIN registry_collection collection ON collection.id = version.collection_id
        JOIN registry_artifacttype artifact_type ON artifact_type.id = collection.artifact_type_id
        WHERE {among("version.id")}"""
    return fetch(sql, [listed(ids)]) if ids else []


def _run(row: Row, sight: Sight) -> Node:
    pk, project, job_type, state, newness, up_count, down_count = row
    if project not in sight.projects:
        return _locked("run", pk, newness)
    return Node(f"r{pk}", "run", job_type, state, newness, False, False, up_count, down_count)


def _version(row: Row, sight: Sight) -> Node:
    pk, project, type_name, state, newness, up_count, down_count, _ = row
    if project not in sight.projects and pk not in sight.linked:
        return _locked("artifact", pk, newness)
    protected = pk in sight.protected
    return Node(
        f"a{pk}", "artifact", type_name, state, newness, protected, False, up_count, down_count
    )


def _locked(kind: Kind, pk: int, newness: float) -> Node:
    """Its id says nothing, but stays the same, so that maps that share it can be merged."""
    key = blake2b(settings.SECRET_KEY.encode(), digest_size=32).digest()
    mark = blake2b(f"{kind}{pk}".encode(), digest_size=8, key=key).hexdigest()
    return Node(f"x{mark}", kind, newness=newness, locked=True)
