"""The versions of the wandb package that are tested, and where each is installed.

The newest is the one that the development tools bring. Each older one has a lock of its own in
requirements/sdk and an environment of its own, which `make sdks` builds.
"""

import os
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NEWEST = metadata.version("wandb")


def number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


OLDER = sorted((lock.stem for lock in (ROOT / "requirements/sdk").glob("*.lock")), key=number)
ALL = [*OLDER, NEWEST]
NAMES = {"oldest": ALL[0], "newest": NEWEST}


def chosen() -> str:
    """The version that this test run drives: `pytest --sdk=0.19.11`, by default the newest."""
    asked = os.environ.get("TEST_SDK", "newest")
    return NAMES.get(asked, asked)


def interpreter(version: str) -> Path:
    if version == NEWEST:
        return Path(sys.executable)
    python = ROOT / ".tools" / "sdk" / version / "bin" / "python"
    assert python.exists(), f"wandb {version} is not installed: run `make sdks`"
    return python


def package(version: str) -> Path:
    """The folder of the installed wandb package."""
    if version == NEWEST:
        return Path(str(metadata.distribution("wandb").locate_file("wandb")))
    home = interpreter(version).parents[1]
    return next(home.glob("lib/python3*/site-packages/wandb"))
