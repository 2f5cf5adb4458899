"""Runs go back to one of their steps, to go on from there."""

from collections.abc import Iterator

from django.db.models import Min, QuerySet
from django.utils import timezone

from lineage import metrics
from lineage.actions.files import receive_run_file
from lineage.actions.locks import lock_run
from lineage.models import Run, RunLine, Stream
from registry.actions import audit
from registry.actions.transactions import action
from registry.errors import InvalidValue
from registry.models import Verb
from registry.permissions import Actor, require_project_write
from registry.sentences import marked as _

FILES = {
    Stream.HISTORY: "wandb-history.jsonl",
    Stream.EVENTS: "wandb-events.jsonl",
    Stream.OUTPUT: "output.log",
}


@action
def rewind_run(*, actor: Actor, run: Run, step: int) -> Run:
    """Take the history after the step away, and all of the console and the system events, which
    the SDK begins anew. Nothing is lost: the lines become files of the run.

    Artifacts stay. Doing it again changes nothing. Raises InvalidValue when the run did not come
    as far.
    """
    require_project_write(actor, run.project)
    run = lock_run(run)
    if run.last_step is None or not 0 <= step <= run.last_step:
        raise InvalidValue(
            _(
                "Run %(run)r has %(steps)s: it has no step %(step)s.",
                {"run": run.run_id, "steps": _steps(run), "step": step},
            ),
            field="step",
        )
    before = run.last_step
    if not _take_away(run, step, f"rewound/{timezone.now():%Y%m%dT%H%M%S.%fZ}"):
        return run
    _count_again(run)
    run.last_step, run.updated_at = step, timezone.now()
    run.save()
    audit.record(
        actor=actor,
        verb=Verb.REWOUND_RUN,
        subject=run.run_id,
        before=before,
        after=step,
        project=run.project,
    )
    return run


def _steps(run: Run) -> str:
    if run.last_step is None:
        return _("no steps yet")
    return _("steps up to %(last)s", {"last": run.last_step})


def _take_away(run: Run, step: int, folder: str) -> bool:
    """Whether there was anything to take."""
    first = _history(run).filter(step__gt=step).aggregate(first=Min("number"))["first"]
    kept = run.history_line_count if first is None else first
    taken = False
    for stream, name in FILES.items():
        from_number = kept if stream == Stream.HISTORY else 0
        lines = run.lines.filter(stream=stream, number__gte=from_number)
        if lines.exists():
            receive_run_file(run=run, name=f"{folder}/{name}", chunks=_text(lines))
            lines.delete()
            taken = True
    run.history_line_count, run.event_line_count, run.output_line_count = kept, 0, 0
    return taken


def _text(lines: QuerySet[RunLine]) -> Iterator[bytes]:
    for content in lines.order_by("number").values_list("content", flat=True).iterator():
        yield f"{content.rstrip()}\n".encode()


def _count_again(run: Run) -> None:
    """What the run tells of its history, from the lines that are left."""
    summary: dict[str, object] = {}
    for row in _rows(run):
        summary |= row
    run.metrics = metrics.updated({}, _rows(run))
    run.summary = metrics.to_words(summary)


def _rows(run: Run) -> Iterator[dict[str, object]]:
    contents = _history(run).order_by("number").values_list("content", flat=True)
    return map(metrics.parse_line, contents.iterator())


def _history(run: Run) -> QuerySet[RunLine]:
    return run.lines.filter(stream=Stream.HISTORY)
