"""What a running script streams: history, system events, console output, its summary, its end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from lineage import metrics
from lineage.actions import runs
from lineage.actions.locks import lock_run
from lineage.models import ALIVE, Run, RunLine, RunState, Stream
from registry.actions.transactions import action
from registry.errors import InvalidValue
from registry.permissions import Actor, require_project_write
from registry.plain import text
from registry.sentences import marked as _

BATCH = 500
MAX_LINE_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one stream from the offset `first` on."""

    first: int
    content: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamChunk:
    """One message of a running script; all of it is optional, and nothing at all is a heartbeat."""

    lines: dict[Stream, Lines] = field(default_factory=dict)
    summary: dict[str, object] | None = None
    preempting: bool = False
    complete: bool = False
    exit_code: int = 0


@action
def record_stream(*, actor: Actor, run: Run, chunk: StreamChunk) -> Run:
    """Keep what a script streamed. Lines are written by offset, so a repeated message is harmless.

    The answer's `stop_requested` tells the script to stop. Raises NotAllowed, NotFound,
    InvalidValue.
    """
    require_project_write(actor, run.project)
    run = lock_run(run)
    for stream, lines in chunk.lines.items():
        _keep(run, stream, lines)
    if chunk.summary is not None:
        words = metrics.to_words(chunk.summary)
        assert isinstance(words, dict)
        run.summary = words
    _move_state(run, chunk)
    run.updated_at = timezone.now()
    run.save()
    return run


def _keep(run: Run, stream: Stream, lines: Lines) -> None:
    if not 0 <= lines.first <= MAX_LINE_NUMBER - len(lines.content):
        raise InvalidValue(
            _("The line offset %(first)s is out of range.", {"first": lines.first}), field="offset"
        )
    rows = [metrics.parse_line(line) for line in lines.content] if stream == Stream.HISTORY else []
    RunLine.objects.bulk_create(
        [
            RunLine(
                run=run,
                stream=stream,
                number=lines.first + place,
                step=_step(rows[place]) if rows else None,
                content=text(line),
            )
            for place, line in enumerate(lines.content)
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["run", "stream", "number"],
        update_fields=["content", "step"],
    )
    _count(run, stream, lines, rows)


def _count(run: Run, stream: Stream, lines: Lines, rows: Sequence[dict[str, object]]) -> None:
    """Metrics only learn from lines that are new, so that a repeated message counts once."""
    column = f"{_COUNTERS[stream]}_line_count"
    before, after = getattr(run, column), lines.first + len(lines.content)
    if stream == Stream.HISTORY:
        new = rows[max(0, before - lines.first) :]
        run.metrics = metrics.updated(run.metrics, new)
        steps = [step for row in new if (step := _step(row)) is not None]
        run.last_step = max(
            [*steps, *([] if run.last_step is None else [run.last_step])], default=None
        )
    setattr(run, column, max(before, after))


_COUNTERS = {Stream.HISTORY: "history", Stream.EVENTS: "event", Stream.OUTPUT: "output"}


def _step(row: dict[str, object]) -> int | None:
    step = row.get("_step")
    fits = isinstance(step, int) and not isinstance(step, bool) and abs(step) < 2**63
    return step if fits and isinstance(step, int) else None


def _move_state(run: Run, chunk: StreamChunk) -> None:
    now = timezone.now()
    runs.revive(run, now)
    if chunk.complete:
        runs.end(run, chunk.exit_code, now)
    elif chunk.preempting and run.state in ALIVE:
        run.state = RunState.PREEMPTING
