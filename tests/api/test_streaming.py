"""Large and broken bodies against the running server: it neither keeps them in memory nor hangs."""

import http.client
import subprocess
import time
from base64 import b64encode
from contextlib import closing, suppress
from pathlib import Path

import pytest
from django.conf import settings

from registry.models import Blob, Entity, User
from tests import make
from tests.api import logging as log
from tests.api.wire import Wire
from tests.server import Server

MEBI = 1024 * 1024
LARGE = 96


def connect(server: Server) -> closing[http.client.HTTPConnection]:
    return closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60))


def send(server: Server, path: str, size: int, method: str = "POST", **headers: str) -> int:
    """Send zeros. The status, which may come before the end of the body."""
    with connect(server) as connection:
        connection.putrequest(method, path)
        for name, value in {"Content-Length": str(size), **headers}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        with suppress(BrokenPipeError, ConnectionResetError):
            for _ in range(size // MEBI):
                connection.send(bytes(MEBI))
        return connection.getresponse().status


def memory(server: Server) -> int:
    """MiB of the server's largest process."""
    assert server.process
    listed = subprocess.run(
        ["ps", "-o", "rss=", "--ppid", str(server.process.pid)], capture_output=True, text=True
    )
    return max(int(line) for line in listed.stdout.split()) // 1024


def slot(mika: User, body: bytes) -> str:
    """The path to upload these bytes to."""
    wire = Wire(mika)
    artifact = log.create(wire, {"a.bin": body})
    address = log.file_slots(wire, artifact["id"], {"a.bin": body})[0]["uploadUrl"]
    return str(address).removeprefix("http://testserver")


@pytest.mark.parametrize("path", ["/graphql", "/files/zoo-team/zoo/r1/file_stream"])
def test_a_body_of_100_mb_is_refused(server: Server, mika: User, path: str) -> None:
    secret = b64encode(f"api:{make.make_key(mika)}".encode()).decode()

    status = send(
        server, path, 100 * MEBI, Authorization=f"Basic {secret}", Content_Type="application/json"
    )

    assert status == 413


def test_an_upload_passes_through_without_staying_in_memory(
    server: Server, zoo_team: Entity, mika: User
) -> None:
    path = slot(mika, bytes(LARGE * MEBI))
    before = memory(server)

    status = send(server, path, LARGE * MEBI, method="PUT")

    assert status == 200
    assert Blob.objects.get().size == LARGE * MEBI
    assert memory(server) - before < LARGE // 2


@pytest.mark.parametrize("sent", [0, 1, 50, 99])
def test_an_upload_that_breaks_off_leaves_nothing(
    server: Server, zoo_team: Entity, mika: User, sent: int
) -> None:
    body = b"0123456789" * 10_000
    path = slot(mika, body)
    incoming = Path(settings.FILES_DIR) / "incoming"
    before = {*incoming.glob("*")}

    with connect(server) as connection:
        connection.putrequest("PUT", path)
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        connection.send(body[: len(body) * sent // 100])

    end = time.monotonic() + 60
    while {*incoming.glob("*")} - before and time.monotonic() < end:
        time.sleep(0.05)
    assert {*incoming.glob("*")} <= before
    assert not Blob.objects.exists()
    with connect(server) as again:
        again.request("PUT", path, body)
        assert again.getresponse().status == 200


def test_an_upload_in_pieces_of_unknown_length_is_refused(server: Server, mika: User) -> None:
    with connect(server) as connection:
        connection.putrequest("PUT", slot(mika, b"abc"))
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()

        assert connection.getresponse().status == 411
