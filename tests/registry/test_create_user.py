"""People get an account and a personal entity of the same name."""

import pytest

from registry.actions.people import create_user
from registry.errors import InvalidName, NameTaken, NotAllowed
from registry.models import Entity, EntityKind, Organization, User
from tests import expect, make

pytestmark = pytest.mark.django_db


def create(name: str, user: User | None = None) -> User:
    return create_user(actor=make.actor(user), username=name, password=make.PASSWORD)


def test_has_a_personal_entity_as_default() -> None:
    user = create("kim")

    assert user.check_password(make.PASSWORD)
    assert Entity.objects.get(user=user).kind == EntityKind.PERSONAL
    assert user.default_entity == user.personal_entity
    assert not user.is_superuser


def test_without_a_password_nobody_can_sign_in() -> None:
    user = create_user(actor=make.actor(), username="robot", is_service=True)

    assert not user.has_usable_password()
    assert user.is_service


def test_is_one_event() -> None:
    with expect.events() as events:
        create("kim")

    assert events == [("created user", "kim", None, None)]


def test_another_operator_may() -> None:
    admin = make.make_user("root-admin", is_admin=True)

    assert create("kim", admin).username == "kim"


def test_others_may_not(olivia: User) -> None:
    with expect.refused(NotAllowed, "Only operators"):
        create("kim", olivia)


@pytest.mark.parametrize("name", ["kim", "KIM"])
def test_names_are_unique_whatever_their_case(name: str) -> None:
    create("kim")

    with expect.refused(NameTaken, f"'{name}' is taken"):
        create(name)


def test_name_of_a_team_is_taken(zoo_team: Entity) -> None:
    with expect.refused(NameTaken, "taken by a user, a team or an organization"):
        create("zoo-team")


def test_name_of_an_organization_entity_is_taken(acme: Organization) -> None:
    with expect.refused(NameTaken, "taken"):
        create(acme.entity_name)


@pytest.mark.parametrize("name", ["", "a b", "café", "api", "Admin", "-x", "x/y", "n" * 65])
def test_bad_names(name: str) -> None:
    with expect.refused(InvalidName, "name|Name|empty|reserved|characters"):
        create(name)
