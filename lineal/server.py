"""`lineal serve`: what has to be in order before the first request, then the server itself."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from lineal import health, staticfiles
from registry.storage import store

STOP_SECONDS = 30
HOUSEKEEPING_SECONDS = 60
LOOK_SECONDS = 0.05
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# A statement that runs this long is a fault; the client has given up by then.
STATEMENT_LIMITS = "-c statement_timeout=30s -c lock_timeout=10s"


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int

    def url(self) -> str:
        shown = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}
        return settings.BASE_URL or f"http://{shown.get(self.host, self.host)}:{self.port}"


def check_address(address: Address) -> None:
    """Refuse a port that cannot be had before anything else is done."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError as error:
            where = f"{address.host}:{address.port}"
            raise ImproperlyConfigured(
                f"cannot listen on {where}: {error.strerror}. "
                "Choose another port with --port (make: PORT=)."
            ) from error


def check_secrets(address: Address) -> None:
    """What is fine on a developer's machine and dangerous on others."""
    if len(settings.SECRET_KEY) < 32:
        raise ImproperlyConfigured("LINEAL_SECRET_KEY is refused: it needs 32 characters or more")
    if settings.DEBUG and address.host not in LOOPBACK:
        raise ImproperlyConfigured("LINEAL_DEBUG is refused: its error pages show secrets to all")


def prepare() -> None:
    """Everything that a worker relies on. A database that is away may still come back."""
    try:
        problem = store().problem() or health.migration_problem()
    except OperationalError:
        print("The database does not answer yet; serving 503 until it does.", file=sys.stderr)
    else:
        if problem:
            raise ImproperlyConfigured(problem)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with (settings.STATIC_ROOT / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        staticfiles.collect()


def default_workers() -> int:
    return min(len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1, 8)


def serve(address: Address, workers: int, threads: int) -> None:
    """Processes before threads: threads share one lock and only help against slow clients."""
    os.environ.setdefault("PGOPTIONS", STATEMENT_LIMITS)
    connections.close_all()  # the workers are forked from here and must not share a connection
    os.register_at_fork(after_in_child=leave_signals_to_the_server)
    Server(
        "lineal.wsgi:application",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,  # its warnings are about the number of threads
        log_dictconfig=dict(settings.LOGGING),
    ).serve()


def tell_when_listening(address: Address) -> None:
    """Whoever reads the line can connect: the first worker takes a moment to start."""
    threading.Thread(target=_tell_when_listening, args=[address], daemon=True).start()


def _tell_when_listening(address: Address) -> None:
    while True:
        with suppress(OSError), socket.create_connection((address.host, address.port), timeout=1):
            break
        time.sleep(LOOK_SECONDS)
    print(f"Lineal listens on {address.url()} (Ctrl-C stops it)", flush=True)


def pause(crash_after: int) -> int:
    """Seconds between two rounds: a silent run is found out late by a tenth of its time at most."""
    wanted = max(1, crash_after // 10) if crash_after else HOUSEKEEPING_SECONDS
    return min(wanted, HOUSEKEEPING_SECONDS)


@contextmanager
def housekeeping(*options: str) -> Iterator[None]:
    """Beside the workers, in a process of its own: once, however many there are."""
    every, parent = f"--every={pause(settings.CRASH_AFTER)}", f"--parent={os.getpid()}"
    command = [sys.executable, "-m", "django", "housekeep", every, parent, *options]
    # In a group of its own: Ctrl-C is for the server, which then ends this one.
    keeper = subprocess.Popen(command, process_group=0)
    try:
        yield
    finally:
        keeper.terminate()
        keeper.wait()


def leave_signals_to_the_server() -> None:
    """Until it has its own handlers, a worker would swallow the stop signal in its parent's.

    Ctrl-C reaches every process of the terminal. A worker told by it and then by its parent hangs
    until it is killed, so only the parent hears it.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
