"""Tables and other values: in artifacts, and logged by a run, which makes artifacts of them."""

import pytest

from registry.models import ArtifactVersion
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

ROWS = '[["lion", 4], ["heron", 2]]'


@pytest.mark.proves("Run.log", "wandb.Table", "wandb.Html", "wandb.Histogram")
def test_values_of_a_run_come_back(sdk: Sdk) -> None:
    sdk.succeed(f"""
run = wandb.init(project="zoo", id="r1")
run.log({{
    "animals": wandb.Table(columns=["animal", "legs"], data={ROWS}),
    "page": wandb.Html("<p>lion</p>", inject=False),
    "weights": wandb.Histogram(np_histogram=([1, 2], [0.0, 0.5, 1.0])),
}})
run.finish()
run = wandb.Api().run("zoo-team/zoo/r1")
place = run.summary["animals"]["path"]
import json
table = json.load(open(run.file(place).download("fetched").name))
assert table["data"] == {ROWS}, table
page = run.file(run.summary["page"]["path"]).download("fetched")
assert open(page.name).read() == "<p>lion</p>"
(row,) = run.scan_history()
assert row["weights"]["values"] == [1, 2], row
(artifact,) = [one for one in run.logged_artifacts() if one.type == "run_table"]
assert artifact.get("animals").data == {ROWS}
""")


@pytest.mark.proves("Artifact.add", "Artifact.get", "wandb.Table")
def test_a_table_in_an_artifact_comes_back(sdk: Sdk) -> None:
    sdk.succeed(f"""
run = wandb.init(project="zoo")
artifact = wandb.Artifact("tables", type="dataset")
artifact.add(wandb.Table(columns=["animal", "legs"], data={ROWS}), "deep/animals")
artifact.add(wandb.Html("<p>lion</p>"), "page")
run.log_artifact(artifact).wait()
run.finish()
""")

    sdk.succeed(f"""
artifact = wandb.Api().artifact("zoo-team/zoo/tables:latest")
table = artifact.get("deep/animals")
assert (table.columns, table.data) == (["animal", "legs"], {ROWS})
assert artifact.get("page") is not None
""")


@pytest.mark.proves("Run.log_code", "Api.artifact_versions", "ApiRun.logged_artifacts")
def test_the_code_of_a_run_is_an_artifact(sdk: Sdk) -> None:
    folder = sdk.folder / "code"
    folder.mkdir()
    (folder / "train.py").write_text("print('lion')")
    (folder / "notes.txt").write_text("not code")

    sdk.succeed(f"""
run = wandb.init(project="zoo", id="r1")
run.log_code({str(folder)!r}).wait()
run.finish()
(code,) = wandb.Api().run("zoo-team/zoo/r1").logged_artifacts()
assert code.type == "code" and sorted(code.manifest.entries) == ["train.py"], code.name
""")

    assert ArtifactVersion.objects.get().collection.artifact_type.name == "code"
