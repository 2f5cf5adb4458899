"""What people do to runs is told by the history; what a script says of itself is not."""

import pytest

from lineage.actions.run_deletion import delete_run
from lineage.actions.runs import RunChanges, edit_run, set_run_state, stop_run
from lineage.models import Run, RunState
from registry.errors import InvalidTransition
from registry.models import Entity, User
from tests import expect, make


@pytest.fixture
def run(zoo_team: Entity) -> Run:
    project = make.make_project(zoo_team, "zoo")
    return make.make_run(project, "r1", display_name="one", config={"lr": 1, "seed": 7})


def edit(run: Run, by: User, **changes: object) -> Run:
    return edit_run(actor=make.actor(by), run=run, changes=RunChanges(**changes))


def test_an_edit_tells_what_changed(run: Run, mika: User) -> None:
    with expect.events() as events:
        edit(run, mika, display_name="two", tags=[], config={"lr": 2, "seed": 7})

    before = {"display_name": "one", "config": {"lr": 1}}
    after = {"display_name": "two", "config": {"lr": 2}}
    assert events == [("edited run", "r1", before, after)]
    assert (make.last_event().actor, make.last_event().project) == (mika, run.project)


def test_an_edit_of_nothing_tells_nothing(run: Run, mika: User) -> None:
    with expect.events() as events:
        edit(run, mika, display_name="one", config={"lr": 1, "seed": 7})

    assert events == []


def test_of_much_the_names_are_told(run: Run, mika: User) -> None:
    with expect.events() as events:
        edit(run, mika, config={"long": "x" * 20_000, "lr": 1, "seed": 7})

    assert events == [("edited run", "r1", {"config": {}}, {"config": ["long"]})]


def test_a_stop_is_told_once(run: Run, mika: User) -> None:
    with expect.events() as events:
        for _ in range(2):
            stop_run(actor=make.actor(mika), run=run)

    assert events == [("stopped run", "r1", "running", None)]


def test_a_moved_state_is_told(run: Run, mika: User) -> None:
    with expect.events() as events:
        set_run_state(actor=make.actor(mika), run=run, state=RunState.FAILED)

    assert events == [("changed run state", "r1", "running", "failed")]


def test_a_refused_move_is_not(run: Run, mika: User) -> None:
    with expect.events() as events, expect.refused(InvalidTransition, "invalid state"):
        set_run_state(actor=make.actor(mika), run=run, state=RunState.FINISHED)

    assert events == []


def test_a_deletion_is_told(run: Run, mika: User) -> None:
    with expect.events() as events:
        delete_run(actor=make.actor(mika), run=run)

    assert [verb for verb, *_ in events] == ["deleted run"]


def test_a_script_s_own_words_are_not(run: Run, mika: User) -> None:
    with expect.events() as events:
        make.make_run(run.project, "r1", user=mika, display_name="again")
        make.end(run)

    assert events == []
