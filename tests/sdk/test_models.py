"""The helpers for models, and logging to a run that is over."""

import pytest

from lineage.models import Logged, Run, Used
from registry.models import Entity, LinkedVersion, Registry
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk


@pytest.mark.core
@pytest.mark.proves("Run.log_model", "Run.use_model", "Run.link_model")
def test_a_model_is_logged_used_and_linked_by_name(sdk: Sdk, model_registry: Registry) -> None:
    path = sdk.write("m.bin", b"weights")

    sdk.succeed(f"""
run = wandb.init(project="zoo", id="maker")
run.log_model({str(path)!r}, name="net", aliases=["best"])
run.link_model({str(path)!r}, "Nets", name="net", aliases=["production"])
run.finish()
run = wandb.init(project="zoo", id="user")
assert open(run.use_model("net:best"), "rb").read() == b"weights"
assert open(run.use_model("model-registry/Nets:production"), "rb").read() == b"weights"
run.finish()
""")

    link = LinkedVersion.objects.get()
    assert str(link) == "acme-org/wandb-registry-model/Nets:v0"
    assert Logged.objects.get().run.run_id == "maker"
    assert {used.run.run_id for used in Used.objects.select_related("run")} == {"user"}


@pytest.mark.core
def test_models_are_linked_without_any_registry(sdk: Sdk, zoo_team: Entity) -> None:
    path = sdk.write("m.bin", b"weights")

    sdk.succeed(f"""
run = wandb.init(project="zoo")
run.link_model({str(path)!r}, "Nets", aliases=["best"])
assert open(run.use_model("model-registry/Nets:best"), "rb").read() == b"weights"
run.finish()
""")

    link = LinkedVersion.objects.get()
    assert str(link) == "zoo-team/model-registry/Nets:v0"


@pytest.mark.proves("ApiRun.log_artifact", "ApiRun.use_artifact")
def test_a_run_that_is_over_still_gets_edges(sdk: Sdk) -> None:
    sdk.succeed("""
run = wandb.init(project="zoo", id="maker")
first = wandb.Artifact("animals", type="dataset")
with first.new_file("a.txt") as file: file.write("alpha")
run.log_artifact(first).wait()
run.finish()
wandb.init(project="zoo", id="late").finish()
late = wandb.Api().run("zoo-team/zoo/late")
animals = wandb.Api().artifact("zoo-team/zoo/animals:v0")
late.use_artifact(animals)
late.log_artifact(animals)
assert [one.name for one in late.used_artifacts()] == ["animals:v0"]
""")

    run = Run.objects.get(run_id="late")
    assert (run.state, run.used_count) == ("finished", 1)
    assert Used.objects.get().run == run
    assert Logged.objects.filter(run=run).exists()
