"""The real wandb package in processes of its own, against the running server."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from registry.models import Entity, User
from tests import make
from tests.server import Server

FOLDERS = ("WANDB_DIR", "WANDB_CACHE_DIR", "WANDB_CONFIG_DIR", "WANDB_DATA_DIR")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "sdk" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.sdk)


class Sdk:
    """Somebody's training machine: a folder, three variables, and the package from the index."""

    def __init__(self, url: str, key: str, entity: str, folder: Path) -> None:
        self.folder = folder
        own = {name: str(folder / name.lower()) for name in FOLDERS}
        for path in own.values():
            Path(path).mkdir()
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.environment = (
            kept
            | own
            | {
                "HOME": str(folder),
                "WANDB_BASE_URL": url,
                "WANDB_API_KEY": key,
                "WANDB_ENTITY": entity,
                "WANDB_ERROR_REPORTING": "false",
            }
        )

    def start(self, script: str) -> subprocess.Popen[str]:
        """Run a script in the machine's folder; its output and errors come together."""
        return subprocess.Popen(
            [sys.executable, "-c", dedent(script)],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, script: str) -> str:
        """What a script that ends well has said."""
        process = self.start(script)
        output, _ = process.communicate(timeout=100)
        assert process.returncode == 0, output
        return output

    def fail(self, script: str) -> str:
        """What a script that ends badly has said."""
        process = self.start(script)
        output, _ = process.communicate(timeout=100)
        assert process.returncode != 0, output
        return output

    def write(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.write_text(content)
        return path


@pytest.fixture
def sdk(server: Server, zoo_team: Entity, mika: User, tmp_path: Path) -> Sdk:
    """mika's machine, logging to zoo-team."""
    return Sdk(server.url, make.make_key(mika), zoo_team.name, tmp_path)
