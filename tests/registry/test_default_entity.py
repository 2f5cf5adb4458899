"""Runs that name no entity go to the user's default one."""

import pytest

from registry.actions.people import set_default_entity
from registry.errors import NotAllowed
from registry.models import Entity, User
from tests import expect, make

pytestmark = pytest.mark.django_db


def test_becomes_a_team(mika: User, zoo_team: Entity) -> None:
    with expect.events() as events:
        set_default_entity(actor=make.actor(mika), entity=zoo_team)

    mika.refresh_from_db()
    assert mika.default_entity == zoo_team
    assert events == [("changed default entity", "mika", "mika", "zoo-team")]


def test_same_again_is_no_change(mika: User) -> None:
    with expect.nothing_changes():
        set_default_entity(actor=make.actor(mika), entity=mika.personal_entity)


def test_viewers_of_a_team_may_not(vic: User, zoo_team: Entity) -> None:
    with expect.refused(NotAllowed, "may not log to 'zoo-team'"):
        set_default_entity(actor=make.actor(vic), entity=zoo_team)


def test_foreign_entity_is_refused(sam: User, zoo_team: Entity) -> None:
    with expect.refused(NotAllowed, "may not log to"):
        set_default_entity(actor=make.actor(sam), entity=zoo_team)
