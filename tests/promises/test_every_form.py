"""Each form sent with something wrong: it is said at the field, kept as typed, nothing done.

A new form fails here until bad_input.py says what may be wrong with it.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests import expect, make
from tests.kept import kept_rows
from tests.promises.bad_input import BAD, BUTTONS, Typed
from tests.promises.forms import Page, forms_of, make_stage
from tests.promises.world import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("every_form")]
TEMPLATES = Path(settings.BASE_DIR, "templates")
SECRET = {"password", "current", "new"}
OPEN = "login"
CASES = [
    pytest.param(name, typed, wrong, id=f"{name}-{wrong}-{number}")
    for name, cases in BAD.items()
    for number, (typed, wrong) in enumerate(cases)
]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Tenant]:
    with kept_rows(django_db_blocker):
        yield make_stage()


@pytest.fixture(scope="module")
def forms(stage: Tenant) -> dict[str, str]:
    return forms_of(stage)


@pytest.fixture
def owner(stage: Tenant) -> Client:
    return make.browse(deepcopy(stage.owner))


def test_every_form_is_in_a_list(forms: dict[str, str]) -> None:
    assert {name for name in forms if not name.endswith(".html")} == {*BAD, *BUTTONS}


def test_every_form_is_seen(forms: dict[str, str]) -> None:
    """By the template that it is written in, and the buttons there."""
    sources = {str(path.relative_to(TEMPLATES)): path for path in TEMPLATES.rglob("*.html")}
    written = {name: path.read_text() for name, path in sources.items()}
    buttons = re.findall(r'name="change" value="(\w+)"', "".join(written.values()))

    assert {name for name, text in written.items() if 'method="post"' in text} <= {*forms}
    assert {*buttons} <= {name.partition(" ")[2] for name in forms}


@pytest.mark.parametrize(("name", "typed", "wrong"), CASES)
def test_is_said_at_its_field_and_kept(
    forms: dict[str, str], owner: Client, name: str, typed: Typed, wrong: str
) -> None:
    browser = Client() if name == OPEN else owner

    with expect.nothing_changes():
        answer = send(browser, forms[name], name, typed)

    page = Page(forms[name], answer)
    shown = page.sent(name)
    assert answer.status_code == HTTPStatus.OK
    assert [*shown.wrong] == [wrong]
    assert page.told(shown, wrong)
    kept = {*typed} - SECRET - (shown.menus & {wrong})
    assert {key: shown.fields[key] for key in kept} == {key: typed[key] for key in kept}


@pytest.mark.parametrize("name", [name for name, typed in BUTTONS.items() if typed])
def test_what_no_page_offers_changes_nothing(
    forms: dict[str, str], owner: Client, name: str
) -> None:
    with expect.nothing_changes():
        answer = send(owner, forms[name], name, BUTTONS[name])

    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


def send(browser: Client, address: str, name: str, typed: Typed) -> HttpResponse:
    """All that a browser would send of the form, with this typed into it."""
    form = Page(address, browser.get(address)).sent(name)
    assert {*typed} <= {*form.fields}
    change = name.partition(" ")[2]
    return browser.post(form.action, {**form.fields, **typed, "change": change})
