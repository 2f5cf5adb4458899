"""A database that is away: the server starts, says so, and goes on by itself when it is back."""

import urllib.error
import urllib.request
from pathlib import Path

from tests import postgres
from tests.server import Server


def status(server: Server, path: str) -> int:
    try:
        with urllib.request.urlopen(server.url + path, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_server_waits_for_its_database(tmp_path: Path) -> None:
    port = postgres.free_port()
    address = f"postgresql://lineal@127.0.0.1:{port}/postgres"
    server = Server(LINEAL_DATA_DIR=str(tmp_path), DATABASE_URL=address).start()

    try:
        assert (status(server, "/healthz"), status(server, "/readyz")) == (200, 503)
        with postgres.cluster(port):
            server.run("migrate")
            assert status(server, "/readyz") == 200
        assert (status(server, "/healthz"), status(server, "/readyz")) == (200, 503)
    finally:
        server.kill()
