"""An admin lets a team into a registry and changes its role; a member sees other buttons."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.models import AuditEvent, Organization, Registry, RegistryRole, User, Visibility
from tests import make
from tests.browser.hands import Hand, Keys, Mouse
from tests.server import Server

BOTH = pytest.mark.parametrize("hand", [Mouse, Keys], ids=["mouse", "keyboard"])


@pytest.fixture
def vault(server: Server, acme: Organization) -> Registry:
    return make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)


@BOTH
def test_a_team_is_let_in_and_its_role_changed(
    new_page: Callable[..., Page], vault: Registry, olivia: User, mika: User, hand: Hand
) -> None:
    admins, members = new_page(olivia), new_page(mika)
    hands = hand(admins)
    assert members.goto("/orgs/acme/registry/vault").status == 404

    admins.goto("/registry")
    hands.press(admins.get_by_role("link", name="Vault", exact=True))
    hands.press(admins.get_by_role("link", name="Members", exact=True))
    hands.write(admins.get_by_label("People or teams"), "zoo-team")
    hands.press(admins.get_by_role("button", name="Add", exact=True))
    expect(admins.get_by_text("Added as viewer: zoo-team.")).to_be_visible()

    create = members.get_by_role("link", name="Create collection")
    members.goto("/orgs/acme/registry/vault")
    expect(members.get_by_role("heading", name="Vault")).to_be_visible()
    expect(create).to_be_hidden()

    hands.choose(admins.get_by_label("Role of zoo-team"), "member")
    expect(admins.get_by_text("zoo-team is member of this registry now.")).to_be_visible()
    members.reload()
    expect(create).to_be_visible()
    assert vault.members.get().role == RegistryRole.MEMBER
    assert AuditEvent.objects.filter(registry=vault, verb="changed role").count() == 1


@BOTH
def test_people_are_brought_in_and_put_into_a_new_team(
    new_page: Callable[..., Page], server: Server, acme: Organization, olivia: User, hand: Hand
) -> None:
    make.make_user("kim")
    page = new_page(olivia)
    hands = hand(page)

    page.goto("/registry")
    hands.press(page.get_by_label("olivia, account"))
    hands.press(page.get_by_role("link", name="Organization"))
    hands.write(page.get_by_role("textbox", name="People"), "kim")
    hands.press(page.get_by_role("button", name="Add", exact=True))
    expect(page.get_by_text("In the organization now: kim.")).to_be_visible()
    hands.press(page.get_by_role("link", name="Teams"))
    hands.press(page.get_by_role("link", name="Create team"))
    hands.write(page.get_by_label("Name"), "birds")
    hands.press(page.get_by_role("button", name="Create team"))
    hands.write(page.get_by_role("textbox", name="People"), "kim")
    hands.press(page.get_by_role("button", name="Add", exact=True))

    expect(page.get_by_text("In the team now: kim.")).to_be_visible()
    hands.press(page.get_by_label("Remove kim"))
    hands.press(page.get_by_role("button", name="Remove kim"))
    expect(page.get_by_text("kim is no longer in the team.")).to_be_visible()


@BOTH
def test_a_machine_gets_a_key_and_a_new_one(
    new_page: Callable[..., Page], server: Server, olivia: User, zoo_team: object, hand: Hand
) -> None:
    page = new_page(olivia)
    hands = hand(page)

    page.goto("/orgs/acme/teams/zoo-team/service-accounts")
    hands.write(page.get_by_label("Name"), "night-shift")
    hands.press(page.get_by_role("button", name="Create"))
    first = page.locator(".copy code").inner_text()
    hands.press(page.get_by_label("New key for night-shift"))
    hands.press(page.get_by_role("button", name="Replace the key of night-shift"))
    expect(page.locator(".copy code")).not_to_have_text(first)

    assert page.locator(".copy code").inner_text().startswith("local-")
    page.goto("/orgs/acme/teams/zoo-team/service-accounts")
    hands.press(page.get_by_label("Close night-shift"))
    hands.press(page.get_by_role("button", name="Close night-shift"))
    expect(page.get_by_text("night-shift is closed.")).to_be_visible()


def test_pressed_twice_a_form_makes_one_thing(
    new_page: Callable[..., Page], server: Server, acme: Organization, olivia: User
) -> None:
    page = new_page(olivia)
    page.goto("/settings/keys")
    page.get_by_label("Name").fill("laptop")
    page.get_by_role("button", name="Create key").dblclick()
    page.locator(".copy code").wait_for()
    page.goto("/orgs/acme/new-team")
    page.get_by_label("Name").fill("birds")
    page.get_by_role("button", name="Create team").dblclick()
    page.wait_for_url("**/teams/birds")

    assert olivia.api_keys.count() == 1
    assert AuditEvent.objects.filter(verb="created team").count() == 1
