"""API keys in the browser: made, shown once, listed, revoked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from registry.actions.keys import digest_of
from registry.models import ApiKey, KeyScope, User
from tests import expect, make

pytestmark = pytest.mark.django_db
PAGE = "/settings/keys"
KEY = {"name": "laptop", "scope": "write", "expires_at": ""}


@pytest.fixture
def browser(mika: User) -> Client:
    return make.browse(mika)


def test_a_key_is_shown_once(browser: Client) -> None:
    answer = browser.post(PAGE, KEY)

    secret = answer.context["secret"]
    assert ApiKey.objects.get().digest == digest_of(secret)
    assert f"export WANDB_API_KEY={secret}\nexport WANDB_ENTITY=mika" in answer.content.decode()
    assert secret not in browser.get(PAGE).content.decode()


def test_scope_and_last_day(browser: Client) -> None:
    day = timezone.now().date() + timedelta(days=30)

    browser.post(PAGE, KEY | {"scope": "read", "expires_at": day.isoformat()})

    key = ApiKey.objects.get()
    assert (key.scope, key.expires_at.date()) == (KeyScope.READ, day)


def test_a_key_may_end_today(browser: Client) -> None:
    browser.post(PAGE, KEY | {"expires_at": timezone.now().date().isoformat()})

    assert ApiKey.objects.usable().exists()


@pytest.mark.parametrize("page", [PAGE, "/authorize"])
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", " ", "required"),
        ("name", "n" * 129, "at most 128 characters"),
        ("expires_at", "2001-01-01", "expired already"),
        ("expires_at", "some day", "valid date"),
        ("scope", "all", "valid choice"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    browser: Client, page: str, field: str, typed: str, said: str
) -> None:
    with expect.nothing_changes():
        answer = browser.post(page, KEY | {"name": "kept"} | {field: typed})

    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (200, [field])
    assert said in form.errors[field][0]
    assert form["name"].value() == (typed if field == "name" else "kept")


def test_a_revoked_key_leaves_the_list(browser: Client, mika: User) -> None:
    make.make_key(mika)

    browser.post(f"{PAGE}/{ApiKey.objects.get().pk}/revoke")

    assert browser.get(PAGE).context["page"].rows == []
    assert b"revoked" in browser.get(PAGE, {"revoked": "yes"}).content


def test_keys_of_others_are_not_there(browser: Client, sam: User) -> None:
    make.make_key(sam)

    assert browser.get(PAGE).context["page"].rows == []
    assert browser.post(f"{PAGE}/{ApiKey.objects.get().pk}/revoke").status_code == 404


def test_keys_come_in_pages(browser: Client, mika: User) -> None:
    for _ in range(51):
        make.make_key(mika)

    first = browser.get(PAGE).context["page"]
    second = browser.get(PAGE + first.next).context["page"]

    assert (len(first.rows), len(second.rows)) == (50, 1)
