"""`lineal serve` as a process: how it starts, what it serves, how it ends."""

import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import ROOT, Server

HALF_A_POST = (
    b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n"
    b"Cookie: lineal-csrf=" + b"a" * 32 + b"\r\n\r\n01234"
)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty, migrated SQLite database."""
    data = tmp_path_factory.mktemp("installed")
    Server(LINEAL_DATA_DIR=str(data), DATABASE_URL="").run("migrate")
    return data


@pytest.fixture
def own_server(installed: Path, tmp_path: Path) -> Iterator[Server]:
    """A server with a data folder of its own, not yet started."""
    data = shutil.copytree(installed, tmp_path / "data")
    server = Server(LINEAL_DATA_DIR=str(data), DATABASE_URL="")
    yield server
    if server.process:
        server.kill()


@pytest.fixture
def new_server(tmp_path: Path) -> Server:
    """A server that has not even a database."""
    (tmp_path / "new").mkdir()
    return Server(LINEAL_DATA_DIR=str(tmp_path / "new"), DATABASE_URL="")


def refusal(server: Server, *options: str) -> str:
    """The single line of a start that does not succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "lineal.cli", "serve", "--port", str(server.port), *options],
        env=server.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_serves_and_stops_on_sigterm(own_server: Server) -> None:
    own_server.start()

    assert own_server.answers()
    assert own_server.stop() == 0


def test_ctrl_c_stops_it_without_killing_workers(own_server: Server) -> None:
    own_server.start()

    assert own_server.interrupt() == 0


def test_running_requests_finish_after_sigterm(own_server: Server) -> None:
    """The form check reads the body, so a request with half a body is a running one."""
    own_server.start()
    with own_server.begin(HALF_A_POST) as client:
        own_server.terminate()
        client.sendall(b"56789")
        answer = client.recv(64)

    assert answer.startswith(b"HTTP/1.1 403")
    assert own_server.wait() == 0


def test_migrations_come_first(new_server: Server) -> None:
    assert "lineal migrate" in refusal(new_server)


def test_taken_port(new_server: Server) -> None:
    with socket.create_server(("127.0.0.1", new_server.port)):
        answer = refusal(new_server)

    assert f"cannot listen on 127.0.0.1:{new_server.port}: Address already in use" in answer
    assert "--port (make: PORT=)" in answer


def test_unknown_host(new_server: Server) -> None:
    assert "cannot listen on nowhere.invalid:" in refusal(new_server, "--host", "nowhere.invalid")


def test_data_folder_that_cannot_be_made(new_server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    new_server.environment["LINEAL_DATA_DIR"] = str(tmp_path / "file" / "data")

    assert "LINEAL_DATA_DIR is refused" in refusal(new_server)


def test_wrong_setting(new_server: Server) -> None:
    new_server.environment["LINEAL_DEBUG"] = "maybe"

    assert "LINEAL_DEBUG is refused" in refusal(new_server)


def test_guessable_secret_key(new_server: Server) -> None:
    new_server.environment["LINEAL_SECRET_KEY"] = "secret"

    assert "LINEAL_SECRET_KEY is refused" in refusal(new_server)


def test_debug_pages_for_everybody(new_server: Server) -> None:
    new_server.environment["LINEAL_DEBUG"] = "true"

    assert "LINEAL_DEBUG is refused" in refusal(new_server, "--host", "0.0.0.0")


def test_static_files_are_collected_once(own_server: Server, tmp_path: Path) -> None:
    own_server.environment["LINEAL_STATIC_DIR"] = ""
    own_server.start().stop()
    first = (tmp_path / "data/static/staticfiles.json").stat().st_mtime_ns
    own_server.start().stop()

    assert (tmp_path / "data/static/staticfiles.json").stat().st_mtime_ns == first


def test_modules_are_served_hashed_for_good_and_small(own_server: Server, tmp_path: Path) -> None:
    own_server.environment["LINEAL_STATIC_DIR"] = ""
    own_server.start()
    manifest = (tmp_path / "data/static/staticfiles.json").read_text()
    path = re.search(r'"(vendor/cytoscape/cytoscape.esm.min.\w+.js)"', manifest)
    assert path
    module = f"{own_server.url}/static/{path[1]}"
    asked = urllib.request.Request(module, headers={"Accept-Encoding": "gzip, br"})

    answer = urllib.request.urlopen(asked)

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "br"


def test_it_says_that_it_listens_once_it_does(own_server: Server) -> None:
    command = [sys.executable, "-m", "lineal.cli", "serve", "--port", str(own_server.port)]
    own_server.process = subprocess.Popen(
        command,
        env=own_server.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert own_server.process.stdout
    with own_server.process.stdout as said:
        line = said.readline().decode()

    assert line == f"Lineal listens on http://localhost:{own_server.port} (Ctrl-C stops it)\n"
    with socket.create_connection(("127.0.0.1", own_server.port)):
        pass


def test_log_lines_are_json_with_the_request_id(own_server: Server) -> None:
    own_server.start()
    answer = urllib.request.urlopen(f"{own_server.url}/healthz")
    own_server.stop()

    assert f'"request_id": "{answer.headers["X-Request-ID"]}"' in own_server.output()
