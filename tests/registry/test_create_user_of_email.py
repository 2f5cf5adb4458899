"""`api.create_user()` of the SDK knows an e-mail address and nothing else."""

import pytest

from registry.actions.newcomers import create_user_of_email
from registry.errors import InvalidValue, NameTaken, NotAllowed
from registry.models import Entity, Organization, User
from tests import make

pytestmark = pytest.mark.django_db


def create(email: str, by: User | None = None) -> User:
    return create_user_of_email(actor=make.actor(by), email=email)


def test_is_named_after_the_address() -> None:
    user = create("kim.lee@example.com")

    assert user.username == "kim.lee"
    assert user.email == "kim.lee@example.com"
    assert user.default_entity == Entity.objects.get(user=user)
    assert not user.is_superuser


def test_nobody_can_sign_in_yet() -> None:
    assert not create("kim@example.com").has_usable_password()


@pytest.mark.parametrize(
    ("address", "name"),
    [("kim+lab@example.com", "kim-lab"), ("+@example.com", "user"), ("a_b@example.com", "a_b")],
)
def test_the_name_keeps_what_a_name_can_hold(address: str, name: str) -> None:
    assert create(address).username == name


def test_a_taken_name_gets_a_number(acme: Organization) -> None:
    make.make_user("kim")
    make.make_team(acme, "kim-2")

    assert create("kim@example.com").username == "kim-3"


def test_a_word_that_no_user_can_have_gets_a_number() -> None:
    assert create("login@example.com").username == "login-2"


def test_a_long_address_is_cut() -> None:
    assert len(create(f"{'k' * 64}@example.com").username) <= 64


def test_an_address_has_one_user() -> None:
    create("kim@example.com")

    with pytest.raises(NameTaken, match="already"):
        create("KIM@example.com")


@pytest.mark.parametrize("address", [" ", "kim", "kim lee@example.com"])
def test_needs_an_address(address: str) -> None:
    with pytest.raises(InvalidValue, match="e-mail address"):
        create(address)


def test_only_operators_may(olivia: User) -> None:
    with pytest.raises(NotAllowed, match="Only operators"):
        create("kim@example.com", by=olivia)
