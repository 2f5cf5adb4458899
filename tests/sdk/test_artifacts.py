"""Artifacts by the SDK's own calls: logged, deduplicated, read back, linked."""

import pytest

from lineage.models import Logged
from registry.models import ArtifactVersion, Registry
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

BUILD = """
def build(text, **options):
    artifact = wandb.Artifact("animals", type="dataset", **options)
    with artifact.new_file("one.txt") as file:
        file.write(text)
    return artifact
"""


@pytest.mark.proves(
    "Artifact.add_file", "Artifact.add_dir", "Artifact.new_file", "Artifact.add_reference",
    "Artifact.manifest", "Artifact.download", "Artifact.verify",
)  # fmt: skip
@pytest.mark.core
def test_all_kinds_of_content_come_back(sdk: Sdk) -> None:
    folder = sdk.folder / "animals"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("alpha")
    (folder / "sub" / "b.bin").write_bytes(bytes(range(256)) * 300)
    far = sdk.write("far.parquet", b"PAR1")

    sdk.succeed(f"""{BUILD}
run = wandb.init(project="zoo")
artifact = build("one", description="words", metadata={{"rows": 3, "deep": {{"z": [1]}}}})
artifact.add_dir({str(folder)!r}, name="dir")
artifact.add_file({str(sdk.write("empty", b""))!r}, name="naïve ü.dat")
artifact.add_reference("file://{far}", name="far.parquet")
run.log_artifact(artifact, aliases=["best"], tags=["curated"]).wait()
run.finish()
""")
    sdk.succeed(
        """
artifact = wandb.Api().artifact("zoo-team/zoo/animals:best")
assert (artifact.version, artifact.state, artifact.description) == ("v0", "COMMITTED", "words")
assert artifact.metadata == {"rows": 3, "deep": {"z": [1]}}
assert sorted(artifact.aliases) == ["best", "latest"] and artifact.tags == ["curated"]
names = ["dir/a.txt", "dir/sub/b.bin", "far.parquet", "naïve ü.dat", "one.txt"]
found = sorted(artifact.manifest.entries)
assert found == names, found
assert sorted(file.name for file in artifact.files()) == names
root = artifact.download("fetched")
assert open(f"{root}/dir/sub/b.bin", "rb").read() == bytes(range(256)) * 300
assert open(f"{root}/far.parquet", "rb").read() == b"PAR1"
artifact.verify(root)
assert open(artifact.get_entry("one.txt").download("single")).read() == "one"
""",
        WANDB_CACHE_DIR=str(sdk.folder / "other-cache"),
    )


@pytest.mark.proves("Run.log_artifact", "Artifact.wait")
@pytest.mark.core
def test_known_content_is_logged_again_by_another_run(sdk: Sdk) -> None:
    script = f"""{BUILD}
run = wandb.init(project="zoo")
first = run.log_artifact(build("one")).wait()
second = run.log_artifact(build("two")).wait()
assert (first.version, second.version) == ("v0", "v1")
run.finish()
run = wandb.init(project="zoo")
again = run.log_artifact(build("one"), aliases=["again"]).wait()
assert (again.version, again.id) == ("v0", first.id)
run.finish()
assert sorted(wandb.Api().artifact("zoo-team/zoo/animals:v0").aliases) == ["again", "latest"]
"""

    sdk.succeed(script)

    assert ArtifactVersion.objects.count() == 2
    assert Logged.objects.filter(version__index=0).count() == 2


def test_drafts_and_increments_build_on_what_is_there(sdk: Sdk) -> None:
    sdk.succeed(f"""{BUILD}
run = wandb.init(project="zoo")
run.log_artifact(build("one")).wait()
more = wandb.Artifact("animals", type="dataset", incremental=True)
with more.new_file("two.txt") as file: file.write("two")
more = run.log_artifact(more).wait()
assert sorted(more.manifest.entries) == ["one.txt", "two.txt"]
draft = more.new_draft()
draft.remove("one.txt")
draft = run.log_artifact(draft).wait()
assert (sorted(draft.manifest.entries), draft.version) == (["two.txt"], "v2")
run.finish()
""")


@pytest.mark.proves(
    "Run.link_artifact", "Artifact.link", "Artifact.logged_by", "Artifact.used_by",
    "ApiRun.logged_artifacts",
)  # fmt: skip
@pytest.mark.core
def test_a_linked_version_is_used_from_the_registry(sdk: Sdk, model_registry: Registry) -> None:
    sdk.succeed("""
run = wandb.init(project="zoo", job_type="train", id="maker")
for text in ("one", "two"):
    model = wandb.Artifact("net", type="model")
    with model.new_file("m.txt") as file: file.write(text)
    model = run.log_artifact(model).wait()
linked = run.link_artifact(model, "wandb-registry-model/Nets", aliases=["production"])
assert linked.qualified_name == "acme-org/wandb-registry-model/Nets:v0", linked.qualified_name
assert linked.is_link and linked.source_qualified_name == "zoo-team/zoo/net:v1"
again = model.link("acme/wandb-registry-model/Nets", aliases=["best"])
assert (again.version, sorted(again.aliases)) == ("v0", ["best", "latest", "production"])
run.finish()
run = wandb.init(project="zoo", job_type="eval", id="user")
used = run.use_artifact("wandb-registry-model/Nets:production")
assert open(used.download() + "/m.txt").read() == "two"
run.finish()
api = wandb.Api()
assert used.logged_by().id == "maker"
assert [run.id for run in api.artifact("zoo-team/zoo/net:v1").used_by()] == ["user"]
logged = [one.name for one in api.run("zoo-team/zoo/maker").logged_artifacts()]
assert logged == ["net:v0", "net:v1"], logged
versions = api.registries(organization="acme", filter={"name": "model"}).versions()
assert [one.name for one in versions] == ["Nets:v0"]
""")
