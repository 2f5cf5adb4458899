"""A database that is away: the server starts, says so, and goes on by itself when it is back."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests import postgres
from tests.server import Server


def status(server: Server, path: str, body: bytes | None = None) -> int:
    """Asked with a key, which has to be looked up."""
    headers = {"Authorization": "Bearer x", "Content-Type": "application/json"}
    request = urllib.request.Request(server.url + path, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def statuses(server: Server) -> tuple[int, int, int]:
    return status(server, "/healthz"), status(server, "/readyz"), status(server, "/graphql", b"{}")


@pytest.mark.slow
def test_server_waits_for_its_database(tmp_path: Path) -> None:
    port = postgres.free_port()
    address = f"postgresql://lineal@127.0.0.1:{port}/postgres"
    server = Server(LINEAL_DATA_DIR=str(tmp_path), DATABASE_URL=address).start()

    try:
        assert statuses(server) == (200, 503, 503)
        with postgres.cluster(port):
            server.run("migrate")
            assert statuses(server) == (200, 200, 401)
        assert statuses(server) == (200, 503, 503)
    finally:
        server.kill()
