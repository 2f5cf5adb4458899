"""What runs tell about themselves, while they go on and afterwards; their files and console."""

import pytest

from lineage.models import Run, RunLine, Stream
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

LOG = """
run = wandb.init(
    project="zoo", id="r1", name="field trip", job_type="train", group="g1", tags=["t1"],
    notes="note", config={"lr": 0.1},
)
run.define_metric("loss", summary="min")
for step in range(4): run.log({"loss": (step - 2) ** 2})
print("hello console")
"""


@pytest.mark.proves(
    "wandb.init", "Run.id", "Run.name", "Run.entity", "Run.project", "Run.path", "Run.job_type",
    "Run.group", "Run.tags", "Run.notes", "Run.config", "Run.url", "Run.project_url", "Run.step",
    "Run.start_time", "Run.offline", "Run.resumed", "Run.define_metric",
    "Run.settings", "Run.dir", "Run.log", "Run.finish",
)  # fmt: skip
def test_what_a_run_tells_while_it_goes_on(sdk: Sdk) -> None:
    sdk.succeed(f"""{LOG}
base = os.environ["WANDB_BASE_URL"]
assert (run.id, run.name, run.path) == ("r1", "field trip", "zoo-team/zoo/r1")
assert (run.entity, run.project, run.step) == ("zoo-team", "zoo", 4)
assert (run.job_type, run.group, run.tags, run.notes) == ("train", "g1", ("t1",), "note")
assert run.url == f"{{base}}/zoo-team/zoo/runs/r1" and run.settings.run_id == "r1"
assert run.project_url == f"{{base}}/zoo-team/zoo" and os.path.isdir(run.dir)
assert run.start_time > 1_600_000_000 and not run.offline and not run.resumed
run.tags += ("t2",); run.notes = "other"; run.name = "renamed"; run.config["epochs"] = 3
run.finish()
assert wandb.Api().run("zoo-team/zoo/r1").summary["loss"]["min"] == 0
""")

    run = Run.objects.get()
    assert (run.tags, run.notes, run.display_name) == (["t1", "t2"], "other", "renamed")
    assert run.config["epochs"] == 3


@pytest.mark.proves(
    "Api.run", "ApiRun.id", "ApiRun.name", "ApiRun.entity", "ApiRun.path", "ApiRun.url",
    "ApiRun.state", "ApiRun.config", "ApiRun.summary", "ApiRun.username", "ApiRun.storage_id",
    "ApiRun.metadata", "ApiRun.lastHistoryStep", "ApiRun.history", "ApiRun.scan_history",
    "ApiRun.load", "ApiRun.wait_until_finished", "ApiRun.json_config",
)  # fmt: skip
def test_what_a_run_tells_afterwards(sdk: Sdk) -> None:
    sdk.succeed(f"""{LOG}
run.finish()
found = wandb.Api().run("zoo-team/zoo/r1")
assert (found.id, found.name, found.state) == ("r1", "field trip", "finished")
assert found.entity == found.username == "zoo-team"
assert found.path == ["zoo-team", "zoo", "r1"] and found.storage_id and found.json_config
assert found.url.endswith("/zoo-team/zoo/runs/r1"), found.url
assert (found.job_type, found.group, found.tags, found.notes) == ("train", "g1", ["t1"], "note")
assert found.config == {{"lr": 0.1}} and found.metadata["python"] and found.created_at
assert found.lastHistoryStep == 3 and found.summary["loss"]["min"] == 0, found.summary
assert [row["loss"] for row in found.history(pandas=False)] == [4, 1, 0, 1]
assert [row["loss"] for row in found.history(keys=["loss"], pandas=False)] == [4, 1, 0, 1]
assert [row["loss"] for row in found.scan_history(min_step=1, max_step=3, page_size=1)] == [1, 0]
assert len(found.history(samples=2, pandas=False)) == 2
found.wait_until_finished()
found.load(force=True)
""")


@pytest.mark.since("0.28.2")
@pytest.mark.proves(
    "ApiRun.rawconfig", "ApiRun.summary_metrics", "ApiRun.system_metrics", "ApiRun.load_full_data",
    "ApiRun.beta_scan_history",
)  # fmt: skip
def test_what_newer_sdks_ask_of_a_run(sdk: Sdk) -> None:
    sdk.succeed(f"""{LOG}
run.finish()
found = wandb.Api().run("zoo-team/zoo/r1")
found.load_full_data()
assert found.summary_metrics["loss"] == {{"min": 0}} and found.rawconfig["lr"] == 0.1
assert found.system_metrics is not None and found.sweep_name is None
assert [row["loss"] for row in found.beta_scan_history()] == [4, 1, 0, 1]
""")


@pytest.mark.proves("Run.save", "Run.restore", "ApiRun.file", "ApiRun.files", "ApiRun.upload_file")
def test_the_files_of_a_run(sdk: Sdk) -> None:
    path = sdk.write("notes.txt", b"by the run")
    late = sdk.write("late.txt", b"afterwards")

    sdk.succeed(f"""
run = wandb.init(project="zoo", id="r1")
run.save({str(path)!r}, base_path={str(sdk.folder)!r}, policy="now")
run.finish()
found = wandb.Api().run("zoo-team/zoo/r1")
found.upload_file({str(late)!r}, root={str(sdk.folder)!r})
names = [file.name for file in wandb.Api().run("zoo-team/zoo/r1").files()]
assert {{"notes.txt", "late.txt", "config.yaml"}} <= set(names), names
for name, said in (("notes.txt", "by the run"), ("late.txt", "afterwards")):
    file = found.file(name)
    assert file.size == 10 and open(file.download("fetched", exist_ok=True).name).read() == said
assert [file.name for file in found.files(["./late.txt"])] == ["late.txt"]
run = wandb.init(project="zoo", id="r2")
assert run.restore("notes.txt", run_path="zoo-team/zoo/r1").read() == "by the run"
run.finish()
""")


@pytest.mark.since("0.28.2")
@pytest.mark.proves("ApiRun.stop", "ApiRun.update_state")
def test_a_run_is_stopped_from_afar(sdk: Sdk) -> None:
    sdk.fail("""
import time
run = wandb.init(project="zoo", id="r1")
assert wandb.Api().run("zoo-team/zoo/r1").stop()
for step in range(80):
    run.log({"x": step})
    time.sleep(1)
""")

    assert Run.objects.get().state in ("failed", "killed")


@pytest.mark.proves("Api.create_project", "Api.create_run", "ApiRun.create", "ApiRun.save")
def test_projects_and_runs_are_made_without_a_script(sdk: Sdk) -> None:
    sdk.succeed("""
api = wandb.Api()
api.create_project("vets", "zoo-team")
assert api.create_run(project="vets", entity="zoo-team", run_id="made").id == "made"
run = wandb.Api().run("zoo-team/vets/made")
run.config["lr"] = 0.2
run.save()
assert wandb.Api().run("zoo-team/vets/made").config == {"lr": 0.2}
assert [one.name for one in wandb.Api().projects("zoo-team")] == ["vets"]
""")


@pytest.mark.proves("Api.from_path", "Api.user", "Api.users", "Api.viewer", "Api.team")
def test_people_and_paths_are_found(sdk: Sdk) -> None:
    sdk.succeed("""
wandb.init(project="zoo", id="r1").finish()
api = wandb.Api()
assert api.from_path("zoo-team/zoo/r1").id == "r1"
assert api.from_path("zoo-team/zoo").name == "zoo"
assert api.user("mika").username == "mika" and api.user("nobody") is None
assert [user.username for user in api.users("mika")] == ["mika"]
assert api.viewer.username == "mika" and "zoo-team" in api.viewer.teams, api.viewer.teams
assert {member.username for member in api.team("zoo-team").members} == {"olivia", "mika"}
""")


@pytest.mark.proves("Run.mark_preempting")
def test_a_run_that_is_taken_away_may_end_well(sdk: Sdk) -> None:
    sdk.succeed("""
run = wandb.init(project="zoo", id="r1")
run.mark_preempting()
run.finish()
""")

    assert Run.objects.get().state == "finished"


@pytest.mark.since("0.31.0")
@pytest.mark.proves("Run.write_logs", "ApiRun.console_logs")
def test_the_console_of_a_run_is_written_and_read(sdk: Sdk) -> None:
    sdk.succeed("""
run = wandb.init(project="zoo", id="r1")
run.write_logs("by hand")
run.finish()
lines = [str(line) for line in wandb.Api().run("zoo-team/zoo/r1").console_logs()]
assert any("by hand" in line for line in lines), lines
""")

    assert RunLine.objects.filter(stream=Stream.OUTPUT, content__contains="by hand").exists()
