"""Guessing passwords gets nowhere: ten attempts, then a quarter of an hour of silence."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from registry.models import User
from tests import make

LIMIT = 10


def sign_in(client: Client, name: str, password: str) -> int:
    return client.post("/login", {"username": name, "password": password}).status_code


@pytest.fixture
def locked(client: Client, olivia: User) -> User:
    for _ in range(LIMIT):
        sign_in(client, "olivia", "wrong")
    return olivia


def test_the_tenth_wrong_password_locks(client: Client, olivia: User) -> None:
    answers = [sign_in(client, "olivia", "wrong") for _ in range(LIMIT)]

    assert set(answers[:-1]) == {HTTPStatus.OK}
    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS


def test_then_the_right_password_is_refused_too(client: Client, locked: User) -> None:
    answer = client.post("/login", {"username": "olivia", "password": make.PASSWORD})

    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "Too many wrong passwords" in answer.content.decode()


def test_others_are_not_locked(client: Client, locked: User) -> None:
    make.make_user("mika")

    assert sign_in(client, "mika", make.PASSWORD) == HTTPStatus.FOUND


def test_other_addresses_are_not_locked(locked: User) -> None:
    elsewhere = Client(REMOTE_ADDR="203.0.113.7")

    assert sign_in(elsewhere, "olivia", make.PASSWORD) == HTTPStatus.FOUND


def test_a_forged_address_does_not_help(locked: User) -> None:
    forger = Client(headers={"X-Forwarded-For": "203.0.113.7"})

    assert sign_in(forger, "olivia", make.PASSWORD) == HTTPStatus.TOO_MANY_REQUESTS


def test_the_lock_ends(client: Client, locked: User) -> None:
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert sign_in(client, "olivia", make.PASSWORD) == HTTPStatus.FOUND


def test_a_success_starts_the_count_again(client: Client, olivia: User) -> None:
    for _ in range(LIMIT - 1):
        sign_in(client, "olivia", "wrong")
    sign_in(client, "olivia", make.PASSWORD)
    client.logout()

    assert sign_in(client, "olivia", "wrong") == HTTPStatus.OK


# The profile asks for the password too, of who is signed in already.


def change_password(client: Client, current: str, new: str = "a new and long one") -> int:
    typed = {"change": "password", "current": current, "new": new}
    return client.post("/settings/profile", typed).status_code


def test_the_profile_is_no_place_to_guess(olivia: User) -> None:
    browser = make.browse(olivia)

    answers = [change_password(browser, "wrong") for _ in range(LIMIT)]

    assert set(answers[:-1]) == {HTTPStatus.OK}
    assert answers[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert change_password(browser, make.PASSWORD) == HTTPStatus.TOO_MANY_REQUESTS
    olivia.refresh_from_db()
    assert olivia.check_password(make.PASSWORD)


def test_both_places_share_the_count(client: Client, olivia: User) -> None:
    browser = make.browse(olivia)
    for _ in range(LIMIT - 1):
        change_password(browser, "wrong")

    assert sign_in(client, "olivia", "wrong") == HTTPStatus.TOO_MANY_REQUESTS


def test_a_changed_password_starts_the_count_again(olivia: User) -> None:
    browser = make.browse(olivia)
    for _ in range(LIMIT - 1):
        change_password(browser, "wrong")
    assert change_password(browser, make.PASSWORD, "a new and long one") == HTTPStatus.FOUND

    assert change_password(browser, "wrong") == HTTPStatus.OK


def test_other_forms_of_the_profile_ask_for_none(olivia: User) -> None:
    browser = make.browse(olivia)
    for _ in range(LIMIT):
        change_password(browser, "wrong")

    answer = browser.post("/settings/profile", {"change": "profile", "first_name": "Olivia"})

    assert answer.status_code == HTTPStatus.FOUND
