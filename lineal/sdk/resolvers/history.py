"""What a run has streamed: history, system events, and samples of them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db.models import F, QuerySet

from lineage import metrics
from lineage.models import Run, RunLine, Stream
from lineal.sdk import jsontext
from lineal.sdk.binding import Type
from lineal.sdk.call import Call
from lineal.sdk.resolvers.runs import run

DEFAULT_SAMPLES = 500
MAX_SAMPLES = 100_000
MAX_SCAN = 200_000
BATCH = 2_000

parquet_history = Type("ParquetHistory", keys=("parquet_urls", "live_data"))


@run.field
def history_keys(one: Run, call: Call) -> dict[str, object]:
    keys = {
        name: {
            "typeCounts": [{"type": metric["kind"], "count": metric["count"]}],
            "monotonic": metric["rising"],
            "previousValue": metric["last"],
        }
        for name, metric in one.metrics.items()
    }
    return {"sets": [], "keys": keys, "lastStep": -1 if one.last_step is None else one.last_step}


@run.field
def history(
    one: Run,
    call: Call,
    min_step: int | None = None,
    max_step: int | None = None,
    samples: int | None = None,
) -> list[str]:
    count, size = one.history_line_count, _size(samples)
    call.budget.take_lines(min(count, size))
    lines = _between(_lines(one, Stream.HISTORY), min_step, max_step)
    if max_step is None:
        lines = _thinned(lines, count, size)
    return list(lines.values_list("content", flat=True)[:size])


@run.field
def events(one: Run, call: Call, samples: int | None = None) -> list[str]:
    count, size = one.event_line_count, _size(samples)
    call.budget.take_lines(min(count, size))
    lines = _thinned(_lines(one, Stream.EVENTS), count, size)
    return list(lines.values_list("content", flat=True)[:size])


@run.field
def history_tail(one: Run, call: Call) -> str:
    return _tail(one, Stream.HISTORY)


@run.field
def events_tail(one: Run, call: Call) -> str:
    return _tail(one, Stream.EVENTS)


@run.field
def system_metrics(one: Run, call: Call) -> str:
    """Of the last message. The runs of a page are asked for together."""
    page = call.once(("page of", one.pk), lambda: [one])
    last = call.once(("last events", page[0].pk), lambda: _last_events(page))
    row = metrics.parse_line(last.get(one.pk, ""))
    return json.dumps({key: value for key, value in row.items() if key.startswith("system")})


def _last_events(runs: Sequence[Run]) -> dict[int, str]:
    lines = RunLine.objects.filter(
        run__in=runs, stream=Stream.EVENTS, number=F("run__event_line_count") - 1
    )
    return {line.run_id: line.content for line in lines}


@run.named("parquet_history")
def run_parquet_history(one: Run, call: Call, live_keys: list[str]) -> dict[str, list[object]]:
    """There are no such files: the SDK then reads page by page."""
    return {"parquet_urls": [], "live_data": []}


@run.field
def sampled_history(one: Run, call: Call, specs: list[str]) -> list[list[object]]:
    """For each spec the rows that have all its keys; of very long runs, of lines evenly spread."""
    return [_rows_of_spec(one, call, text) for text in specs[:20]]


def _rows_of_spec(one: Run, call: Call, text: str) -> list[object]:
    spec = jsontext.read_object(text, "sample's specification") or {}
    keys = [key for key in _list(spec.get("keys")) if isinstance(key, str)]
    start, end = _window(spec)
    lines = _between(_lines(one, Stream.HISTORY), start, end)
    if end is None:
        lines = _thinned(lines, one.history_line_count, MAX_SCAN)
    rows = list(_rows_with(keys, _read(call, lines)))
    return _spread(rows, _size(_int(spec, "samples")))


def _window(spec: dict[str, object]) -> tuple[int | None, int | None]:
    """Before 0.28 the next page of the SDK begins at `maxStep`. Newer ones mean that step too, and
    ask for just as many samples as there are steps then."""
    start, last = _int(spec, "minStep"), _int(spec, "maxStep")
    if start is None or last is None:
        return start, last
    return start, last + (_int(spec, "samples") == last - start + 1)


def _read(call: Call, lines: QuerySet[RunLine]) -> Iterator[str]:
    contents = lines.values_list("content", flat=True).iterator(BATCH)
    while batch := list(islice(contents, BATCH)):
        call.budget.take_lines(len(batch))
        yield from batch


def _rows_with(keys: Sequence[str], lines: Iterable[str]) -> Iterator[object]:
    for line in lines:
        row = metrics.parse_line(line)
        if not all(key in row for key in keys):
            row = dict(metrics.flat(row))
        if all(key in row for key in keys):
            yield metrics.to_words({key: row[key] for key in keys} if keys else row)


def _lines(one: Run, stream: Stream) -> QuerySet[RunLine]:
    return RunLine.objects.filter(run=one, stream=stream).order_by("number")


def _between(
    lines: QuerySet[RunLine], min_step: int | None, max_step: int | None
) -> QuerySet[RunLine]:
    if min_step is not None:
        lines = lines.filter(step__gte=min_step)
    if max_step is not None:
        lines = lines.filter(step__lt=max_step).order_by("step", "number")
    return lines


def _thinned(lines: QuerySet[RunLine], count: int, size: int) -> QuerySet[RunLine]:
    """All of the `count` lines, or at most `size`, evenly spread, the last one among them."""
    if count <= size:
        return lines
    stride = -(-count // size)
    return lines.alias(rest=(F("number") - (count - 1)) % stride).filter(rest=0)


def _spread(rows: list[object], size: int) -> list[object]:
    stride = -(-len(rows) // size) if size else 1
    return rows[::-stride][::-1] if stride > 1 else rows


def _tail(one: Run, stream: Stream) -> str:
    last = _lines(one, stream).order_by("-number").values_list("content", flat=True)[:1]
    return json.dumps(list(last))


def _size(samples: int | None) -> int:
    return min(max(samples or DEFAULT_SAMPLES, 1), MAX_SAMPLES)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _int(spec: dict[str, object], key: str) -> int | None:
    value = spec.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
