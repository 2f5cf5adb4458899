"""The walk: which runs and versions are in a lineage, and the edges between them.

One recursive statement per walk. `UNION` over the ids alone visits a node once however many paths
lead to it, so that neither cycles nor braids nor depth cost more than their rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lineage.graph import Direction, Limits
from lineage.queries.cursors import Row, among, fetch, listed, on_postgres
from lineage.queries.keys import Key

EDGES_PER_NODE = 8

_SQLITE = """
{side}(is_run, id) AS (
  SELECT %(is_run)s, %(root)s
  UNION
  SELECT 1, edge.run_id FROM {side} CROSS JOIN {to_runs} edge
  WHERE NOT {side}.is_run AND edge.version_id = {side}.id AND edge.run_id > ifnull((
    SELECT run_id FROM {to_runs} WHERE version_id = {side}.id
    ORDER BY run_id DESC LIMIT 1 OFFSET %(fan)s), 0)
  UNION
  SELECT 0, edge.version_id FROM {side} CROSS JOIN {to_versions} edge
  WHERE {side}.is_run AND edge.run_id = {side}.id AND edge.version_id > ifnull((
    SELECT version_id FROM {to_versions} WHERE run_id = {side}.id
    ORDER BY version_id DESC LIMIT 1 OFFSET %(fan)s), 0)
  LIMIT %(nodes)s
)"""

_POSTGRES = """
{side}(is_run, id) AS (
  SELECT %(is_run)s::boolean, %(root)s::bigint
  UNION
  SELECT near.is_run, near.id FROM {side} CROSS JOIN LATERAL (
    (SELECT true AS is_run, run_id AS id FROM {to_runs}
     WHERE NOT {side}.is_run AND version_id = {side}.id ORDER BY run_id DESC LIMIT %(fan)s)
    UNION ALL
    (SELECT false, version_id FROM {to_versions}
     WHERE {side}.is_run AND run_id = {side}.id ORDER BY version_id DESC LIMIT %(fan)s)
  ) near
)"""

_SIDES = {
    "up": {"to_runs": "lineage_logged", "to_versions": "lineage_used"},
    "down": {"to_runs": "lineage_used", "to_versions": "lineage_logged"},
}


@dataclass(frozen=True, slots=True)
class Reached:
    runs: set[int]
    versions: set[int]
    truncated: bool


def reach(root: Key, direction: Direction, limits: Limits) -> Reached:
    """The ids of a lineage. When there are too many: first what lies nearest with no hub followed
    to all its neighbours, then of those as many as there is room for."""
    sides = ["up"] * direction.looks_up + ["down"] * direction.looks_down
    rows = _walk(root, sides, limits.nodes, fan=limits.nodes)
    truncated = len(rows) - (len(sides) - 1) > limits.nodes  # each side has the root
    if truncated:
        rows = list(dict.fromkeys([*_walk(root, sides, limits.nodes, fan=limits.fan), *rows]))
    kept = _fair_share(rows, limits.nodes)
    return Reached(
        runs={pk for _, is_run, pk in kept if is_run},
        versions={pk for _, is_run, pk in kept if not is_run},
        truncated=truncated,
    )


def _walk(root: Key, sides: Sequence[str], nodes: int, fan: int) -> list[Row]:
    params = {"is_run": root.kind == "run", "root": root.pk, "fan": fan, "nodes": nodes + 1}
    return fetch(_statement(sides), params)


def _statement(sides: Sequence[str]) -> str:
    template = _POSTGRES if on_postgres() else _SQLITE
    parts = ",".join(template.format(side=side, **_SIDES[side]) for side in sides)
    reads = " UNION ALL ".join(
        f"(SELECT '{side}', is_run, id FROM {side} LIMIT %(nodes)s)"
        if on_postgres()
        else f"SELECT '{side}', is_run, id FROM {side}"
        for side in sides
    )
    return f"WITH RECURSIVE {parts} {reads}"


def _fair_share(rows: list[Row], room: int) -> list[Row]:
    """Half of the room to each side; what one side leaves, the other may have."""
    up = [row for row in rows if row[0] == "up"]
    down = [row for row in rows if row[0] == "down"]
    down = down[1:] if up else down  # the root is the first row of both
    kept = up[: max(room // 2, room - len(down))]
    return kept + down[: room - len(kept)]


def edges_between(reached: Reached, limits: Limits) -> tuple[list[Row], bool]:
    """Rows of (is_input, run, version) among what was reached, and whether there are more.

    Each is read from the side that takes it: runs have few inputs and versions few makers, while
    a dataset may have thousands of users and a run thousands of checkpoints.
    """
    most = limits.nodes * EDGES_PER_NODE
    sql = f"""
        SELECT 1, run_id, version_id FROM lineage_used WHERE {among("run_id")}
        UNION ALL
        SELECT 0, run_id, version_id FROM lineage_logged WHERE {among("version_id")}
        LIMIT %s"""
    rows = fetch(sql, [listed(reached.runs), listed(reached.versions), most + 1])
    return rows[:most], len(rows) > most
