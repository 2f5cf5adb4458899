"""Lines of a run's console, as the SDK streamed them, made readable. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lineage.models import RunLine

_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# SDKs without structured lines write "ERROR 2026-11-09T06:14:00.123456 text".
_PREFIX = re.compile(r"(ERROR )?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z? ?")


@dataclass(frozen=True, slots=True)
class ConsoleLine:
    number: int
    text: str
    is_error: bool


def console_lines(lines: Iterable[RunLine]) -> list[ConsoleLine]:
    return [_line(line.number, line.content) for line in lines]


def _line(number: int, content: str) -> ConsoleLine:
    record = _record(content)
    if record is not None:
        text, is_error = str(record["content"]), record.get("level") == "error"
    else:
        prefix = _PREFIX.match(content)
        text, is_error = content[prefix.end() if prefix else 0 :], bool(prefix and prefix[1])
    # A progress bar rewrites its line: what stands after the last return is what one would see.
    shown = _COLOUR.sub("", text).rstrip("\r\n").rpartition("\r")[2]
    return ConsoleLine(number + 1, shown, is_error)


def _record(content: str) -> dict[str, object] | None:
    if not content.startswith("{"):
        return None
    try:
        record = json.loads(content)
    except ValueError:
        return None
    return record if isinstance(record, dict) and "ts" in record and "content" in record else None
