"""A lineage read from the database as a graph, with the little of each node that folding needs."""

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
) -> Graph:
    """The lineage of `root` up to the limits. What the viewer may not see is in it, but locked."""
    limits = limits or Limits()
    reached = reach(root, direction, limits)
    edges, cut = edges_between(reached, limits)
    runs, versions = _runs(reached.runs), _versions(reached.versions)
    sight = sight_of(
        viewer,
        projects={row[1] for row in [*runs, *versions]},
        linked=[row[0] for row in versions if row[-1]],
    )
    run_nodes = [_run(row, sight) for row in runs]
    version_nodes = [_version(row, sight) for row in versions]
    run_ids = {row[0]: node.id for row, node in zip(runs, run_nodes, strict=True)}
    version_ids = {row[0]: node.id for row, node in zip(versions, version_nodes, strict=True)}
    return Graph(
        nodes={node.id: node for node in [*run_nodes, *version_nodes]},
        edges=[
            Edge(version_ids[version], run_ids[run])
            if is_input
            else Edge(run_ids[run], version_ids[version])
            for is_input, run, version in edges
            if run in run_ids and version in version_ids
        ],
        truncated=reached.truncated or cut,
    )


def _runs(ids: set[int]) -> list[Row]:
    sql = f"""
        SELECT id, project_id, job_type, state, {seconds("created_at")}, used_count, logged_count
        FROM lineage_run WHERE {among("id")}"""
    return fetch(sql, [listed(ids)]) if ids else []


def _versions(ids: set[int]) -> list[Row]:
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
