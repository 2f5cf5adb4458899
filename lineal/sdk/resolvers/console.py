"""Console lines of a run, read page by page or from the end."""

from django.db.models import F

from lineage.models import Run, RunLine, Stream
from lineage.views.console import ConsoleLine, console_lines
from lineal.sdk import paging
from lineal.sdk.binding import Type
from lineal.sdk.call import Call
from lineal.sdk.paging import Connection, Order
from lineal.sdk.resolvers.runs import run

log_line = Type(
    "LogLine", of=(ConsoleLine,), constants={"label": None, "timestamp": None}, line="text"
)


@run.field
def log_lines(
    one: Run,
    call: Call,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    use_improved_pagination: bool | None = None,
) -> Connection:
    lines = RunLine.objects.filter(run=one, stream=Stream.OUTPUT)
    if last is not None:
        lines = lines.filter(number__gte=one.output_line_count - paging.clamp(last))
        first = last
    return paging.page(lines, after=after, first=first, order=Order(F("number")), node=_readable)


def _readable(line: RunLine) -> ConsoleLine:
    (readable,) = console_lines([line])
    return readable


@log_line.field
def level(line: ConsoleLine, call: Call) -> str | None:
    return "error" if line.is_error else None
