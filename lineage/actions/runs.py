"""Runs begin, change, end, and fall silent."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from lineage import metrics, run_names
from lineage.models import ALIVE, Run, RunState
from registry.errors import InvalidTransition, InvalidValue
from registry.models import Project
from registry.naming import check_run_id
from registry.permissions import Actor, require_project_write

MAX_TAGS = 100
MAX_JSON_DEPTH = 100


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


@transaction.atomic
def start_run(
    *, actor: Actor, project: Project, run_id: str, changes: RunChanges
) -> tuple[Run, bool]:
    """Begin a run or go on with it; whether it is new. A run that had ended is running again."""
    require_project_write(actor, project)
    run = Run.objects.select_for_update().filter(project=project, run_id=run_id).first()
    if run is None:
        return _create(actor, project, run_id, changes), True
    run.project = project
    _apply(run, changes)
    _wake(run, timezone.now())
    run.save()
    return run, False


@transaction.atomic
def edit_run(*, actor: Actor, run: Run, changes: RunChanges) -> Run:
    """Change what is known of a run and leave its state alone."""
    require_project_write(actor, run.project)
    locked = Run.objects.select_for_update().get(pk=run.pk)
    locked.project = run.project
    _apply(locked, changes)
    locked.updated_at = timezone.now()
    locked.save()
    return locked


@transaction.atomic
def stop_run(*, actor: Actor, run: Run) -> Run:
    """Ask the running script to stop: it learns of it with its next heartbeat."""
    require_project_write(actor, run.project)
    if not run.is_alive:
        raise InvalidTransition(
            f"Run {run.display_name!r} is {run.state}; nothing is to be stopped."
        )
    run.stop_requested = True
    run.save(update_fields=["stop_requested"])
    return run


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
    run.state = RunState.FINISHED if exit_code == 0 else RunState.FAILED
    run.exit_code, run.finished_at, run.stop_requested = exit_code, now, False


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
    run.refresh_from_db(fields=["created_at", "updated_at"])
    return run


def _wake(run: Run, now: datetime) -> None:
    if run.state not in ALIVE:
        run.state, run.finished_at, run.exit_code = RunState.RUNNING, None, None
    run.heartbeat_at = run.updated_at = now
    run.stop_requested = False


def _apply(run: Run, changes: RunChanges) -> None:
    for name, value in asdict(changes).items():
        if value is not None:
            setattr(run, name, _checked(name, value))


def _checked(name: str, value: object) -> object:
    """The value as the column takes it. Raises InvalidValue, naming the field and its limit."""
    if name in {"config", "summary"}:
        return metrics.to_words(value)
    if name == "tags" and isinstance(value, list):
        if len(value) > MAX_TAGS or any(len(str(tag)) > 128 for tag in value):
            raise InvalidValue(
                f"A run takes at most {MAX_TAGS} tags of at most 128 characters.", field="tags"
            )
        return list(dict.fromkeys(str(tag) for tag in value))
    text = str(value).replace("\0", "")
    limit = getattr(Run._meta.get_field(name), "max_length", None)
    if limit and len(text) > limit:
        raise InvalidValue(
            f"The run's {name.replace('_', ' ')} has {len(text)} characters; "
            f"at most {limit} are allowed.",
            field=name,
        )
    return text
