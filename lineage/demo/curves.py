"""What the demo's scripts stream: metric curves, machine load, console lines. Pure."""

import json
import math
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Curve:
    """From `start` towards `end`, quickly at first; the last point is `end` exactly."""

    start: float
    end: float
    speed: float = 5.0
    noise: float = 0.06

    def at(self, progress: float, chance: random.Random) -> float:
        if progress >= 1:
            return self.end
        span = self.start - self.end
        ideal = self.end + span * math.exp(-self.speed * progress)
        return ideal + chance.gauss(0, self.noise * abs(span) * (1 - progress) * 0.5)


@dataclass(frozen=True, slots=True)
class Span:
    """When a script ran, cut into steps."""

    start: datetime
    end: datetime
    steps: int

    def moments(self) -> Iterator[tuple[int, float, datetime]]:
        """Step, progress from 0 to 1, time."""
        for step in range(self.steps):
            progress = step / max(1, self.steps - 1)
            yield step, progress, self.start + (self.end - self.start) * progress


def history(
    seed: str, span: Span, curves: Mapping[str, Curve], *, epochs: int = 0, until: float = 1.0
) -> list[Row]:
    """One row a step. `until`: how far the script got, for those that did not get to the end."""
    chance = random.Random(seed)
    rows: list[Row] = []
    for step, progress, moment in span.moments():
        row: Row = {name: round(curve.at(progress, chance), 5) for name, curve in curves.items()}
        if epochs:
            row["epoch"] = int(progress * epochs)
        if progress <= until:
            rows.append(row | _stamps(step, moment, span.start))
    return rows


def load(seed: str, span: Span) -> list[Row]:
    """What the machine did meanwhile, as the SDK samples it."""
    chance = random.Random(f"{seed} load")
    return [
        {
            "system.cpu": round(chance.uniform(31, 58), 1),
            "system.memory_percent": round(41 + 9 * progress + chance.random(), 1),
            "system.gpu.0.gpu": round(chance.uniform(86, 99), 1),
            "system.gpu.0.temp": round(58 + 14 * min(1, progress * 6) + chance.random()),
        }
        | _stamps(step, moment, span.start)
        for step, progress, moment in span.moments()
    ]


def _stamps(step: int, moment: datetime, start: datetime) -> Row:
    return {
        "_step": step,
        "_runtime": round((moment - start).total_seconds(), 2),
        "_timestamp": round(moment.timestamp(), 3),
    }


def as_lines(rows: Iterable[Row]) -> list[str]:
    return [json.dumps(row) for row in rows]


def console(start: datetime, end: datetime, texts: Sequence[str], error: str = "") -> list[str]:
    """Lines spread over the run, in the form that the SDK sends to servers which ask for it."""
    every = (end - start) / max(1, len(texts))
    lines = [
        {"ts": _time(start + every * number), "content": text} for number, text in enumerate(texts)
    ]
    lines += [{"ts": _time(end), "level": "error", "content": text} for text in error.splitlines()]
    return [json.dumps(line) for line in lines]


def epoch_texts(rows: Sequence[Row], names: Sequence[str]) -> list[str]:
    """What a training script prints at the end of each epoch."""
    last = {row["epoch"]: row for row in rows if "epoch" in row}
    return [
        f"epoch {epoch:>3}  " + "  ".join(f"{name} {row[name]:.4f}" for name in names)
        for epoch, row in last.items()
    ]


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
