"""`python -m tests.benchmarks`: the figures of docs/performance.md, measured here and now."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import postgres

RESULT = Path("build/bench.json")
DATABASES = ("sqlite", "postgres")
ROWS = (10, 10_000)
# A request's cost in requests that do nothing, for SQLite and PostgreSQL: docs/performance.md.
TARGETS = {"50": (3, 4.5), "500": (10, 15)}


@contextmanager
def environment(database: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="lineal-bench-") as data:
        Path(data, "static").mkdir()
        variables = {**os.environ, "LINEAL_DATA_DIR": data, "LINEAL_LOG_LEVEL": "ERROR"}
        variables.pop("DATABASE_URL", None)
        if database == "sqlite":
            yield variables
            return
        with postgres.server() as url:
            yield {**variables, "DATABASE_URL": url}


def measure(module: str, database: str, *arguments: float) -> dict[str, Any]:
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    with environment(database) as variables:
        done = subprocess.run(command, env=variables, stdout=subprocess.PIPE, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def table(title: str, results: list[dict[str, Any]]) -> str:
    lines = [f"{title:<20} database     CPU ms   x nothing   target"]
    for place, result in enumerate(results):
        nothing = result["requests"]["nothing"]
        for name, cost in result["requests"].items():
            target = f"<= {TARGETS[name][place]}" if name in TARGETS else ""
            figures = f"{cost:>7.2f} {cost / nothing:>11.1f}   {target}"
            lines.append(f"{name:<20} {result['database']:<11} {figures}")
    return "\n".join(lines)


def pages_table(measured: list[dict[str, Any]]) -> str:
    """In requests that do nothing: a column for each database and number of rows."""
    columns = [f"{result['database']} {result['rows']:,}" for result in measured]
    lines = [f"{'page (x nothing)':<25}" + "".join(f"{column:>19}" for column in columns)]
    for name in measured[0]["requests"]:
        ratios = [result["requests"][name] / result["requests"]["nothing"] for result in measured]
        lines.append(f"{name:<25}" + "".join(f"{ratio:>19.1f}" for ratio in ratios))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--background", type=int, default=40_000, help="other runs and artifacts")
    parser.add_argument("--seconds", type=float, default=40, help="measuring time per database")
    options = parser.parse_args()
    results = {
        "SDK call": [measure("sdk", name, options.seconds) for name in DATABASES],
        "lineage answer": [
            measure("lineage", name, options.background, options.seconds) for name in DATABASES
        ],
    }
    measured = [
        measure("pages", name, rows, options.seconds) | {"rows": rows}
        for name in DATABASES
        for rows in ROWS
    ]
    RESULT.parent.mkdir(exist_ok=True)
    about = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cpus": os.cpu_count(),
    }
    found = {"about": about, "results": {**results, "page": measured}}
    RESULT.write_text(json.dumps(found, indent=2) + "\n")
    print("\n\n".join(table(title, costs) for title, costs in results.items()))
    print(f"\n{pages_table(measured)}")
    print(f"\nAll figures, the steps of each answer too: {RESULT}")


if __name__ == "__main__":
    main()
