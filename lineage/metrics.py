"""What a run's history says about each metric, kept up to date line by line. Pure.

The SDK writes the bare words NaN, Infinity and -Infinity, which are not JSON (seen on 0.31.0).
Lines are kept as they came; values that go into JSON columns have those numbers as words.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from registry.errors import InvalidValue
from registry.plain import storable

_WORDS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


class Metric(TypedDict):
    """One metric so far. `last` is any JSON value; `low` and `high` only know finite numbers."""

    count: int
    kind: str
    last: object
    low: float | None
    high: float | None
    rising: bool


_KINDS = {bool: "boolean", str: "string", list: "list", dict: "map", type(None): "nil"}


def parse_line(line: str) -> dict[str, object]:
    """A history line as an object that can be stored; anything else counts as an empty one."""
    try:
        row = json.loads(line)
        storable(row)
    except (ValueError, RecursionError, InvalidValue):
        return {}
    return row if isinstance(row, dict) else {}


def updated(
    metrics: Mapping[str, Metric], rows: Iterable[Mapping[str, object]]
) -> dict[str, Metric]:
    """The metrics after some more history rows, which come in order."""
    found = dict(metrics)
    for row in rows:
        for key, value in flat(row):
            found[key] = _next(found.get(key), value)
    return found


def flat(row: Mapping[str, object], within: str = "") -> Iterator[tuple[str, object]]:
    """Each value with its name. What is logged as `{"train": {"loss": 1}}` is named `train.loss`,
    as the SDK's own checks expect; what has a type, such as an image, stays whole."""
    for key, value in row.items():
        if isinstance(value, dict) and value and "_type" not in value:
            yield from flat(value, f"{within}{key}.")
        else:
            yield f"{within}{key}", value


def to_words(value: object) -> object:
    """Plain JSON: NaN and infinities, at any depth, become the words for them."""
    return storable(value)


def from_words(value: object) -> object:
    """The reverse of to_words, for clients that read the bare words."""
    if isinstance(value, str):
        return _WORDS.get(value, value)
    if isinstance(value, dict):
        return {key: from_words(each) for key, each in value.items()}
    if isinstance(value, list):
        return [from_words(each) for each in value]
    return value


def _next(metric: Metric | None, value: object) -> Metric:
    number = finite(value)
    if metric is None:
        return Metric(
            count=1,
            kind=_kind(value),
            last=to_words(value),
            low=number,
            high=number,
            rising=number is not None,
        )
    before = finite(metric["last"])
    return Metric(
        count=metric["count"] + 1,
        kind=_kind(value),
        last=to_words(value),
        low=min(_known(metric["low"], number), default=None),
        high=max(_known(metric["high"], number), default=None),
        rising=metric["rising"] and number is not None and (before is None or number >= before),
    )


def _known(*numbers: float | None) -> list[float]:
    return [number for number in numbers if number is not None]


def curve(values: Sequence[float], width: float = 100, height: float = 24) -> str:
    """The points of a line through the values, from left to right, as SVG writes them."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    # Halves first: the distance of two finite numbers may be none.
    span = high / 2 - low / 2 or 1
    step = width / (len(values) - 1)
    heights = (height - 1 - (height - 2) * ((value / 2 - low / 2) / span) for value in values)
    return " ".join(f"{place * step:.1f},{each:.1f}" for place, each in enumerate(heights))


def finite(value: object) -> float | None:
    """The number, when it is one that can be drawn."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:  # an int beyond what a float holds
        return None


def _kind(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    return _KINDS.get(type(value), "unknown")
