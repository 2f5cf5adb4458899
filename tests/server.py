"""The product's own server as a child process, started by its public command."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 90
HANG_SECONDS = 30  # then workers that have not ended are killed


class Server:
    """`lineal serve` on a free port. `environment` says which database and data folder."""

    def __init__(self, **environment: str) -> None:
        self.environment = os.environ | {"DJANGO_SETTINGS_MODULE": "lineal.settings"} | environment
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = Path(self.environment["LINEAL_DATA_DIR"]) / f"server-{self.port}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def run(self, *command: str, stdin: str = "") -> str:
        """Run another `lineal` command against the same database."""
        done = subprocess.run(
            [sys.executable, "-m", "lineal.cli", *command],
            env=self.environment,
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> "Server":
        command = [sys.executable, "-m", "lineal.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise RuntimeError(f"the server did not start:\n{self.output()}")
            time.sleep(0.05)
        return self

    def answers(self) -> bool:
        # A busy machine may take the connection and answer too late: that is not yet, not never.
        with suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            return bool(urllib.request.urlopen(f"{self.url}/healthz", timeout=5).status == 200)
        return False

    def begin(self, request: bytes) -> socket.socket:
        """Send a request that expects "100 Continue", but for its end: it is being read then."""
        client = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        client.sendall(request)
        assert client.recv(64).startswith(b"HTTP/1.1 100 ")
        return client

    def terminate(self) -> None:
        """Ask it to end, and wait until it takes no other requests."""
        assert self.process
        self.process.terminate()
        end = time.monotonic() + HANG_SECONDS
        while self.listens():
            assert time.monotonic() < end, "it goes on listening"
            time.sleep(0.05)

    def listens(self) -> bool:
        with suppress(ConnectionError), socket.create_connection(("127.0.0.1", self.port)):
            return True
        return False

    def stop(self) -> int:
        """As a supervisor does: SIGTERM, then wait. The exit status."""
        assert self.process
        self.process.terminate()
        return self.wait()

    def interrupt(self) -> int:
        """As Ctrl-C in a terminal does: SIGINT to all its processes. The exit status."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGINT)
        return self.wait(HANG_SECONDS - 2)

    def wait(self, seconds: float = HANG_SECONDS + 10) -> int:
        """Until it has ended by itself. The exit status."""
        assert self.process
        return self.process.wait(timeout=seconds)

    def kill(self) -> None:
        """Take all its processes away at once, as a crash of the machine would."""
        assert self.process
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def output(self) -> str:
        return self.log.read_text()
