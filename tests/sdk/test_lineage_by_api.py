"""The lineage as scripts read it: who logged, who used, page by page, and what deletions leave."""

import pytest

from registry.models import Registry
from tests.sdk.real import Sdk

pytestmark = pytest.mark.sdk

BEGIN = """
def build(name, text):
    artifact = wandb.Artifact(name, type="model")
    with artifact.new_file("m.txt") as file:
        file.write(text)
    return artifact

def get(path): return wandb.Api().artifact(path)
def run_at(id, project="zoo"): return wandb.Api().run(f"zoo-team/{project}/{id}")
def users(path): return sorted(run.id for run in get(path).used_by())

NET, LINKED = "zoo-team/zoo/net:v0", "acme-org/wandb-registry-model/Nets:v0"
NAMES = (NET, "zoo-team/zoo/net:latest", LINKED, "acme-org/wandb-registry-model/Nets:best")
run = wandb.init(project="zoo", id="maker")
version = run.log_artifact(build("net", "one")).wait()
run.link_artifact(version, "wandb-registry-model/Nets", aliases=["best"])
run.finish()
"""


@pytest.fixture
def follow(sdk: Sdk, model_registry: Registry):
    return lambda code: sdk.succeed(BEGIN + code)


def test_uses_count_under_every_name_while_the_run_is_active(follow) -> None:
    follow("""
run = wandb.init(project="zoo", id="first")
for _ in range(2):
    run.use_artifact(NET)
run.finish()
run = wandb.init(project="zoo", id="second")
run.use_artifact("wandb-registry-model/Nets:best")
for name in NAMES:
    assert users(name) == ["first", "second"], (name, users(name))
    assert get(name).logged_by().id == "maker"
run.finish()
used = run_at("second").used_artifacts()
assert len(used) == len(list(used)) == 1
""")


def test_known_content_has_a_second_producer(follow) -> None:
    follow("""
run = wandb.init(project="zoo", id="again")
assert run.log_artifact(build("net", "one"), aliases=["more"]).wait().version == "v0"
run.finish()
for id in ("maker", "again"):
    logged = run_at(id).logged_artifacts()
    assert len(logged) == 1 and [one.name for one in logged] == ["net:v0"]
assert sorted(get(NET).aliases) == ["latest", "more"]
assert get(NET).logged_by().id == "maker"
run_at("maker").delete()
assert get(NET).logged_by().id == "again"
""")


def test_pages_hold_all_in_order(follow) -> None:
    follow("""
run = wandb.init(project="zoo", id="many")
for number in range(7):
    run.log_artifact(build("many", f"{number}")).wait()
run.finish()
run = wandb.init(project="zoo", id="eater")
for number in range(7):
    run.use_artifact(f"zoo-team/zoo/many:v{number}")
run.finish()
numbers = [f"v{number}" for number in range(7)]
logged = run_at("many").logged_artifacts(per_page=2)
assert [one.version for one in logged] == numbers and len(logged) == 7
used = run_at("eater").used_artifacts(per_page=3)
assert [one.version for one in used] == numbers and len(used) == 7
listed = wandb.Api().artifacts("model", "zoo-team/zoo/many", per_page=2)
assert [one.version for one in listed] == numbers[::-1] and len(listed) == 7
run_at("many").delete(delete_artifacts=True)
assert not wandb.Api().artifact_exists("zoo-team/zoo/many:v3")
left = run_at("eater").used_artifacts()
assert len(left) == len(list(left)) == 0
""")


def test_an_input_keeps_its_own_project(follow) -> None:
    follow("""
run = wandb.init(project="other", id="far")
run.use_artifact(NET)
run.finish()
(one,) = run_at("far", "other").used_artifacts()
assert one.qualified_name == NET, one.qualified_name
assert users(NET) == ["far"]
""")


def test_finished_runs_take_artifacts_by_the_public_api(follow) -> None:
    follow("""
late = build("late", "2")
late.save(project="zoo"); late.wait()
late = get("zoo-team/zoo/late:v0")
maker = run_at("maker")
maker.log_artifact(late); maker.use_artifact(late)
assert [one.name for one in run_at("maker").logged_artifacts()] == ["net:v0", "late:v0"]
assert [one.name for one in run_at("maker").used_artifacts()] == ["late:v0"]
assert "maker" in users("zoo-team/zoo/late:v0")
assert run_at("maker").state == "finished"
""")


def test_a_deleted_run_leaves_its_artifacts(follow) -> None:
    follow("""
run = wandb.init(project="zoo", id="user")
run.use_artifact(NET)
run.finish()
user = run_at("user")
user.delete()
user.delete()
assert users(NET) == []
run_at("maker").delete()
assert get(LINKED).version == "v0"
""")


@pytest.mark.since("0.28.2")  # 0.21 stumbles over what no run has logged
def test_nobody_logged_what_a_deleted_run_left(follow) -> None:
    follow("""
run_at("maker").delete()
assert get(LINKED).logged_by() is None
""")


@pytest.mark.since("0.31.0")  # older ones do not send an alias as an alias
def test_finished_runs_give_aliases(follow) -> None:
    follow("""
run_at("maker").log_artifact(get(NET), aliases=["after"])
assert sorted(get(NET).aliases) == ["after", "latest"]
""")
