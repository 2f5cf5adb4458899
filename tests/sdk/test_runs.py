"""Runs from the first to the last line, and reading them back."""

import json

import pytest

from lineage.models import Run, RunFile, RunLine, Stream
from registry.models import User
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk


@pytest.mark.proves("wandb.init", "Run.log", "Run.finish")
@pytest.mark.core
def test_a_run_arrives_whole(sdk: Sdk) -> None:
    sdk.succeed("""
run = wandb.init(
    project="zoo", id="r1", name="rural-feather", job_type="train", group="g1",
    tags=["t1", "t2"], notes="note", config={"lr": 0.1, "nest": {"a": [1]}},
)
for step in range(20):
    run.log({"loss": 1 / (step + 1)})
print("hello console")
run.summary["best"] = 0.9
run.finish()
""")

    run = Run.objects.get()
    assert (run.state, run.display_name, run.job_type) == ("finished", "rural-feather", "train")
    assert (run.group, run.tags, run.notes) == ("g1", ["t1", "t2"], "note")
    assert run.config["lr"] == 0.1
    assert run.config["nest"] == {"a": [1]}
    assert run.summary["best"] == 0.9
    lines = RunLine.objects.filter(run=run, stream=Stream.HISTORY).order_by("number")
    assert [json.loads(line.content)["_step"] for line in lines] == list(range(20))
    assert RunLine.objects.filter(stream=Stream.OUTPUT, content__contains="hello console").exists()
    assert {"config.yaml", "wandb-metadata.json"} <= set(
        RunFile.objects.values_list("name", flat=True)
    )


@pytest.mark.proves("Run.finish")
@pytest.mark.parametrize(
    ("end", "state", "code"),
    [
        ("run.finish()", "finished", 0),
        ("raise RuntimeError('boom')", "failed", 1),
        ("run.finish(exit_code=3)", "failed", 3),
    ],
)
def test_the_end_of_a_script_is_the_state_of_its_run(
    sdk: Sdk, end: str, state: str, code: int
) -> None:
    sdk.run(f'run = wandb.init(project="zoo")\nrun.log({{"x": 1}})\n{end}')

    run = Run.objects.get()
    assert (run.state, run.exit_code) == (state, code)


@pytest.mark.proves("wandb.init", "Run.resumed", "Api.run", "ApiRun.scan_history")
def test_a_run_is_taken_up_again(sdk: Sdk) -> None:
    sdk.succeed('run = wandb.init(project="zoo", id="r1"); run.log({"x": 1}); run.finish()')

    sdk.succeed("""
run = wandb.init(project="zoo", id="r1", resume="must")
assert run.resumed
run.log({"x": 2})
run.finish()
rows = list(wandb.Api().run("zoo-team/zoo/r1").scan_history())
assert [(row["_step"], row["x"]) for row in rows] == [(0, 1), (1, 2)], rows
""")

    assert Run.objects.get().state == "finished"


@pytest.mark.proves("ApiRun.scan_history", "ApiRun.summary")
def test_numbers_that_json_has_not_come_back(sdk: Sdk) -> None:
    sdk.succeed("""
import math
run = wandb.init(project="zoo", id="r1")
run.log({"x": float("nan"), "y": math.inf})
run.finish()
run = wandb.Api().run("zoo-team/zoo/r1")
(row,) = run.scan_history()
assert math.isnan(row["x"]) and row["y"] == math.inf, row
assert math.isnan(run.summary["x"])
(row,) = run.scan_history(keys=["x", "_step"])
assert math.isnan(float(row["x"])), row
""")


@pytest.mark.proves("Api.runs", "ApiRun.config")
def test_runs_are_found_by_what_is_known_of_them(sdk: Sdk) -> None:
    sdk.succeed("""
for lr, job in ((0.1, "train"), (0.2, "train"), (0.3, "eval")):
    run = wandb.init(project="zoo", job_type=job, config={"lr": lr}, tags=[job])
    run.log({"loss": lr})
    run.finish()

def found(filters, order="+created_at"):
    runs = wandb.Api().runs("zoo-team/zoo", filters=filters, order=order)
    return [run.config["lr"] for run in runs]

assert found({}) == [0.1, 0.2, 0.3]
assert found({"jobType": "eval"}) == [0.3]
assert found({"config.lr": {"$gt": 0.1}}) == [0.2, 0.3]
assert found({"config.lr.value": 0.2}) == [0.2]
assert found({"tags": {"$in": ["eval", "other"]}}) == [0.3]
assert found({"$or": [{"config.lr": 0.1}, {"summary_metrics.loss": 0.3}]}) == [0.1, 0.3]
assert found({"displayName": {"$regex": "^[a-z]"}, "state": {"$ne": "running"}}) == [0.1, 0.2, 0.3]
assert found({}, "-created_at") == [0.3, 0.2, 0.1]
assert found({}, "-summary_metrics.loss") == [0.3, 0.2, 0.1]
assert len(wandb.Api().runs("zoo-team/zoo", {"jobType": "train"}, per_page=1)) == 2
assert len(list(wandb.Api().runs("zoo-team/zoo", per_page=1))) == 3
""")


@pytest.mark.proves("ApiRun.update", "ApiRun.config", "ApiRun.state")
def test_edits_leave_the_state_alone(sdk: Sdk) -> None:
    sdk.succeed("""
wandb.init(project="zoo", id="r1", config={"lr": 0.1}).finish()
run = wandb.Api().run("zoo-team/zoo/r1")
run.tags.append("t3"); run.notes = "n2"; run.config["lr"] = 0.5; run.display_name = "renamed"
run.update()
wandb.init(project="zoo", id="r1", resume="must").finish()
""")

    run = Run.objects.get()
    assert (run.tags, run.notes, run.display_name) == (["t3"], "n2", "renamed")
    assert (run.config["lr"], run.state) == (0.5, "finished")


def test_a_run_without_entity_goes_to_the_users_default(sdk: Sdk, mika: User) -> None:
    sdk.succeed('wandb.init(project="zoo").finish()', WANDB_ENTITY="")

    assert str(Run.objects.get().project) == "mika/zoo"
