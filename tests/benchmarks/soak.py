"""`python -m tests.benchmarks.soak`: many SDK processes log at once for a minute.

Afterwards every version that the SDK was told is committed has to be there, with its content, and
numbers have to be whole. Prints what was measured as JSON; the exit status says whether it held.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.__main__ import environment
from tests.server import ROOT, Server

PEOPLE = """
import django
django.setup()
from registry.models import Role
from tests import make
mika = make.make_user("mika")
make.make_team(make.make_organization("soakers"), "soak-team", mika=Role.MEMBER)
print(make.make_key(mika))
"""
LOG = """
import os, time, wandb
run = wandb.init(project="soak")
number, end = 0, time.monotonic() + float(os.environ["SECONDS"])
while time.monotonic() < end:
    run.log({"loss": number})
    artifact = wandb.Artifact("shared", type="dataset")
    with artifact.new_file("own.txt") as file: file.write(f"{run.id} {number}")
    done = run.log_artifact(artifact).wait()
    print("LOGGED", done.version, done.digest, run.id, number, flush=True)
    number += 1
run.finish()
print("ENDED", run.id, number, flush=True)
"""
READ = """
import sys, wandb
api = wandb.Api(timeout=60)
for line in sys.stdin:
    version, digest, run, number = line.split()
    found = api.artifact(f"soak-team/soak/shared:{version}")
    assert found.digest == digest, line
    path = found.get_entry("own.txt").download(f"fetched/{version}")
    assert open(path).read() == f"{run} {number}", line
print("READ")
"""


def people(server: Server) -> str:
    """A team and a member of it. The key of the latter."""
    command = [sys.executable, "-c", PEOPLE]
    done = subprocess.run(
        command, env=server.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.split()[-1]


def machine(server: Server, key: str, folder: Path, seconds: float) -> dict[str, str]:
    places = {f"WANDB_{name}_DIR": str(folder / name) for name in ("CACHE", "CONFIG", "DATA")}
    return os.environ | {
        "WANDB_BASE_URL": server.url,
        "WANDB_API_KEY": key,
        "WANDB_ENTITY": "soak-team",
        "WANDB_SILENT": "true",
        "WANDB_ERROR_REPORTING": "false",
        "WANDB_X_DISABLE_STATS": "true",
        "HOME": str(folder),
        "SECONDS": str(seconds),
        **places,
    }


def log(variables: dict[str, str], folder: Path, processes: int) -> list[str]:
    """All at once. The lines that they printed."""
    command = [sys.executable, "-c", LOG]
    started = [
        subprocess.Popen(command, env=variables, cwd=folder, stdout=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    outputs = [process.communicate()[0] for process in started]
    return [line for output in outputs for line in output.splitlines()]


def read(lines: list[str], variables: dict[str, str], folder: Path) -> bool:
    """Whether a new machine finds all of them as they were acknowledged."""
    text = "\n".join(line.removeprefix("LOGGED ") for line in lines)
    fresh = variables | {"WANDB_CACHE_DIR": str(folder / "fresh")}
    command = [sys.executable, "-c", READ]
    done = subprocess.run(
        command, env=fresh, cwd=folder, input=text, capture_output=True, text=True
    )
    print(done.stderr[-2_000:], file=sys.stderr)
    return "READ" in done.stdout


def judge(lines: list[str], server: Server, processes: int) -> dict[str, Any]:
    logged = [line.split() for line in lines if line.startswith("LOGGED")]
    numbers = sorted(int(line[1][1:]) for line in logged)
    return {
        "versions": len(logged),
        "numbers_are_whole": numbers == list(range(len(numbers))),
        "processes_that_ended_well": sum(line.startswith("ENDED") for line in lines),
        "processes": processes,
        "answers_5xx": len(re.findall(r'"code": 5\d\d', server.output())),
    }


def soak(database: str, processes: int, seconds: float) -> dict[str, Any]:
    with environment(database) as variables, tempfile.TemporaryDirectory() as temporary:
        server = Server(**(variables | {"LINEAL_LOG_LEVEL": "INFO"}))
        server.run("migrate")
        server.start()
        try:
            folder = Path(temporary)
            mine = machine(server, people(server), folder, seconds)
            start = time.monotonic()
            lines = log(mine, folder, processes)
            took = time.monotonic() - start
            result = judge(lines, server, processes)
            acknowledged = [line for line in lines if line.startswith("LOGGED")]
            result["all_are_readable"] = read(acknowledged, mine, folder)
        finally:
            server.stop()
    return {"database": database, "seconds": round(took, 1), **result}


def holds(result: dict[str, Any]) -> bool:
    return bool(
        result["versions"]
        and result["numbers_are_whole"]
        and result["all_are_readable"]
        and result["answers_5xx"] == 0
        and result["processes_that_ended_well"] == result["processes"]
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    results = [soak(name, options.processes, options.seconds) for name in ("sqlite", "postgres")]
    print(json.dumps(results, indent=2))
    return 0 if all(map(holds, results)) else 1


if __name__ == "__main__":
    sys.exit(main())
