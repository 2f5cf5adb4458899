"""One's own account in the browser."""

import pytest
from django.test import Client

from registry.models import Entity, User
from tests import expect, make

pytestmark = pytest.mark.django_db
PAGE = "/settings/profile"
NEW = "battery horse staple correct"
NAMES = {"change": "profile", "first_name": "Mika", "last_name": "Ōno", "email": "m@example.com"}


@pytest.fixture
def browser(mika: User) -> Client:
    return make.browse(mika)


def test_names_and_email(browser: Client, mika: User) -> None:
    answer = browser.post(PAGE, NAMES)

    mika.refresh_from_db()
    assert answer.url == PAGE
    assert (mika.get_full_name(), mika.email) == ("Mika Ōno", "m@example.com")


def test_a_bad_email_keeps_what_was_typed(browser: Client) -> None:
    with expect.nothing_changes():
        answer = browser.post(PAGE, NAMES | {"email": "nowhere"})

    form = answer.context["profile_form"]
    assert "not an e-mail address" in form.errors["email"][0]
    assert (form["email"].value(), form["first_name"].value()) == ("nowhere", "Mika")


def test_a_new_password_keeps_this_browser_signed_in(browser: Client, mika: User) -> None:
    other = make.browse(mika)

    browser.post(PAGE, {"change": "password", "current": make.PASSWORD, "new": NEW})

    assert browser.get(PAGE).status_code == 200
    assert other.get(PAGE).status_code == 302
    mika.refresh_from_db()
    assert mika.check_password(NEW)


@pytest.mark.parametrize(
    ("typed", "field"), [({"current": "guess"}, "current"), ({"new": "password"}, "new")]
)
def test_a_refused_password(browser: Client, typed: dict[str, str], field: str) -> None:
    sent = {"change": "password", "current": make.PASSWORD, "new": NEW} | typed

    with expect.nothing_changes():
        answer = browser.post(PAGE, sent)

    assert list(answer.context["password_form"].errors) == [field]
    assert make.PASSWORD.encode() not in answer.content


def test_default_entity(browser: Client, mika: User) -> None:
    browser.post(PAGE, {"change": "entity", "entity": "Zoo-Team"})

    mika.refresh_from_db()
    assert mika.default_entity == Entity.objects.get(name="zoo-team")


@pytest.mark.parametrize("name", ["globex-org", "nothing", ""])
def test_an_entity_of_others(browser: Client, sam: User, name: str) -> None:
    with expect.nothing_changes():
        answer = browser.post(PAGE, {"change": "entity", "entity": name})

    form = answer.context["entity_form"]
    assert list(form.errors) == ["entity"]
    assert form["entity"].value() == name


def test_the_theme_is_a_cookie_of_this_browser(browser: Client) -> None:
    browser.post("/settings/theme", {"theme": "dark"})
    assert b'data-theme="dark"' in browser.get(PAGE).content

    browser.post("/settings/theme", {"theme": ""})
    assert b"data-theme" not in browser.get(PAGE).content


def test_strangers_sign_in_first(db: None) -> None:
    assert Client().get(PAGE).url == f"/login?next={PAGE}"
