"""Runs: what is known of them, and the runs of a project."""

import re
from posixpath import normpath

from django.db.models import QuerySet

from lineage.models import Run, RunFile
from lineal.sdk import files, ids, jsontext, lookup, paging
from lineal.sdk.binding import Type
from lineal.sdk.call import Call
from lineal.sdk.filters import BadFilter, Column, Field, Json, Listed, moment, narrow, sorted_by
from lineal.sdk.lookup import Space
from lineal.sdk.members import prepare_versions
from lineal.sdk.paging import Connection
from lineal.sdk.resolvers.projects import project
from registry.models import ArtifactVersion, Project

run = Type(
    "Run",
    of=(Run,),
    name="run_id",
    history_line_count="history_line_count",
    events_line_count="event_line_count",
    log_line_count="output_line_count",
    stopped="stop_requested",
)

_CREATED = Column("created_at", moment)
_NAME = Column("display_name")
RUN_FIELDS: dict[str, Field] = {
    "state": Column("state"),
    "jobType": Column("job_type"),
    "job_type": Column("job_type"),
    "group": Column("group"),
    "sweep": Column("sweep"),
    "name": Column("run_id"),
    "displayName": _NAME,
    "display_name": _NAME,
    "username": Column("user__username", is_nullable=True),
    "user": Column("user__username", is_nullable=True),
    "host": Column("host"),
    "createdAt": _CREATED,
    "created_at": _CREATED,
    "updatedAt": Column("updated_at", moment),
    "updated_at": Column("updated_at", moment),
    "heartbeatAt": Column("heartbeat_at", moment, is_nullable=True),
    "heartbeat_at": Column("heartbeat_at", moment, is_nullable=True),
    "tags": Listed("tags"),
    "config": Json("config", unwrap="value"),
    "summary_metrics": Json("summary"),
    "summaryMetrics": Json("summary"),
}
LIKE = {"%": ".*", "_": "."}
MAX_WILDCARDS = 2


@project.field
def run_count(space: Space, call: Call, filters: str | None = None) -> int:
    if isinstance(space, Project) and filters in (None, "", "{}"):
        return space.run_count
    return narrow(_runs_of(space), filters, RUN_FIELDS).count()


@project.named("run")
def run_of_project(space: Space, call: Call, name: str, desc: str | None = None) -> Run | None:
    return _runs_of(space).filter(run_id=name).first()


@project.named("bucket")
def bucket_of_project(
    space: Space, call: Call, name: str | None = None, missing_ok: bool | None = None
) -> Run | None:
    return _runs_of(space).filter(run_id=name).first() if name else None


@project.named("runs")
def runs_of_project(
    space: Space,
    call: Call,
    filters: str | None = None,
    after: str | None = None,
    first: int | None = None,
    order: str | None = None,
) -> Connection:
    return paging.page(
        narrow(_runs_of(space), filters, RUN_FIELDS),
        after=after,
        first=first,
        order=sorted_by(order or "+created_at", RUN_FIELDS),
        prepare=lambda rows: call.memory.update({("page of", row.pk): rows for row in rows}),
    )


def _runs_of(space: Space) -> QuerySet[Run]:
    """A registry has none. The space was found among what the caller may see."""
    rows = Run.objects.filter(project=space) if isinstance(space, Project) else Run.objects.none()
    return rows.with_place()


@run.named("id")
def run_storage_id(one: Run, call: Call) -> str:
    return ids.encode("Run", one.pk)


@run.named("internal_id")
def run_internal_id(one: Run, call: Call) -> str:
    return ids.encode("RunInternalId", one.pk)


@run.named("config")
def run_config(one: Run, call: Call, keys: list[str] | None = None) -> str:
    kept = one.config if keys is None else {k: v for k, v in one.config.items() if k in keys}
    return jsontext.write({key: {"value": value} for key, value in kept.items()})


@run.field
def wandb_config(one: Run, call: Call, keys: list[str] | None = None) -> str:
    """What the SDK keeps of itself; without it a run does not exist for the SDK."""
    own = one.config.get("_wandb")
    known = own if isinstance(own, dict) else {}
    return jsontext.write({k: v for k, v in known.items() if keys is None or k in keys})


@run.field
def summary_metrics(one: Run, call: Call, keys: list[str] | None = None) -> str:
    kept = one.summary if keys is None else {k: v for k, v in one.summary.items() if k in keys}
    return jsontext.write(kept)


@run.named("group")
def run_group(one: Run, call: Call) -> str | None:
    return one.group or None


@run.named("job_type")
def run_job_type(one: Run, call: Call) -> str | None:
    return one.job_type or None


@run.named("sweep_name")
def run_sweep(one: Run, call: Call) -> str | None:
    return one.sweep or None


@run.named("commit")
def run_commit(one: Run, call: Call) -> str | None:
    return one.commit or None


@run.named("read_only")
def run_read_only(one: Run, call: Call) -> bool:
    return not call.may_write(one.project.entity_id)


@run.named("files")
def run_files(
    one: Run,
    call: Call,
    names: list[str | None] | None = None,
    after: str | None = None,
    first: int | None = None,
    pattern: str | None = None,
) -> Connection:
    rows = RunFile.objects.filter(run=one).select_related("blob")
    if wanted := [name for name in names or () if name is not None]:
        # Asked for as scripts name them, such as ./notes.txt; the SDK saves that as notes.txt.
        rows = rows.filter(name__in=[normpath(name) for name in wanted])
    if pattern:
        rows = rows.filter(name__regex=_like(pattern))
    return paging.page(
        rows,
        after=after,
        first=first,
        order=sorted_by("name", {"name": Column("name")}),
        node=lambda row: files.of_run(call, row),
    )


@run.field
def file_count(one: Run, call: Call) -> int:
    return RunFile.objects.filter(run=one).count()


@run.field
def output_artifacts(
    one: Run, call: Call, after: str | None = None, first: int | None = None
) -> Connection:
    return _versions(call, ArtifactVersion.objects.filter(logged_by__run=one), after, first)


@run.field
def input_artifacts(
    one: Run, call: Call, after: str | None = None, first: int | None = None
) -> Connection:
    return _versions(call, ArtifactVersion.objects.filter(used_by__run=one), after, first)


def _versions(
    call: Call, chosen: QuerySet[ArtifactVersion], after: str | None, first: int | None
) -> Connection:
    visible = ArtifactVersion.objects.visible_to(call.user).committed().filter(pk__in=chosen)
    return paging.page(
        lookup.versions(visible),
        after=after,
        first=first,
        prepare=lambda found: prepare_versions(call, found),
    )


def _like(pattern: str) -> str:
    """SQL's LIKE, which the SDK documents for this argument. Raises BadFilter."""
    if pattern.count("%") > MAX_WILDCARDS:
        raise BadFilter(f"A file pattern can have at most {MAX_WILDCARDS} '%' signs.")
    parts = (LIKE.get(character, re.escape(character)) for character in pattern[:256])
    return f"^{''.join(parts)}$"
