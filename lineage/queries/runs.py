"""All that a map says of its runs. Plain rows, not model objects: these rows are the dearest."""

from collections.abc import Collection
from typing import Any

import orjson

from lineage.queries.cursors import Row, among, fetch, listed
from lineage.queries.wording import address_under, iso, last_part, seconds_between


def run_details(ids: Collection[int]) -> dict[str, dict[str, Any]]:
    """By node id."""
    sql = f"""
        SELECT run.id, run.run_id, run.display_name, run.state, run.job_type, run.host, run.tags,
          project.name, entity.name, author.username,
          run.created_at, run.started_at, run.finished_at, run.heartbeat_at
        FROM lineage_run run
        JOIN registry_project project ON project.id = run.project_id
        JOIN registry_entity entity ON entity.id = project.entity_id
        LEFT JOIN registry_user author ON author.id = run.user_id
        WHERE {among("run.id")}"""
    return {f"r{row[0]}": _run(row) for row in (fetch(sql, [listed(ids)]) if ids else [])}


def _run(row: Row) -> dict[str, Any]:
    pk, run_id, name, state, job_type, host, tags, project, entity, author = row[:10]
    created_at, started_at, finished_at, heartbeat_at = row[10:]
    return {
        "id": f"r{pk}",
        "kind": "run",
        "name": name,
        "run_id": run_id,
        "state": state,
        "job_type": job_type,
        "path": f"{entity}/{project}/{run_id}",
        "project": f"{entity}/{project}",
        "author": author,
        "created_at": iso(created_at),
        "started_at": iso(started_at),
        "duration": seconds_between(started_at, finished_at or heartbeat_at),
        "host": host,
        "tags": orjson.loads(tags) if isinstance(tags, str) else tags,
        "url": address_under("run", entity, project) + last_part(run_id),
    }
