"""What the SDK says of a run: it begins, goes on, changes, sends files, is to stop."""

from contextlib import suppress
from itertools import groupby
from typing import TypedDict, Unpack

from lineage.actions.files import delete_run_files, request_run_files
from lineage.actions.rewinding import rewind_run
from lineage.actions.run_deletion import delete_run
from lineage.actions.runs import RunChanges, edit_run, set_run_state, start_run, stop_run
from lineage.models import Run, RunFile, RunState
from lineal.sdk import files, ids, jsontext, lookup
from lineal.sdk.binding import Type, mutation
from lineal.sdk.call import Call
from lineal.sdk.errors import WireError
from lineal.sdk.resolvers.shapes import Success
from lineal.sdk.resolvers.uploads import project_to_log_to
from registry.actions.transactions import action
from registry.errors import InvalidTransition

DEFAULT_PROJECT = "uncategorized"

upsert_payload = Type("UpsertBucketPayload", keys=("bucket", "inserted", "server_settings"))
files_payload = Type("CreateRunFilesPayload", keys=("run_id", "upload_headers", "files"))
rewound_payload = Type("RewindRunPayload", keys=("rewound_run",))


class UpsertBucket(TypedDict, total=False):
    id: str | None
    name: str | None
    model_name: str | None
    entity_name: str | None
    group_name: str | None
    description: str | None
    display_name: str | None
    notes: str | None
    config: str | None
    commit: str | None
    host: str | None
    job_program: str | None
    job_repo: str | None
    job_type: str | None
    sweep: str | None
    tags: list[str] | None
    summary_metrics: str | None


@mutation.field
def upsert_bucket(call: Call, **given: Unpack[UpsertBucket]) -> dict[str, object]:
    """A script names its run; the public API, which edits, gives the id alone."""
    inserted = False
    if name := given.get("name"):
        project_name = given.get("model_name") or DEFAULT_PROJECT
        project = project_to_log_to(call, given.get("entity_name"), project_name)
        run, inserted = start_run(
            actor=call.actor, project=project, run_id=name, changes=_changes(given)
        )
    else:
        known = _run_by_id(call, given.get("id") or "")
        run = edit_run(actor=call.actor, run=known, changes=_changes(given, known))
    # Not null: `wandb sync` before 0.28 reads on, and would lose the run without a word.
    return {"bucket": run, "inserted": inserted, "server_settings": {}}


@mutation.field
def create_run_files(
    call: Call, entity_name: str, project_name: str, run_name: str, files: list[str]
) -> dict[str, object]:
    run = _run_by_path(call, entity_name, project_name, run_name)
    names = request_run_files(actor=call.actor, run=run, names=files)
    slots = [run_slot(call, run, name) for name in names]
    return {"run_id": ids.encode("Run", run.pk), "upload_headers": [], "files": slots}


@mutation.field
def mark_run_files_uploaded(
    call: Call, entity_name: str, project_name: str, run_name: str, files: list[str]
) -> Success:
    """Each upload has told us already."""
    _run_by_path(call, entity_name, project_name, run_name)
    return Success()


@mutation.field
@action
def delete_files(call: Call, files: list[str], **_: object) -> Success:
    """Of one run or of several; what is not there any more is no error."""
    keys = [ids.decode(one, "RunFile") or 0 for one in files]
    mine = RunFile.objects.filter(pk__in=keys, run__in=Run.objects.visible_to(call.user))
    found = list(mine.select_related("run__project__entity").order_by("run", "pk"))
    for run, its in groupby(found, key=lambda file: file.run):
        delete_run_files(actor=call.actor, run=run, files=list(its))
    return Success()


@mutation.named("stop_run")
def stop(call: Call, id: str) -> Success:
    """A run that is over needs no stopping: the SDK documents that as no error."""
    with suppress(InvalidTransition):
        stop_run(actor=call.actor, run=_run_by_id(call, id))
    return Success()


@mutation.named("rewind_run")
def rewind(
    call: Call,
    run_name: str,
    metric_name: str,
    metric_value: float,
    entity_name: str | None = None,
    project_name: str | None = None,
    **_: object,
) -> dict[str, Run]:
    """`resume_from` of the SDK, which then streams from the line on that the answer counts to."""
    if metric_name != "_step" or not metric_value.is_integer():
        raise WireError("A run goes back to a whole _step, as in resume_from='RUN?_step=200'.")
    owner = lookup.entity_to_log_to(call, entity_name)
    run = _run_by_path(call, owner.name, project_name or DEFAULT_PROJECT, run_name)
    return {"rewound_run": rewind_run(actor=call.actor, run=run, step=int(metric_value))}


@mutation.named("delete_run")
def delete(call: Call, id: str, delete_artifacts: bool | None = None) -> Success:
    """Deleting twice is no error for the SDK, nor is a run that was never there."""
    if run := _find_run(call, id):
        delete_run(actor=call.actor, run=run, with_artifacts=bool(delete_artifacts))
    return Success()


@mutation.field
def update_run_state(call: Call, id: str, state: str) -> Success:
    if state not in RunState.values:
        raise WireError(f"{state!r} is no state of a run.")
    set_run_state(actor=call.actor, run=_run_by_id(call, id), state=RunState(state))
    return Success()


run_slot = files.of_run_slot


def _run_by_id(call: Call, text: str) -> Run:
    return lookup.required(_find_run(call, text), "run")


def _find_run(call: Call, text: str) -> Run | None:
    pk = ids.decode(text, "Run") or 0
    return Run.objects.visible_to(call.user).filter(pk=pk).with_place().first()


def _run_by_path(call: Call, entity: str, project: str, run_id: str) -> Run:
    return lookup.required(lookup.run(call, entity, project, run_id), "run")


def _changes(given: UpsertBucket, known: Run | None = None) -> RunChanges:
    return RunChanges(
        display_name=given.get("display_name"),
        job_type=given.get("job_type"),
        group=given.get("group_name"),
        tags=given.get("tags"),
        notes=given.get("notes"),
        description=given.get("description"),
        config=_config(given.get("config"), known),
        summary=jsontext.read_object(given.get("summary_metrics"), "summary"),
        host=given.get("host"),
        program=given.get("job_program"),
        commit=given.get("commit"),
        repository=given.get("job_repo"),
        sweep=given.get("sweep"),
    )


def _config(text: str | None, known: Run | None) -> dict[str, object] | None:
    """The values without their wrapping. The public API leaves out what the SDK keeps of itself
    (seen on 0.31.0), without which the run could not be resumed."""
    wrapped = jsontext.read_object(text, "config")
    if wrapped is None:
        return None
    config = {
        key: value["value"] if isinstance(value, dict) and "value" in value else value
        for key, value in wrapped.items()
    }
    if known and "_wandb" in known.config:
        config.setdefault("_wandb", known.config["_wandb"])
    return config
