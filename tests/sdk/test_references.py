"""Entries that point elsewhere: to the web, to disks, to clouds and to other artifacts."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from registry.models import ManifestEntry
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

# The SDK imports the clouds' own libraries; what it then sends us are addresses and digests.
CLOUDS = """
from unittest.mock import MagicMock
for name in ("boto3", "botocore", "botocore.client", "google.cloud", "google.cloud.storage"):
    sys.modules[name] = MagicMock()
"""
TABLE = """
run = wandb.init(project="zoo")
table = wandb.Table(columns=["animal", "legs"], data=[["lion", 4], ["heron", 2]])
first = wandb.Artifact("first", type="dataset")
first.add(table, "animals")
"""
READ_TABLE = """
second = wandb.Api().artifact("zoo-team/zoo/second:v0")
(entry,) = [entry for entry in second.manifest.entries.values() if entry.ref]
assert entry.ref.startswith("wandb-artifact://"), entry.ref
fetched = second.download("fetched")
assert os.listdir(fetched) == ["animals.table.json"], os.listdir(fetched)
assert second.get("animals").data == [["lion", 4], ["heron", 2]]
"""


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """A file on some web server. It has no ETag, so that its address is its digest."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "page.txt").write_text("from the web")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "web"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/page.txt"
        server.shutdown()


@pytest.mark.proves("Artifact.add_reference")
def test_the_web_is_fetched_from_where_it_is(sdk: Sdk, web: str) -> None:
    sdk.succeed(f"""
run = wandb.init(project="zoo")
artifact = wandb.Artifact("pages", type="dataset")
artifact.add_reference({web!r}, name="checked.txt")
artifact.add_reference({web!r}, name="trusted.txt", checksum=False)
run.log_artifact(artifact).wait()
run.finish()
artifact = wandb.Api().artifact("zoo-team/zoo/pages:v0")
assert {{entry.ref for entry in artifact.manifest.entries.values()}} == {{{web!r}}}
assert artifact.get_entry("checked.txt").ref_target() == {web!r}
fetched = artifact.download("fetched")
for name in ("checked.txt", "trusted.txt"):
    assert open(f"{{fetched}}/{{name}}").read() == "from the web"
assert artifact.download("bare", allow_missing_references=True)
""")


@pytest.mark.proves("Artifact.add_reference", "Artifact.files")
def test_a_folder_is_referred_to_with_and_without_digests(sdk: Sdk) -> None:
    folder = sdk.folder / "disk"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("alpha")
    (folder / "sub" / "b.txt").write_text("beta")

    sdk.succeed(f"""
run = wandb.init(project="zoo")
artifact = wandb.Artifact("disk", type="dataset")
artifact.add_reference("file://{folder}", name="checked")
artifact.add_reference("file://{folder}", name="trusted", checksum=False)
artifact = run.log_artifact(artifact).wait()
run.finish()
names = sorted(file.name for file in wandb.Api().artifact("zoo-team/zoo/disk:v0").files())
found = [f"{{top}}/{{name}}" for top in ("checked", "trusted") for name in ("a.txt", "sub/b.txt")]
assert names == found, names
one = artifact.get_entry("checked/sub/b.txt").download("there")
assert open(one).read() == "beta"
""")


@pytest.mark.proves("Artifact.add_reference")
def test_clouds_are_addresses(sdk: Sdk) -> None:
    sdk.succeed(f"""{CLOUDS}
run = wandb.init(project="zoo")
artifact = wandb.Artifact("clouds", type="dataset")
for address in ("s3://bucket/key.bin", "gs://bucket/key.bin", "cave://deep/key.bin"):
    artifact.add_reference(address, name=address.replace("://", "/"), checksum=False)
run.log_artifact(artifact).wait()
run.finish()
""")

    found = dict(ManifestEntry.objects.values_list("path", "ref"))
    assert found == {
        "s3/bucket/key.bin": "s3://bucket/key.bin",
        "gs/bucket/key.bin": "gs://bucket/key.bin",
        "cave/deep/key.bin": "cave://deep/key.bin",
    }


@pytest.mark.proves("Artifact.add", "Artifact.get", "wandb.Table")
def test_an_entry_of_another_artifact_is_referred_to(sdk: Sdk) -> None:
    sdk.succeed(f"""{TABLE}
run.log_artifact(first).wait()
second = wandb.Artifact("second", type="dataset")
second.add(wandb.Api().artifact("zoo-team/zoo/first:v0").get("animals"), "animals")
run.log_artifact(second).wait()
""")

    sdk.succeed(READ_TABLE)


@pytest.mark.proves("Artifact.add", "Artifact.get_added_local_path_name")
def test_an_entry_of_a_draft_is_referred_to(sdk: Sdk) -> None:
    """The second artifact names the first by an id that the client made up."""
    sdk.succeed(f"""{TABLE}
run.log_artifact(first)
second = wandb.Artifact("second", type="dataset")
second.add(table, "animals")
run.log_artifact(second).wait()
""")

    sdk.succeed(READ_TABLE)


@pytest.mark.proves("Artifact.get_path")
def test_references_lead_over_three_artifacts(sdk: Sdk) -> None:
    sdk.succeed("""
run = wandb.init(project="zoo")
first = wandb.Artifact("first", type="dataset")
with first.new_file("a.txt") as file: file.write("alpha")
run.log_artifact(first).wait()
for before, name in (("first", "second"), ("second", "third")):
    artifact = wandb.Artifact(name, type="dataset")
    artifact.add_reference(wandb.Api().artifact(f"zoo-team/zoo/{before}:v0").get_path("a.txt"))
    run.log_artifact(artifact).wait()
run.finish()
third = wandb.Api().artifact("zoo-team/zoo/third:v0")
assert open(third.download("fetched", skip_cache=True) + "/a.txt").read() == "alpha"
assert open(third.get_entry("a.txt").download("single")).read() == "alpha"
third.verify("fetched")
""")
