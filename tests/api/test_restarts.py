"""The server ends while requests are on their way. Asked to, it finishes them first; killed, it
leaves nothing half done, and what is sent again is done once."""

import json
import socket
from collections.abc import Iterator

import pytest

from lineage.models import RunLine
from registry.models import ArtifactVersion, Blob, Entity, User
from tests import make
from tests.api import logging as log
from tests.api.wire import Wire
from tests.conftest import database_url
from tests.content import md5
from tests.server import Server

FILES = {"a.bin": b"0123456789" * 50_000}
READY = {"b.txt": b"ready"}


@pytest.fixture
def own_server(transactional_db: None) -> Iterator[Server]:
    server = Server(DATABASE_URL=database_url()).start()
    yield server
    server.kill()


@pytest.fixture
def requests(zoo_team: Entity, mika: User) -> list[bytes]:
    """An upload, a commit of what is uploaded already, and lines of a run's history."""
    wire = Wire(mika)
    make.make_run(make.make_project(zoo_team, "zoo"), "r1", mika)
    slot = log.file_slots(wire, log.create(wire, FILES)["id"], FILES)[0]
    ready = log.create(wire, READY, artifactCollectionName="ready")["id"]
    log.put(wire, log.file_slots(wire, ready, READY)[0], READY["b.txt"])
    text = make.manifest_text(READY)
    log.put(wire, log.manifest_slot(wire, ready, text), text)
    lines = {"wandb-history.jsonl": {"offset": 0, "content": ['{"_step": 0, "x": 1}']}}
    path = str(slot["uploadUrl"]).removeprefix("http://testserver")
    return [
        request(wire, "PUT", path, FILES["a.bin"]),
        request(wire, "POST", "/graphql", {"query": log.COMMIT, "variables": {"id": ready}}),
        request(wire, "POST", "/files/zoo-team/zoo/r1/file_stream", {"files": lines}),
    ]


def request(wire: Wire, method: str, path: str, body: object) -> bytes:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = {
        "Host": "localhost",
        "Connection": "close",
        "Expect": "100-continue",
        "Content-Type": "application/json",
        "Content-Length": str(len(raw)),
        **wire.headers,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + raw


def finish(client: socket.socket, raw: bytes) -> int:
    """Send the end. The status of the answer."""
    with client, client.makefile("rb") as answer:
        client.sendall(raw[-3:])
        return int(answer.readline().split()[1])


def what_is_done() -> tuple[int, int, int]:
    sent = Blob.objects.filter(digest=md5(FILES["a.bin"]))
    return sent.count(), ArtifactVersion.objects.committed().count(), RunLine.objects.count()


def test_asked_to_end(own_server: Server, requests: list[bytes]) -> None:
    clients = [own_server.begin(raw[:-3]) for raw in requests]
    own_server.terminate()
    unfinished = what_is_done()

    statuses = [finish(client, raw) for client, raw in zip(clients, requests, strict=True)]

    assert unfinished == (0, 0, 0)
    assert statuses == [200, 200, 200]
    assert what_is_done() == (1, 1, 1)
    assert own_server.wait() == 0


def test_killed(own_server: Server, requests: list[bytes]) -> None:
    clients = [own_server.begin(raw[:-3]) for raw in requests]
    own_server.kill()
    for client in clients:
        client.close()
    assert what_is_done() == (0, 0, 0)

    own_server.start()
    statuses = [finish(own_server.begin(raw[:-3]), raw) for raw in requests * 2]

    assert statuses == [200] * 6
    assert what_is_done() == (1, 1, 1)
