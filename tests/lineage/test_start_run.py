"""Runs begin, go on, change, are asked to stop, and fall silent."""

import math
from datetime import timedelta

import pytest
from django.utils import timezone

from lineage.actions.runs import RunChanges, crash_silent_runs, edit_run, start_run, stop_run
from lineage.models import Run, RunState
from registry.errors import InvalidName, InvalidTransition, InvalidValue, NotAllowed, NotFound
from registry.models import Entity, Project, User
from tests import content, expect, make

pytestmark = pytest.mark.django_db


def start(
    project: Project, run_id: str = "r1", by: User | None = None, **changes: object
) -> tuple[Run, bool]:
    return start_run(
        actor=make.actor(by), project=project, run_id=run_id, changes=RunChanges(**changes)
    )


def test_new_run_is_running(project: Project, mika: User) -> None:
    run, is_new = start(project, by=mika, job_type="train", config={"lr": 0.1}, tags=["a", "a"])

    run.refresh_from_db()
    assert is_new
    assert (run.state, run.user, run.job_type, run.tags) == ("running", mika, "train", ["a"])
    assert run.config == {"lr": 0.1}
    assert run.started_at == run.heartbeat_at is not None


def test_without_a_name_gets_one_with_its_number(project: Project) -> None:
    first, _ = start(project, "r1")
    second, _ = start(project, "r2", display_name=" ")
    third, _ = start(project, "r3", display_name="mine")

    assert first.display_name.endswith("-1")
    assert second.display_name.endswith("-2")
    assert third.display_name == "mine"
    project.refresh_from_db()
    assert project.run_count == 3


def test_again_goes_on(project: Project) -> None:
    start(project, job_type="train", display_name="mine")

    run, is_new = start(project, notes="second try")

    assert not is_new
    assert (run.job_type, run.display_name, run.notes) == ("train", "mine", "second try")
    assert Project.objects.get(pk=project.pk).run_count == 1


def test_same_id_in_another_project_is_another_run(project: Project, zoo_team: Entity) -> None:
    start(project)

    _, is_new = start(make.make_project(zoo_team))

    assert is_new


@pytest.mark.parametrize("state", ["finished", "failed", "crashed", "killed", "preempted"])
def test_run_that_had_ended_runs_again(project: Project, state: str) -> None:
    start(project)
    Run.objects.update(state=state, finished_at=timezone.now(), exit_code=1, stop_requested=True)

    run, _ = start(project)

    run.refresh_from_db()
    assert (run.state, run.finished_at, run.exit_code) == ("running", None, None)
    assert not run.stop_requested


def test_preempting_run_stays_so(project: Project) -> None:
    start(project)
    Run.objects.update(state=RunState.PREEMPTING)

    assert start(project)[0].state == RunState.PREEMPTING


def test_hostile_text_is_stored_harmlessly(project: Project) -> None:
    run, _ = start(
        project,
        display_name="a\0b",
        notes="\ud800",
        tags=["\0"],
        config={"\0": math.nan, "x": [math.inf]},
    )

    run.refresh_from_db()
    assert (run.display_name, run.notes, run.tags) == ("a\ufffdb", "\ufffd", ["\ufffd"])
    assert run.config == {"\ufffd": "NaN", "x": ["Infinity"]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"display_name": "n" * 257}, "display name has 257 characters; at most 256"),
        ({"job_type": "n" * 257}, "job type has 257"),
        ({"group": "n" * 257}, "group has 257"),
        ({"host": "n" * 257}, "host has 257"),
        ({"program": "n" * 1025}, "program has 1025"),
        ({"commit": "n" * 65}, "commit has 65"),
        ({"tags": [str(n) for n in range(101)]}, "at most 100 tags"),
        ({"tags": ["t" * 129]}, "at most 128 characters"),
        ({"config": content.nested(101)}, "100 levels"),
        ({"config": content.nested(900)}, "100 levels"),
        ({"summary": content.nested(101)}, "100 levels"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_too_much(project: Project, changes: dict[str, object], words: str) -> None:
    with expect.refused(InvalidValue, words):
        start(project, **changes)

    run, _ = start(project)
    with expect.refused(InvalidValue, words):
        edit_run(actor=make.actor(), run=run, changes=RunChanges(**changes))


@pytest.mark.parametrize("run_id", ["", "a/b", "a:b", "a?", "..", "r\n", "r" * 129, "\u202e"])
def test_bad_ids(project: Project, run_id: str) -> None:
    with expect.refused(InvalidName, "Run id"):
        start(project, run_id)


def test_viewers_and_outsiders_may_not(project: Project, vic: User, sam: User) -> None:
    with expect.refused(NotAllowed, "viewer of team"):
        start(project, by=vic)
    with expect.refused(NotFound, "no entity"):
        start(project, by=sam)


# --- Edit


def test_edit_leaves_the_state_alone(project: Project, mika: User) -> None:
    run, _ = start(project)
    Run.objects.update(state=RunState.FINISHED)

    edited = edit_run(
        actor=make.actor(mika), run=run, changes=RunChanges(notes="x", display_name="")
    )

    edited.refresh_from_db()
    assert (edited.state, edited.notes) == (RunState.FINISHED, "x")
    assert edited.display_name == run.display_name


def test_viewers_and_outsiders_may_not_edit(project: Project, vic: User, sam: User) -> None:
    run, _ = start(project)

    with expect.refused(NotAllowed, "viewer of team"):
        edit_run(actor=make.actor(vic), run=run, changes=RunChanges(notes="x"))
    with expect.refused(NotFound, "no entity"):
        edit_run(actor=make.actor(sam), run=run, changes=RunChanges(notes="x"))


# --- Stop


def test_stop_is_a_request(project: Project, mika: User) -> None:
    run, _ = start(project)

    stopped = stop_run(actor=make.actor(mika), run=run)

    stopped.refresh_from_db()
    assert (stopped.stop_requested, stopped.state) == (True, RunState.RUNNING)


def test_ended_run_cannot_be_stopped(project: Project) -> None:
    run, _ = start(project)
    Run.objects.update(state=RunState.FAILED)
    run.refresh_from_db()

    with expect.refused(InvalidTransition, "is failed; nothing is to be stopped"):
        stop_run(actor=make.actor(), run=run)


def test_viewers_and_outsiders_may_not_stop(project: Project, vic: User, sam: User) -> None:
    run, _ = start(project)

    with expect.refused(NotAllowed, "viewer of team"):
        stop_run(actor=make.actor(vic), run=run)
    with expect.refused(NotFound, "no entity"):
        stop_run(actor=make.actor(sam), run=run)


# --- Silence


def test_silent_runs_have_crashed(project: Project) -> None:
    silent, _ = start(project, "silent")
    start(project, "talking")
    past = timezone.now() - timedelta(minutes=6)
    Run.objects.filter(pk=silent.pk).update(heartbeat_at=past)

    count = crash_silent_runs(silence=timedelta(minutes=5))

    silent.refresh_from_db()
    assert (count, silent.state, silent.finished_at) == (1, RunState.CRASHED, past)
    assert Run.objects.get(run_id="talking").state == RunState.RUNNING


@pytest.mark.parametrize("state", RunState.values)
def test_what_becomes_of_each_state(project: Project, state: str) -> None:
    run, _ = start(project)
    Run.objects.update(state=state, heartbeat_at=timezone.now() - timedelta(days=1))

    crash_silent_runs(silence=timedelta(minutes=5))

    run.refresh_from_db()
    becomes = {"running": "crashed", "preempting": "preempted"}
    assert run.state == becomes.get(state, state)


def test_silence_is_measured_from_a_given_moment(project: Project) -> None:
    start(project)

    later = timezone.now() + timedelta(minutes=6)

    assert crash_silent_runs(silence=timedelta(minutes=5)) == 0
    assert crash_silent_runs(silence=timedelta(minutes=5), now=later) == 1
