"""Two admins at the same table of people: the second one is told of the first one's change."""

import re

import pytest
from django.test import Client

from registry.models import (
    Entity,
    Organization,
    OrganizationMember,
    RegistryMember,
    RegistryRole,
    Role,
    TeamMember,
    User,
)
from tests import make

PAGES = {
    "/orgs/acme": OrganizationMember,
    "/orgs/acme/teams/zoo-team": TeamMember,
    "/orgs/acme/registries/model/members": RegistryMember,
}
CHANGES = ["role", "remove"]
TOLD = "The role of mika was edited after you read it."


@pytest.fixture
def browser(olivia: User, mika: User, acme: Organization, zoo_team: Entity) -> Client:
    make.give(make.make_registry(acme, "model"), mika, RegistryRole.MEMBER)
    return make.browse(olivia)


def revision_in(page: str) -> str:
    """What the form of mika's row sends back."""
    row = r'name="member" value="mika"><input type="hidden" name="revision" value="(\w+)"'
    found = re.search(row, page)
    assert found
    return found[1]


def read(browser: Client, page: str) -> dict[str, str]:
    text = browser.get(page).content.decode()
    return {"member": "mika", "role": "admin", "revision": revision_in(text)}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("change", CHANGES)
def test_the_second_one_is_told(browser: Client, page: str, change: str) -> None:
    asked = read(browser, page)
    rows = PAGES[page].objects.filter(user__username="mika")
    rows.update(role=Role.VIEWER)

    answer = browser.post(page, asked | {"change": change})

    assert TOLD in answer.content.decode()
    assert rows.get().role == Role.VIEWER


@pytest.mark.parametrize("page", PAGES)
def test_and_may_do_it_then(browser: Client, page: str) -> None:
    asked = read(browser, page) | {"change": "role"}
    rows = PAGES[page].objects.filter(user__username="mika")
    rows.update(role=Role.VIEWER)
    told = browser.post(page, asked).content.decode()

    browser.post(page, asked | {"revision": revision_in(told)})

    assert rows.get().role == Role.ADMIN
