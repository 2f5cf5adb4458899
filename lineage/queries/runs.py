"""All that a map says of its runs. Plain rows, not model objects: these rows are the dearest."""

from collections.abc import Collection
from typing import Any

import orjson

from lineage.queries.cursors import Row, among, fetch, listed, moment
from lineage.queries.wording import address_under, iso, last_part, seconds_between


def run_rows(ids: Collection[int]) -> dict[str, Row]:
    """By node id; for `run_card` and `run_member`."""
    sql = f"""
        SELECT run.id, run.run_id, run.display_name, run.state, run.job_type,
          {moment("run.created_at")}, project.name, entity.name, run.host, run.tags,
          author.username, {moment("run.started_at")},
          {moment("coalesce(run.finished_at, run.heartbeat_at)")}
        FROM lineage_run run
        JOIN registry_project project ON project.id = run.project_id
        JOIN registry_entity entity ON entity.id = project.entity_id
        LEFT JOIN registry_user author ON author.id = run.user_id
        WHERE {among("run.id")}"""
    return {f"r{row[0]}": row for row in (fetch(sql, [listed(ids)]) if ids else [])}


def run_member(row: Row) -> dict[str, Any]:
    """In the list of a group."""
    pk, run_id, name, state, job_type, created_at, project, entity = row[:8]
    return {
        "id": f"r{pk}",
        "kind": "run",
        "name": name,
        "state": state,
        "job_type": job_type,
        "created_at": iso(created_at),
        "url": address_under("run", entity, project) + last_part(run_id),
    }


def run_card(row: Row) -> dict[str, Any]:
    run_id, project, entity = row[1], row[6], row[7]
    host, tags, author, started_at, ended_at = row[8:]
    return {
        **run_member(row),
        "run_id": run_id,
        "path": f"{entity}/{project}/{run_id}",
        "project": f"{entity}/{project}",
        "author": author,
        "started_at": iso(started_at),
        "duration": seconds_between(started_at, ended_at),
        "host": host,
        "tags": orjson.loads(tags) if isinstance(tags, str) else tags,
    }
