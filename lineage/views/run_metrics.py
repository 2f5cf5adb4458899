"""The numbers that a run logged: last, least and greatest, and a small curve."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from lineage import metrics
from lineage.models import Run, RunLine, Stream

SHOWN = 50
SAMPLES = 120


@dataclass(frozen=True, slots=True)
class MetricRow:
    """`curve`: the points of a line in a box of 100 by 24; empty for less than two of them."""

    name: str
    last: object
    low: float | None
    high: float | None
    curve: str


@dataclass(frozen=True, slots=True)
class MetricTable:
    rows: Sequence[MetricRow]
    total: int


def metric_table(run: Run) -> MetricTable:
    """Of the first metrics by name; names with an underscore are the SDK's own."""
    names = sorted(
        name
        for name, metric in run.metrics.items()
        if metric["kind"] == "number" and not name.startswith("_")
    )
    shown = names[:SHOWN]
    sample = _sample(run) if shown else []
    lines = [dict(metrics.flat(metrics.parse_line(text))) for text in sample]
    rows = [_row(name, run.metrics[name], lines) for name in shown]
    return MetricTable(rows, len(names))


def _row(name: str, metric: metrics.Metric, lines: Sequence[dict[str, object]]) -> MetricRow:
    values = [number for line in lines if (number := metrics.finite(line.get(name))) is not None]
    return MetricRow(name, metric["last"], metric["low"], metric["high"], metrics.curve(values))


def _sample(run: Run) -> Sequence[str]:
    """Lines evenly spread, the last one among them."""
    count = run.history_line_count
    stride = max(-(-count // SAMPLES), 1)
    lines = RunLine.objects.filter(run=run, stream=Stream.HISTORY)
    spread = lines.alias(rest=(F("number") - (count - 1)) % stride).filter(rest=0)
    return list(spread.order_by("number").values_list("content", flat=True)[:SAMPLES])
