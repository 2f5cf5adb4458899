"""The few moves that a client may make with a run's state."""

import pytest

from lineage.actions.runs import set_run_state
from lineage.models import Run, RunState
from registry.errors import InvalidTransition, NotAllowed
from registry.models import Entity, User
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(zoo_team: Entity) -> Run:
    return make.make_run(make.make_project(zoo_team, "zoo"))


def move(run: Run, state: RunState, by: User | None = None) -> Run:
    return set_run_state(actor=make.actor(by), run=run, state=state)


def test_a_lost_run_is_given_up(run: Run, mika: User) -> None:
    found = move(run, RunState.FAILED, by=mika)

    assert (found.state, found.finished_at is None) == (RunState.FAILED, False)


def test_a_failed_run_is_queued_again(run: Run, mika: User) -> None:
    move(run, RunState.FAILED)

    found = move(run, RunState.PENDING, by=mika)

    assert (found.state, found.finished_at) == (RunState.PENDING, None)


@pytest.mark.parametrize("state", [RunState.FINISHED, RunState.RUNNING, RunState.CRASHED])
def test_other_moves_are_refused(run: Run, mika: User, state: RunState) -> None:
    with expect.refused(InvalidTransition, "invalid state transition"):
        move(run, state, by=mika)


def test_viewer_of_the_team_may_not(run: Run, vic: User) -> None:
    with expect.refused(NotAllowed, "you need the role member"):
        move(run, RunState.FAILED, by=vic)
