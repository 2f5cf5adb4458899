"""The real SDK against a server that keeps its files in a bucket."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from registry.models import ArtifactVersion, Entity, User
from tests import s3
from tests.conftest import database_url
from tests.postgres import free_port
from tests.sdk.real import Sdk
from tests.server import Server

pytestmark = pytest.mark.sdk

LOG = """
run = wandb.init(project="zoo")
artifact = wandb.Artifact("animals", type="dataset")
with artifact.new_file("one.txt") as file:
    file.write("one")
run.log_artifact(artifact).wait()
run.finish()
"""
READ = """
artifact = wandb.Api().artifact("zoo-team/zoo/animals:v0")
root = artifact.download("fetched", skip_cache=True)
assert open(f"{root}/one.txt").read() == "one"
"""


def readiness(server: Server) -> int:
    try:
        return int(urllib.request.urlopen(f"{server.url}/readyz", timeout=30).status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_bucket_that_is_away_for_a_while(
    transactional_db: None, zoo_team: Entity, mika: User, tmp_path: Path
) -> None:
    port = free_port()
    with s3.server(port) as address:
        environment = s3.KEYS | {"LINEAL_STORAGE": address, "LINEAL_DATA_DIR": str(tmp_path)}
        server = Server(DATABASE_URL=database_url(), **environment).start()
    sdk = Sdk(server, mika, "zoo-team", tmp_path)

    try:
        assert readiness(server) == 503
        script = sdk.start(LOG)
        while "unavailable" not in server.output():
            assert script.poll() is None, script.communicate()
        assert not ArtifactVersion.objects.committed().exists()
        with s3.server(port):
            output, _ = script.communicate(timeout=200)
            assert script.returncode == 0, output
            sdk.succeed(READ)
            assert readiness(server) == 200
        assert not list((tmp_path / "files").rglob("*.*"))
    finally:
        server.kill()
