"""CPU time of this process and of the PostgreSQL backend that works for it.

CPU rather than wall time: the machine that measures is seldom idle.
"""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection

TICK = 1_000 / os.sysconf("SC_CLK_TCK")


def backend_milliseconds() -> float:
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text()
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * TICK


def milliseconds() -> float:
    return time.process_time() * 1_000 + backend_milliseconds()


def compare(jobs: dict[str, Callable[[], object]], *, budget: float) -> dict[str, float]:
    """Median CPU milliseconds of one call of each job, about `budget` seconds in all.

    The jobs take turns, so that what else the machine does meets all of them alike. A round of a
    job is long enough for the kernel's clock, which counts a backend's time in steps of 10 ms.
    """
    counts = {name: _round_length(job) for name, job in jobs.items()}
    rounds: dict[str, list[float]] = {name: [] for name in jobs}
    end = time.monotonic() + budget
    while time.monotonic() < end or len(next(iter(rounds.values()))) < 3:
        for name, job in jobs.items():
            rounds[name].append(_cost(job, counts[name]))
    return {name: statistics.median(costs) for name, costs in rounds.items()}


def _round_length(job: Callable[[], object]) -> int:
    job()
    start = time.monotonic()
    job()
    return max(2, int(0.4 / max(time.monotonic() - start, 1e-6)))


def _cost(job: Callable[[], object], count: int) -> float:
    start = milliseconds()
    for _ in range(count):
        job()
    return (milliseconds() - start) / count
