"""What people type: `wandb artifact`, `wandb sync`, `wandb login`."""

import pytest

from lineage.models import Run, RunLine, Stream
from registry.models import ArtifactVersion
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

CLI = """
import subprocess
def cli(*words):
    done = subprocess.run(
        [sys.executable, "-m", "wandb", *words], capture_output=True, text=True,
        env={**os.environ, "WANDB_SILENT": "false"},
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said
"""
OFFLINE = """
run = wandb.init(project="zoo", id="far", name="field trip", config={"lr": 0.1})
for step in range(3): run.log({"loss": step})
artifact = wandb.Artifact("animals", type="dataset")
artifact.add_file(os.environ["FILE"])
run.log_artifact(artifact, aliases=["field"])
print("DIR", run.settings.sync_dir)
run.finish()
"""


@pytest.mark.proves("wandb artifact put", "wandb artifact get", "wandb artifact ls")
def test_artifacts_are_put_listed_and_got(sdk: Sdk) -> None:
    folder = sdk.folder / "animals"
    folder.mkdir()
    (folder / "lion.txt").write_text("lion")

    sdk.succeed(f"""{CLI}
cli("artifact", "put", {str(folder)!r}, "--name", "zoo-team/zoo/animals", "--type", "dataset",
    "--alias", "best", "--description", "words")
listed = cli("artifact", "ls", "zoo-team/zoo", "--type", "dataset")
assert "animals:v0" in listed and "dataset" in listed, listed
cli("artifact", "get", "zoo-team/zoo/animals:best", "--root", "fetched")
assert open("fetched/lion.txt").read() == "lion"
""")

    version = ArtifactVersion.objects.get()
    assert (version.description, version.collection.name) == ("words", "animals")


@pytest.mark.core
@pytest.mark.proves("wandb sync")
def test_an_offline_run_arrives_later(sdk: Sdk) -> None:
    file = str(sdk.write("a.txt", b"alpha"))
    place = sdk.succeed(OFFLINE, WANDB_MODE="offline", FILE=file).printed("DIR")
    assert not Run.objects.exists()

    sdk.succeed(f'{CLI}\ncli("sync", {place!r})')

    run = Run.objects.get()
    assert (run.run_id, run.display_name, run.config["lr"]) == ("far", "field trip", 0.1)
    assert run.state == "finished"
    assert RunLine.objects.filter(run=run, stream=Stream.HISTORY).count() == 3
    sdk.succeed("""
artifact = wandb.Api().artifact("zoo-team/zoo/animals:field")
assert open(artifact.download("fetched", skip_cache=True) + "/a.txt").read() == "alpha"
""")


@pytest.mark.proves("wandb.login", "wandb login --verify")
def test_a_key_is_verified(sdk: Sdk) -> None:
    sdk.succeed(f"""{CLI}
assert wandb.login(key=os.environ["WANDB_API_KEY"], verify=True, relogin=True)
cli("login", "--verify", "--relogin", "--host", os.environ["WANDB_BASE_URL"],
    os.environ["WANDB_API_KEY"])
""")


@pytest.mark.since("0.31.0")
def test_the_package_verifies_the_server(sdk: Sdk) -> None:
    """What `wandb verify` asks of a server, sweeps and HTTPS left out."""
    sdk.succeed("""
from wandb.sdk.verify import verify
os.environ["WANDB_PROJECT"] = "verify"
api, host = wandb.Api(), os.environ["WANDB_BASE_URL"]
assert verify.check_host(host) and verify.check_logged_in(api, host)
stored, address = verify.check_graphql_put(api, host)
assert stored and verify.check_large_post()
assert verify.check_run(api)
assert verify.check_artifacts()
""")
