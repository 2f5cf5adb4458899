"""Who may do what in an organization and in a team, through which door: docs/reference/roles.md."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from registry.models import AuditEvent
from tests.kept import kept_rows
from tests.matrix import people, team_work
from tests.matrix.html import Browser
from tests.matrix.outcomes import Outcome
from tests.matrix.people import Stage
from tests.matrix.rest import Caller
from tests.matrix.sdk import Sdk
from tests.matrix.stage import NOBODY, Person
from tests.matrix.test_role_matrix import SLOW_DOORS

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("people_matrix")]
ROWS = people.ROWS | team_work.ROWS
DOORS = {"html": Browser, "rest": Caller, "sdk": Sdk}
ATTEMPTS = [
    pytest.param(name, door, marks=SLOW_DOORS.get(door, ()))
    for name, row in ROWS.items()
    for door in DOORS
    if getattr(row, door)
]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Built once. Each attempt is undone."""
    with kept_rows(django_db_blocker):
        yield Stage()


@pytest.mark.parametrize(("name", "door"), ATTEMPTS)
def test_everybody_tries(stage: Stage, name: str, door: str) -> None:
    found = {who: attempt(stage, name, door, person) for who, person in stage.people.items()}

    assert found == {who: outcome_for(who, name) for who in stage.people}


def outcome_for(who: str, name: str) -> Outcome:
    if who == NOBODY:
        return Outcome.SIGN_IN
    row = ROWS[name]
    if who in row.hidden:
        return Outcome.HIDDEN
    return Outcome.DONE if who in row.may else Outcome.REFUSED


def attempt(stage: Stage, name: str, door: str, person: Person) -> Outcome:
    with transaction.atomic():
        before = AuditEvent.objects.count()
        outcome: Outcome = getattr(ROWS[name], door)(DOORS[door](person), stage)
        told = AuditEvent.objects.count() - before
        transaction.set_rollback(True)
    is_told = outcome == Outcome.DONE and ROWS[name].tells
    assert bool(told) == is_told, f"{outcome} left {told} events"
    return outcome
