"""People say what they are called and where their mail goes."""

import pytest

from registry.actions.profile import edit_profile
from registry.errors import InvalidName, InvalidValue, NotAllowed
from registry.models import User
from tests import expect, make

pytestmark = pytest.mark.django_db

NOBODY = {"first_name": "", "last_name": "", "email": ""}
MIKA = {"first_name": "Mika", "last_name": "Ōno", "email": "mika@example.com"}


def test_names_and_email(mika: User) -> None:
    with expect.events() as events:
        user = edit_profile(actor=make.actor(mika), **MIKA)

    assert (user.display_name, user.email) == ("Mika Ōno", "mika@example.com")
    assert events == [("edited profile", "mika", NOBODY, MIKA)]


def test_same_profile_is_no_change(mika: User) -> None:
    with expect.nothing_changes():
        edit_profile(actor=make.actor(mika), **NOBODY)


@pytest.mark.parametrize("email", ["mika", "@x", "a@b\n.c", "a" * 250 + "@b.example"])
def test_bad_email(mika: User, email: str) -> None:
    with expect.refused(InvalidValue, "e-mail"):
        edit_profile(actor=make.actor(mika), **NOBODY | {"email": email})


@pytest.mark.parametrize("name", ["n" * 151, "\0", "a\u202eb"])
def test_bad_names(mika: User, name: str) -> None:
    with expect.refused(InvalidName, "First name"):
        edit_profile(actor=make.actor(mika), **NOBODY | {"first_name": name})


def test_reading_keys_change_nothing(mika: User) -> None:
    with expect.refused(NotAllowed, "may only read"):
        edit_profile(actor=make.actor(mika, can_write=False), **MIKA)
