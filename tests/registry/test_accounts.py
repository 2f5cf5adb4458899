"""Operators let people in and keep them out."""

import pytest

from registry.actions.accounts import deactivate_user, reactivate_user, reset_password
from registry.actions.service_accounts import close_service_account, create_service_account
from registry.errors import InvalidValue, LastAdmin, NotAllowed
from registry.models import ApiKey, Entity, User
from tests import expect, make

pytestmark = pytest.mark.django_db
NEW = "battery horse staple correct"


@pytest.fixture
def operator(db: None) -> User:
    return make.make_user("boss", is_admin=True)


def test_deactivated(operator: User, mika: User) -> None:
    make.make_key(mika)
    browser = make.browse(mika)

    with expect.events() as events:
        deactivate_user(actor=make.actor(operator), user=mika)

    assert events == [("deactivated user", "mika", None, None)]
    assert not ApiKey.objects.usable().exists()
    assert browser.get("/registry").status_code == 302


def test_twice_is_no_change(operator: User, mika: User) -> None:
    deactivate_user(actor=make.actor(operator), user=mika)

    with expect.nothing_changes():
        deactivate_user(actor=make.actor(operator), user=mika)


def test_the_last_operator_stays(operator: User) -> None:
    with expect.refused(LastAdmin, "boss is the last operator"):
        deactivate_user(actor=make.actor(operator), user=operator)


def test_reactivated(operator: User, mika: User) -> None:
    make.make_key(mika)
    deactivate_user(actor=make.actor(operator), user=mika)

    with expect.events() as events:
        reactivate_user(actor=make.actor(operator), user=mika)

    assert events == [("reactivated user", "mika", None, None)]
    assert ApiKey.objects.usable().exists()


def test_a_closed_service_account_stays_closed(operator: User, zoo_team: Entity) -> None:
    robot = create_service_account(actor=make.actor(), team=zoo_team, name="robot")
    close_service_account(actor=make.actor(), account=robot)

    with expect.refused(NotAllowed, "make a new one in its team"):
        reactivate_user(actor=make.actor(operator), user=robot)


def test_password_set_anew(operator: User, mika: User) -> None:
    browser = make.browse(mika)

    with expect.events() as events:
        reset_password(actor=make.actor(operator), user=mika, new=NEW)

    mika.refresh_from_db()
    assert mika.check_password(NEW)
    assert events == [("reset password", "mika", None, None)]
    assert browser.get("/registry").status_code == 302


def test_weak_password(operator: User, mika: User) -> None:
    with expect.refused(InvalidValue, "too common"):
        reset_password(actor=make.actor(operator), user=mika, new="password")


def test_a_machine_has_no_password(operator: User, zoo_team: Entity) -> None:
    robot = create_service_account(actor=make.actor(), team=zoo_team, name="robot")

    with expect.refused(NotAllowed, "keys and no password"):
        reset_password(actor=make.actor(operator), user=robot, new=NEW)


@pytest.mark.parametrize("act", [deactivate_user, reactivate_user])
def test_operators_only(act: object, olivia: User, mika: User) -> None:
    with expect.refused(NotAllowed, "Only operators"):
        act(actor=make.actor(olivia), user=mika)
