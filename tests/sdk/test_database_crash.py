"""PostgreSQL crashes again and again while artifacts are logged: what was acknowledged stays.

CRASH_ROUNDS says how often; CRASH_SEED makes the moments other ones.
"""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from registry.models import User
from tests import postgres
from tests.sdk.real import Sdk
from tests.sdk.test_crash import LOG, READ, ROUNDS, SEED
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
    script = sdk.start(LOG, ENOUGH=str(tmp_path / "enough"))
    wait_for_a_version(database)

    for seed in range(SEED, SEED + ROUNDS):
        time.sleep(random.Random(seed).uniform(0.5, 3.0))
        postgres.crash(database)
    (tmp_path / "enough").touch()
    output, _ = script.communicate(timeout=200)
    logged = [line for line in output.splitlines() if line.startswith("LOGGED")]

    print(f"{ROUNDS} crashes, {len(logged)} versions acknowledged")
    assert script.returncode == 0, output
    assert [line.split()[2] for line in logged] == [f"v{n}" for n in range(len(logged))]
    assert committed(database) == len(logged)
    sdk.succeed(READ.format(lines=logged))  # raises for one that is lost or broken
    assert own_server.stop() == 0


def wait_for_a_version(database: str) -> None:
    end = time.monotonic() + 60
    while not committed(database):
        assert time.monotonic() < end, "nothing was logged"
        time.sleep(0.1)


def committed(database: str) -> int:
    with psycopg.connect(database) as connection:
        [count] = connection.execute(COMMITTED).fetchone() or (0,)
        return int(count)
