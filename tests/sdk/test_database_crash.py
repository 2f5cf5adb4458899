"""PostgreSQL crashes again and again while artifacts are logged: what was acknowledged stays.

CRASH_ROUNDS says how often; CRASH_SEED makes the moments other ones.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest

from registry.models import User
from tests import postgres
from tests.sdk.real import Sdk
from tests.sdk.test_crash import READ, ROUNDS, log_through
from tests.server import Server

pytestmark = pytest.mark.sdk

# As an operator runs it. That the machine itself goes down is not part of this.
SAFE = "synchronous_commit=on"
COMMITTED = "SELECT count(*) FROM registry_artifactversion WHERE state = 'committed'"


@pytest.fixture
def database() -> Iterator[str]:
    with postgres.cluster(postgres.free_port(), SAFE) as url:
        yield url


@pytest.fixture
def own_server(database: str, tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "data").mkdir()
    server = Server(DATABASE_URL=database, LINEAL_DATA_DIR=str(tmp_path / "data"))
    server.run("migrate")
    server.run("user", "create", "mika", "--service")
    server.run("org", "create", "acme", "--admin", "mika")
    server.run("team", "create", "zoo-team", "--org", "acme", "--admin", "mika")
    server.start()
    yield server
    server.kill()


@pytest.mark.timeout(300 + 30 * ROUNDS)
@pytest.mark.since("0.21.4")  # older ones do not try again to fetch a manifest
def test_nothing_acknowledged_is_lost(
    own_server: Server, database: str, mika: User, tmp_path: Path
) -> None:
    sdk = Sdk(own_server, mika, "zoo-team", tmp_path)
    sdk.environment["WANDB_API_KEY"] = own_server.run("key", "create", "mika").strip()

    logged = log_through(
        partial(postgres.crash, database), sdk, tmp_path, partial(committed, database)
    )

    assert committed(database) == len(logged)
    sdk.succeed(READ.format(lines=logged))  # raises for one that is lost or broken
    assert own_server.stop() == 0


def committed(database: str) -> int:
    with psycopg.connect(database) as connection:
        [count] = connection.execute(COMMITTED).fetchone() or (0,)
        return int(count)
