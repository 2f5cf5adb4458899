"""Runs begin, change, end, and fall silent."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from lineage import metrics, run_names
from lineage.actions.locks import lock_run
from lineage.models import ALIVE, Run, RunState
from registry.actions import audit
from registry.actions.transactions import action
from registry.errors import InvalidTransition, InvalidValue
from registry.models import Project, Verb
from registry.models.prepared import Prepared
from registry.naming import check_run_id
from registry.permissions import Actor, require_project_write
from registry.plain import text
from registry.sentences import marked as _

MAX_TAGS = 100
MAX_TAG = 128
MAX_TOLD = 10_000
MAX_NAMED = 100

# What a client may make of a run, by the states it may come from: as the SDK documents it.
MOVES = {
    RunState.PENDING: {
        RunState.RUNNING,
        RunState.FAILED,
        RunState.CRASHED,
        RunState.PREEMPTED,
    },
    RunState.FAILED: {RunState.PENDING, RunState.RUNNING},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChanges:
    """What a client says of a run. None: not said, so unchanged."""

    display_name: str | None = None
    job_type: str | None = None
    group: str | None = None
    tags: list[str] | None = None
    notes: str | None = None
    description: str | None = None
    config: dict[str, object] | None = None
    summary: dict[str, object] | None = None
    host: str | None = None
    program: str | None = None
    commit: str | None = None
    repository: str | None = None
    sweep: str | None = None


@action
def start_run(
    *, actor: Actor, project: Project, run_id: str, changes: RunChanges
) -> tuple[Run, bool]:
    """Begin a run or go on with it; whether it is new. A run that had ended is running again."""
    require_project_write(actor, project)
    run = _LOCKED.first(project=project.pk, run_id=run_id)
    if run is None:
        return _create(actor, project, run_id, changes), True
    run.project = project
    _apply(run, changes)
    _wake(run, timezone.now())
    run.save()
    return run, False


@action
def edit_run(*, actor: Actor, run: Run, changes: RunChanges) -> Run:
    """Change what is known of a run and leave its state alone."""
    require_project_write(actor, run.project)
    locked = lock_run(run)
    before = _said(locked)
    _apply(locked, changes)
    locked.updated_at = timezone.now()
    locked.save()
    after = _said(locked)
    if changed := [name for name in after if after[name] != before[name]]:
        _record(
            actor,
            Verb.EDITED_RUN,
            locked,
            before={name: _brief(before[name], after[name]) for name in changed},
            after={name: _brief(after[name], before[name]) for name in changed},
        )
    return locked


@action
def stop_run(*, actor: Actor, run: Run) -> Run:
    """Ask the running script to stop: it learns of it with its next heartbeat."""
    require_project_write(actor, run.project)
    alive = Run.objects.filter(pk=run.pk, state__in=ALIVE)
    if not alive.exists():
        raise InvalidTransition(
            _(
                "Run %(display_name)r is %(state)s; nothing is to be stopped.",
                {"display_name": run.display_name, "state": run.state},
            )
        )
    if alive.filter(stop_requested=False).update(stop_requested=True):
        _record(actor, Verb.STOPPED_RUN, run, before=run.state, after=None)
    run.stop_requested = True
    return run


@action
def set_run_state(*, actor: Actor, run: Run, state: RunState) -> Run:
    """Queue a run again, or give a lost one up: the two moves that a client may ask for."""
    require_project_write(actor, run.project)
    locked = lock_run(run)
    if locked.state not in MOVES.get(state, ()):
        raise InvalidTransition(
            _(
                "invalid state transition: a run that is %(state)s cannot become %(wanted)s.",
                {"state": locked.state, "wanted": state},
            )
        )
    before, locked.state = locked.state, state
    locked.finished_at = timezone.now() if state == RunState.FAILED else None
    locked.save(update_fields=["state", "finished_at"])
    _record(actor, Verb.MOVED_RUN, locked, before=before, after=state)
    return locked


def crash_silent_runs(*, silence: timedelta, now: datetime | None = None) -> int:
    """Mark runs that gave no sign of life for `silence`; how many. A later sign revives them."""
    moment = (now or timezone.now()) - silence
    silent = Run.objects.silent_since(moment)
    preempted = silent.filter(state=RunState.PREEMPTING).update(
        state=RunState.PREEMPTED, finished_at=F("heartbeat_at")
    )
    return preempted + silent.update(state=RunState.CRASHED, finished_at=F("heartbeat_at"))


def revive(run: Run, now: datetime) -> None:
    """A sign of life: a run taken for crashed or preempted is running after all."""
    run.heartbeat_at = now
    if run.state in (RunState.CRASHED, RunState.PREEMPTED, RunState.PENDING):
        run.state, run.finished_at = RunState.RUNNING, None


def end(run: Run, exit_code: int, now: datetime) -> None:
    """The script said that it ended. When it says so again, the first time counts."""
    state = RunState.FINISHED if exit_code == 0 else RunState.FAILED
    if (run.state, run.exit_code) != (state, exit_code):
        run.state, run.exit_code, run.finished_at = state, exit_code, now
    run.stop_requested = False


def _said(run: Run) -> dict[str, object]:
    return {field.name: getattr(run, field.name) for field in fields(RunChanges)}


def _brief(value: object, other: object) -> object:
    """Of a configuration or a summary only what differs; names, if it is much."""
    if not isinstance(value, dict) or not isinstance(other, dict):
        return value
    differs = {key: each for key, each in value.items() if key not in other or other[key] != each}
    return differs if len(str(differs)) <= MAX_TOLD else sorted(differs)[:MAX_NAMED]


def _record(actor: Actor, verb: Verb, run: Run, *, before: object, after: object) -> None:
    """People's changes; what a running script says of itself is its own record."""
    audit.record(
        actor=actor,
        verb=verb,
        subject=run.run_id,
        before=before,
        after=after,
        project=run.project,
    )


_LOCKED = Prepared(
    lambda project, run_id: Run.objects.select_for_update(no_key=True).filter(
        project=project, run_id=run_id
    )
)


def _create(actor: Actor, project: Project, run_id: str, changes: RunChanges) -> Run:
    Project.objects.filter(pk=project.pk).update(
        run_count=F("run_count") + 1, updated_at=timezone.now()
    )
    project.refresh_from_db(fields=["run_count"])
    now = timezone.now()
    run = Run(
        project=project,
        run_id=check_run_id(run_id),
        display_name=run_names.invent(project.run_count, seed=run_id),
        user=actor.user,
        started_at=now,
        heartbeat_at=now,
        state=RunState.RUNNING,
    )
    _apply(run, changes)
    run.save()
    return run


def _wake(run: Run, now: datetime) -> None:
    if run.state not in ALIVE:
        run.state, run.finished_at, run.exit_code = RunState.RUNNING, None, None
    run.heartbeat_at = run.updated_at = now
    run.stop_requested = False


def _apply(run: Run, changes: RunChanges) -> None:
    """A run is never without a name: an empty one counts as not said."""
    for name in (field.name for field in fields(changes)):
        value = getattr(changes, name)
        if value is not None and (name != "display_name" or value.strip()):
            setattr(run, name, _checked(name, value))


def _checked(name: str, value: object) -> object:
    """The value as the column takes it. Raises InvalidValue, naming the field and its limit."""
    if name in {"config", "summary"}:
        return metrics.to_words(value)
    if name == "tags" and isinstance(value, list):
        if len(value) > MAX_TAGS or any(len(str(tag)) > MAX_TAG for tag in value):
            raise InvalidValue(
                _(
                    "A run takes at most %(max_tags)s tags of at most %(max_tag)s characters.",
                    {"max_tags": MAX_TAGS, "max_tag": MAX_TAG},
                ),
                field="tags",
            )
        return list(dict.fromkeys(text(str(tag)) for tag in value))
    limit = getattr(Run._meta.get_field(name), "max_length", None)
    if limit and len(str(value)) > limit:
        raise InvalidValue(
            _(
                "The run's %(part)s has %(count)s characters; at most %(limit)s are allowed.",
                {"part": name.replace("_", " "), "count": len(str(value)), "limit": limit},
            ),
            field=name,
        )
    return text(str(value))
