"""Prepares the environment of a test run before Django's settings are read."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import postgres, s3

ROOM = 8 * 1024**3

resources = ExitStack()
atexit.register(resources.close)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=["sqlite", "postgres"], default="sqlite", help="the database")
    help_text = "where files are kept"
    parser.addoption("--storage", choices=["local", "s3"], default="local", help=help_text)
    parser.addoption("--sdk", default="newest", help="the wandb to drive: a version, or oldest")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    # The workers of pytest-xdist inherit what the first process has set up.
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        move_into_own_folder(worker)
    else:
        options = early_config.known_args_namespace
        prepare(options.db, options.storage)
        os.environ["TEST_SDK"] = options.sdk
    return (yield)


def prepare(vendor: str, storage: str) -> None:
    for name in [name for name in os.environ if name.startswith("LINEAL_")]:
        del os.environ[name]
    data = tempfile.mkdtemp(prefix="lineal-tests-", dir=memory())
    resources.callback(shutil.rmtree, data, ignore_errors=True)
    os.environ["LINEAL_DATA_DIR"] = data
    os.environ["LINEAL_STATIC_DIR"] = f"{data}/static"
    os.mkdir(f"{data}/static")
    os.environ.pop("DATABASE_URL", None)
    if vendor == "postgres":
        os.environ["DATABASE_URL"] = resources.enter_context(postgres.server())
    if storage == "s3":
        os.environ |= s3.KEYS | {"LINEAL_STORAGE": resources.enter_context(s3.server())}


def move_into_own_folder(worker: str) -> None:
    """Databases of several workers give the same ids to different things, whose files must not
    meet. Scripts and styles are the same for all."""
    shared = Path(os.environ["LINEAL_DATA_DIR"])
    own = shared / f"{shared.name}-{worker}"
    own.mkdir()
    os.environ["LINEAL_DATA_DIR"] = str(own)
    if bucket := os.environ.get("LINEAL_STORAGE"):
        os.environ["LINEAL_STORAGE"] = bucket.replace("?", f"-{worker}?", 1)


def memory() -> str | None:
    """A folder in memory if it has room for the largest tests: a disk is busy for most of the time
    that it takes to put a small file into its place."""
    folder = Path("/dev/shm")
    roomy = folder.is_dir() and shutil.disk_usage(folder).free > ROOM
    return str(folder) if roomy else None


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('db')}, files: {config.getoption('storage')}"
