"""The server is killed again and again while artifacts are logged: what was acknowledged stays.

CRASH_ROUNDS says how often; CRASH_SEED makes the moments other ones.
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from registry.models import ArtifactVersion, Entity, User, VersionState
from tests.conftest import database_url
from tests.sdk.real import Sdk
from tests.server import Server

pytestmark = pytest.mark.sdk

ROUNDS = int(os.environ.get("CRASH_ROUNDS", "8"))
SEED = int(os.environ.get("CRASH_SEED", "0"))
# The SDK (0.31) reads back what it has saved, and gives up sooner than a busy machine starts anew.
# An answer that the kill cuts off is none: the SDK says so and does not ask again, so the script
# logs the same once more, as a person would.
LOG = """
def saved(artifact):
    while True:
        try:
            return artifact.wait()
        except Exception as error:
            if "did not respond in time" not in str(error):
                raise

def log(number):
    artifact = wandb.Artifact("animals", type="dataset")
    with artifact.new_file("own.txt") as file:
        file.write(f"content {number}")
    with artifact.new_file("large.bin", mode="wb") as file:
        file.write(number.to_bytes(4, "big") * 500_000)
    return saved(run.log_artifact(artifact))

def acknowledged(number):
    while True:
        try:
            return log(number)
        except ValueError as error:
            if "unexpected EOF" not in str(error):
                raise

run = wandb.init(project="zoo")
number = 0
while not os.path.exists(os.environ["ENOUGH"]):
    done = acknowledged(number)
    print("LOGGED", done.id, done.version, done.digest, flush=True)
    number += 1
run.finish()
"""
READ = """
api = wandb.Api()
for line in {lines!r}:
    _, _, version, digest = line.split()
    artifact = api.artifact(f"zoo-team/zoo/animals:{{version}}")
    assert artifact.digest == digest, line
    artifact.verify(artifact.download(version, skip_cache=True))
"""


@pytest.fixture
def own_server(transactional_db: None) -> Iterator[Server]:
    server = Server(DATABASE_URL=database_url()).start()
    yield server
    server.kill()


@pytest.mark.timeout(300 + 30 * ROUNDS)
@pytest.mark.since("0.21.4")  # older ones do not try again to fetch a manifest
def test_nothing_acknowledged_is_lost(
    own_server: Server, zoo_team: Entity, mika: User, tmp_path: Path
) -> None:
    server = own_server
    sdk = Sdk(server, mika, "zoo-team", tmp_path)

    def crash() -> None:
        server.kill()
        server.start()

    logged = log_through(crash, sdk, tmp_path, committed)

    assert committed() == len(logged)
    sdk.succeed(READ.format(lines=logged))  # raises for one that is lost or broken
    assert server.stop() == 0


def committed() -> int:
    return ArtifactVersion.objects.filter(state=VersionState.COMMITTED).count()


def log_through(
    crash: Callable[[], None], sdk: Sdk, tmp_path: Path, committed: Callable[[], int]
) -> list[str]:
    """Crash while a script logs, from its first version on. The lines of all it was acknowledged,
    which have the numbers from v0 on."""
    script = sdk.start(LOG, ENOUGH=str(tmp_path / "enough"))
    end = time.monotonic() + 60
    while not committed():
        assert time.monotonic() < end, "nothing was logged"
        time.sleep(0.1)

    for seed in range(SEED, SEED + ROUNDS):
        time.sleep(random.Random(seed).uniform(0.5, 3.0))
        crash()
    (tmp_path / "enough").touch()
    output, _ = script.communicate(timeout=200)
    logged = [line for line in output.splitlines() if line.startswith("LOGGED")]

    print(f"{ROUNDS} crashes, {len(logged)} versions acknowledged")
    assert script.returncode == 0, output
    assert [line.split()[2] for line in logged] == [f"v{n}" for n in range(len(logged))]
    return logged
