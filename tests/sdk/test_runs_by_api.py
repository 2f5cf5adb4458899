"""Runs taken up again, stopped, moved, sampled and searched by the real SDK."""

import pytest

from lineage.models import Run, RunState
from registry.models import User
from tests import make
from tests.sdk.real import REFUSED, Sdk
from tests.server import Server

pytestmark = pytest.mark.sdk

BEGIN = (
    REFUSED
    + """
import time

def read(id="r1"): return wandb.Api().run(f"zoo-team/zoo/{id}")
def until(check, seconds=60):
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end
        time.sleep(0.5)
"""
)
ONCE = 'run = wandb.init(project="zoo", id="r1"); run.log({"x": 1}); run.finish()'


@pytest.mark.parametrize(
    ("resume", "exists", "steps"),
    [
        ("allow", False, [0]),
        ("allow", True, [0, 1]),
        ("never", False, [0]),
        ("must", True, [0, 1]),
        ("auto", False, [0]),
    ],
)
def test_a_run_is_resumed_or_begun(sdk: Sdk, resume: str, exists: bool, steps: list[int]) -> None:
    if exists:
        sdk.succeed(ONCE)

    sdk.succeed(f"""{BEGIN}
run = wandb.init(project="zoo", id="r1", resume={resume!r})
assert run.resumed == {exists}
run.log({{"x": 2}})
run.finish()
assert [row["_step"] for row in read().scan_history()] == {steps}
""")


STEPS = """
run = wandb.init(project="zoo", id="r1")
for step in range(5): run.log({"x": step})
run.finish()
"""


def test_a_run_goes_back_to_a_step(sdk: Sdk) -> None:
    sdk.succeed(f"""{BEGIN}{STEPS}
run = wandb.init(project="zoo", resume_from="r1?_step=2")
run.log({{"x": 30}})
run.finish()
found = read()
assert [(row["_step"], row["x"]) for row in found.scan_history()] == [
    (0, 0), (1, 1), (2, 2), (3, 30)], list(found.scan_history())
assert found.summary["x"] == 30 and found.state == "finished"
assert [one.name for one in found.files() if one.name.endswith("/wandb-history.jsonl")]
""")


def test_a_step_that_is_not_there_is_said(sdk: Sdk) -> None:
    sdk.succeed(STEPS)

    said = sdk.fail('wandb.init(project="zoo", resume_from="r1?_step=7")')

    assert "has steps up to 4: it has no step 7" in said


def test_a_run_branches_off(sdk: Sdk) -> None:
    sdk.succeed(f"""{STEPS}
run = wandb.init(project="zoo", id="r2", fork_from="r1?_step=2")
run.log({{"x": 30}})
run.finish()
found = wandb.Api().run("zoo-team/zoo/r2")
assert [(row["_step"], row["x"]) for row in found.scan_history()] == [(3, 30)]
""")

    config = Run.objects.get(run_id="r2").config["_wandb"]
    assert config["branch_point"] == {"run_id": "r1", "step": 2}


@pytest.mark.parametrize(("resume", "exists"), [("never", True), ("must", False)])
def test_a_run_that_is_not_to_be_resumed_is_not(sdk: Sdk, resume: str, exists: bool) -> None:
    if exists:
        sdk.succeed(ONCE)

    said = sdk.fail(f'wandb.init(project="zoo", id="r1", resume={resume!r})')

    assert "r1" in said
    assert Run.objects.filter(state="finished").count() == exists == Run.objects.count()


@pytest.mark.since("0.28.2")
def test_states_are_moved_by_the_rules(sdk: Sdk) -> None:
    sdk.succeed(ONCE)
    Run.objects.update(state=RunState.RUNNING)

    sdk.succeed(f"""{BEGIN}
assert read().update_state("failed") and read().state == "failed"
assert read().update_state("pending") and read().state == "pending"
""")

    sdk.succeed(f"""{BEGIN}
run = wandb.init(project="zoo", id="r1", resume="allow")
assert read().state == "running"
run.finish()
refused("invalid state transition", read().update_state, "pending")
assert read().state == "finished"
""")


def test_a_preempted_run_goes_on(sdk: Sdk) -> None:
    sdk.succeed(f"""{BEGIN}
run = wandb.init(project="zoo", id="r1")
run.mark_preempting()
until(lambda: read().state == "preempting")
run.finish()
assert read().state == "finished"
""")


def test_history_is_read_whole_in_windows_and_in_samples(sdk: Sdk) -> None:
    sdk.succeed(f"""{BEGIN}
run = wandb.init(project="zoo", id="r1")
for step in range(1_200):
    run.log({{"loss": step, "often": 1}} | ({{"seldom": step}} if step % 100 == 0 else {{}}))
run.finish()
run = read()
assert [row["_step"] for row in run.scan_history(page_size=500)] == list(range(1_200))
window = run.scan_history(min_step=100, max_step=110)
assert [row["loss"] for row in window] == list(range(100, 110))
seldom = [row["seldom"] for row in run.scan_history(keys=["seldom", "_step"])]
assert seldom == list(range(0, 1_200, 100))
sample = run.history(samples=100, pandas=False)
assert 50 <= len(sample) <= 100 and sample[-1]["_step"] == 1_199
keyed = run.history(keys=["loss"], samples=60, pandas=False)
assert len(keyed) <= 60 and keyed[-1]["loss"] == 1_199
assert run.lastHistoryStep == 1_199
assert run.summary["seldom"] == 1_100
assert run.history(stream="events", pandas=False) == []
""")


def test_files_are_listed_fetched_and_deleted(sdk: Sdk) -> None:
    path = sdk.write("notes.txt", b"words")
    sdk.succeed(f"""{BEGIN}
run = wandb.init(project="zoo", id="r1")
run.save({str(path)!r}, base_path={str(path.parent)!r}, policy="now")
print("to the console")
run.finish()
run = read()
names = {{file.name for file in run.files(per_page=1)}}
assert {{"config.yaml", "notes.txt", "output.log", "wandb-metadata.json"}} <= names, names
(notes,) = run.files(names=["notes.txt"])
assert notes.size == 5 and open(notes.download(root="got").name).read() == "words"
notes.delete()
assert "notes.txt" not in {{file.name for file in read().files()}}
for _ in range(2):
    notes.delete()
run.upload_file({str(path)!r}, root={str(path.parent)!r})
assert "notes.txt" in {{file.name for file in read().files()}}
""")


@pytest.mark.since("0.21.4")
def test_files_are_found_by_a_pattern(sdk: Sdk) -> None:
    sdk.succeed(f"""{BEGIN}{ONCE}
def found(pattern): return sorted(file.name for file in read().files(pattern=pattern))
assert found("config%") == ["config.yaml"]
assert found("wandb-%.json") == ["wandb-metadata.json", "wandb-summary.json"]
assert found("nothing") == []
""")


def test_what_people_change_is_kept_and_a_script_goes_on_with_it(sdk: Sdk) -> None:
    sdk.succeed(f"""{BEGIN}
wandb.init(project="zoo", id="r1", group="g1", tags=["a"], notes="n", job_type="t").finish()
run = read()
assert (run.group, run.job_type, run.notes, run.tags) == ("g1", "t", "n", ["a"])
run.tags = ["b", "c"]; run.group = "g2"; run.summary["score"] = 7; run.summary.update()
run.update()
run = read()
assert (sorted(run.tags), run.group, run.summary["score"]) == (["b", "c"], "g2", 7)
run = wandb.init(project="zoo", id="r1", resume="must")
assert run.summary["score"] == 7
run.alert(title="look", text="here")
run.finish()
assert read().state == "finished" and sorted(read().tags) == ["b", "c"]
""")


def test_runs_are_found_by_every_operator(sdk: Sdk) -> None:
    sdk.succeed(f"""{BEGIN}
for number in range(3):
    run = wandb.init(
        project="zoo", id=f"r{{number}}", name=f"name-{{number}}", group=f"g{{number % 2}}",
        tags=[f"t{{number}}", "all"], config={{"deep": {{"lr": number}}, "opt": "adam"}},
    )
    run.summary["acc"] = number / 10
    run.finish()

def found(filters, order="+created_at"):
    return [run.id for run in wandb.Api().runs("zoo-team/zoo", filters=filters, order=order)]

for filters, ids in (
    ({{"display_name": "name-1"}}, ["r1"]),
    ({{"name": {{"$in": ["r0", "r2"]}}}}, ["r0", "r2"]),
    ({{"group": {{"$ne": "g0"}}}}, ["r1"]),
    ({{"tags": "t2"}}, ["r2"]),
    ({{"tags": {{"$nin": ["t2"]}}}}, ["r0", "r1"]),
    ({{"config.deep.lr": {{"$gte": 1}}}}, ["r1", "r2"]),
    ({{"config.opt": {{"$regex": "^ad"}}}}, ["r0", "r1", "r2"]),
    ({{"config.none": {{"$exists": False}}}}, ["r0", "r1", "r2"]),
    ({{"summary_metrics.acc": {{"$lt": 0.15}}}}, ["r0", "r1"]),
    ({{"username": "mika", "state": "finished"}}, ["r0", "r1", "r2"]),
    ({{"$nor": [{{"tags": "t0"}}, {{"tags": "t1"}}]}}, ["r2"]),
    ({{"$and": [{{"group": "g0"}}, {{"$not": {{"tags": "t0"}}}}]}}, ["r2"]),
    ({{"created_at": {{"$gt": "2100-01-01"}}}}, []),
):
    assert found(filters) == ids, (filters, found(filters))
assert found(None, "-display_name") == ["r2", "r1", "r0"]
assert found(None, "+config.deep.lr") == found(None, "summary_metrics.acc") == ["r0", "r1", "r2"]
refused("not a field", found, {{"nothing": 1}})
""")


def test_a_viewer_changes_nothing(server: Server, sdk: Sdk, vic: User) -> None:
    sdk.succeed(ONCE)
    before = Run.objects.values().get()

    Sdk(server, vic, "zoo-team", sdk.folder).succeed(f"""{BEGIN}
run = read()
run.tags.append("t")
stop = [run.stop] if hasattr(run, "stop") else []  # wandb before 0.28 stops no run
for change in (run.update, run.delete, *stop):
    refused("role member", change)
(file, *_) = run.files()
refused("role member", file.delete)
""")

    assert Run.objects.values().get() == before


def test_a_run_s_address_holds_after_its_project_and_name_change(sdk: Sdk) -> None:
    sdk.succeed(f"""{BEGIN}
run = wandb.init(project="zoo", id="r1", name="before")
url = run.url
run.finish()
run = read(); run.display_name = "after"; run.update()
assert read().url == url and url.endswith("/zoo-team/zoo/runs/r1")
""")


def test_nobody_s_run_is_null_and_not_an_error(sdk: Sdk) -> None:
    make.make_user("other")
    sdk.succeed(f"""{BEGIN}
refused("Could not find run", read)
refused("", wandb.Api().run, "nobody/zoo/r1")
refused("", list, wandb.Api().runs("zoo-team/none"))
""")
