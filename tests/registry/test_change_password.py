"""People change their own passwords."""

import pytest

from registry.actions.profile import change_password
from registry.errors import InvalidValue, NotAllowed
from registry.models import User
from tests import expect, make

pytestmark = pytest.mark.django_db
NEW = "battery horse staple correct"


def test_new_password(mika: User) -> None:
    with expect.events() as events:
        user = change_password(actor=make.actor(mika), current=make.PASSWORD, new=NEW)

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert events == [("changed password", "mika", None, None)]
    assert NEW not in str(expect.rows())


def test_without_the_present_one(mika: User) -> None:
    with expect.refused(InvalidValue, "not your current password"):
        change_password(actor=make.actor(mika), current="guess", new=NEW)


@pytest.mark.parametrize("weak", ["short", "12345678901", "password", "mika-mika"])
def test_weak_password(weak: str) -> None:
    user = make.make_user("mika-mika")

    with expect.refused(InvalidValue, "password"):
        change_password(actor=make.actor(user), current=make.PASSWORD, new=weak)


def test_reading_key(mika: User) -> None:
    reader = make.actor(mika, can_write=False)

    with expect.refused(NotAllowed, "may only read"):
        change_password(actor=reader, current=make.PASSWORD, new=NEW)
