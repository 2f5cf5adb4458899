"""The disk is full: the server says so, nothing half-written shows, and reading goes on."""

import http.client
import resource
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from registry.models import Blob, Entity, User
from tests import server as servers
from tests.api import logging as log
from tests.api.wire import Wire
from tests.conftest import database_url

LIMIT = 4 << 20
# The last byte is one too many: an earlier answer would meet a client that is still sending.
SMALL, LARGE = b"small", bytes(LIMIT + 1)


@pytest.fixture
def cramped(transactional_db: None, tmp_path: Path) -> Iterator[servers.Server]:
    """No file of this server may grow beyond the limit: the same answer as a full quota's."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    own = {"LINEAL_DATA_DIR": str(tmp_path), "LINEAL_SECRET_KEY": settings.SECRET_KEY}
    server = servers.Server(DATABASE_URL=database_url(), **own)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, hard))
    try:
        server.start()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    yield server
    server.kill()


def put(server: servers.Server, wire: Wire, body: bytes) -> int:
    artifact = log.create(wire, {"a.bin": body})
    address = str(log.file_slots(wire, artifact["id"], {"a.bin": body})[0]["uploadUrl"])
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as client:
        client.request("PUT", address.removeprefix("http://testserver"), body)
        return client.getresponse().status


def test_full_disk(cramped: servers.Server, zoo_team: Entity, mika: User, tmp_path: Path) -> None:
    wire = Wire(mika)

    assert put(cramped, wire, SMALL) == 200
    assert put(cramped, wire, LARGE) == 507

    assert not list((tmp_path / "files/incoming").iterdir())
    assert [blob.size for blob in Blob.objects.all()] == [len(SMALL)]
    assert put(cramped, wire, b"small too") == 200
