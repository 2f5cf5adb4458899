"""Runs scripts with the real wandb package, each in a process of its own, against a server."""

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from registry.models import User
from tests import make
from tests.sdk import versions
from tests.server import Server

HEAD = "import os, sys, wandb\n"
# The package gives up after 19 to 90 seconds, and a busy machine starts sixteen of it in that time.
PATIENCE = {
    "WANDB_HTTP_TIMEOUT": "90",
    "WANDB_INIT_TIMEOUT": "180",
    "WANDB__SERVICE_WAIT": "90",
}
# For scripts that expect a refusal in certain words.
REFUSED = """
def refused(words, call, *arguments, **options):
    try:
        call(*arguments, **options)
    except Exception as error:
        assert words in str(error), error
    else:
        raise AssertionError(f"not refused: {words}")
"""


@dataclass(frozen=True)
class Script:
    """What a script printed, and how it ended."""

    status: int
    output: str

    def printed(self, word: str) -> str:
        """The rest of the line that begins with this word."""
        lines = [line for line in self.output.splitlines() if line.startswith(f"{word} ")]
        assert lines, self.output
        return lines[-1].removeprefix(f"{word} ")


class Sdk:
    """A machine with wandb on it, set up for one user."""

    def __init__(self, server: Server, user: User, entity: str, folder: Path) -> None:
        self.folder = folder
        self.python = versions.interpreter(versions.chosen())
        self.key = make.make_key(user)
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("WANDB_")
        } | {
            "WANDB_BASE_URL": server.url,
            "WANDB_API_KEY": self.key,
            "WANDB_ENTITY": entity,
            "WANDB_SILENT": "true",
            "WANDB_ERROR_REPORTING": "false",
            "WANDB_DISABLE_GIT": "true",
            "WANDB_X_DISABLE_STATS": "true",
            **PATIENCE,
            "NETRC": str(folder / "netrc"),
            "HOME": str(folder),
            **{
                f"WANDB_{name}_DIR": str(folder / name.lower())
                for name in ("CACHE", "CONFIG", "DATA", "ARTIFACT")
            },
        }

    def start(self, code: str, **environment: str) -> "subprocess.Popen[str]":
        place = Path(tempfile.mkdtemp(dir=self.folder))
        return subprocess.Popen(
            [self.python, "-c", HEAD + code],
            env=self.environment | {"WANDB_DIR": str(place)} | environment,
            cwd=place,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, code: str, *, seconds: int = 200, **environment: str) -> Script:
        """Run a script to its end."""
        process = self.start(code, **environment)
        output, _ = process.communicate(timeout=seconds)
        return Script(process.returncode, output)

    def succeed(self, code: str, *, seconds: int = 200, **environment: str) -> Script:
        done = self.run(code, seconds=seconds, **environment)
        assert done.status == 0, done.output
        return done

    def fail(self, code: str, **environment: str) -> str:
        """Run a script that must not end well. What it said."""
        done = self.run(code, **environment)
        assert done.status != 0, done.output
        return done.output

    def write(self, name: str, body: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(body)
        return path
