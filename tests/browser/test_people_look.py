"""Pages about people and the administration, in each scheme and size, with the ugliest of names."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from registry.models import RegistryRole, Role, User
from tests import crowd, make
from tests.browser.axe import violations
from tests.browser.menus import wrong_menus
from tests.server import Server

WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
TEAM = "/orgs/acme/teams"
UGLY = f"t-{crowd.LONG_NAME}"
PAGES = {
    "home": "/registry",
    "organizations": "/orgs",
    "organization": "/orgs/acme",
    "nobody found": "/orgs/acme?q=nobody",
    "teams": TEAM,
    "team": f"{TEAM}/zoo-team",
    "ugly team": f"{TEAM}/{UGLY}",
    "service accounts": f"{TEAM}/zoo-team/service-accounts",
    "no service accounts": f"{TEAM}/{UGLY}/service-accounts",
    "new team": "/orgs/acme/new-team",
    "members": "/orgs/acme/registries/model/members?open=zoo-team",
    "profile": "/settings/profile",
    "keys": "/settings/keys",
    "no keys revoked": "/settings/keys?revoked=yes",
}
ADMIN = {
    "administration": "/admin/",
    "users": "/admin/registry/user/",
    "versions, none": "/admin/registry/artifactversion/",
    "registries": "/admin/registry/registry/",
    "new user": "/admin/registry/user/new",
    "new organization": "/admin/registry/organization/new",
}


@pytest.fixture
def olivia(server: Server) -> User:
    """Runs everything, and is an operator too."""
    olivia = make.make_user("olivia", is_admin=True)
    acme = make.make_organization("acme", admin=olivia)
    make.make_organization("initech", admin=olivia)
    make.make_user(crowd.LONG_NAME)
    names = {"olivia": Role.ADMIN, crowd.LONG_NAME: Role.MEMBER}
    team = make.make_team(acme, "zoo-team", **names)
    make.make_team(acme, UGLY, **names)
    people = crowd.make_people(60)
    crowd.fill_organization(acme, people)
    crowd.fill_team(team, people)
    crowd.make_machines(team, 2)
    model = make.make_registry(acme, "model")
    crowd.fill_registry(model, people[:3])
    make.give_team(model, team, RegistryRole.MEMBER)
    make.make_key(olivia)
    return olivia


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages(
    new_page: Callable[..., Page], olivia: User, scheme: str, size: dict[str, int]
) -> None:
    page = new_page(olivia, color_scheme=scheme, viewport=size)
    user = f"/admin/registry/user/{olivia.pk}"
    own = {"one user": f"{user}/change/", "access": f"{user}/account"}
    wrong: list[str] = []
    menus: set[str] = set()

    for name, address in (PAGES | ADMIN | own).items():
        answer = page.goto(address)
        wrong += [] if answer and answer.status == 200 else [f"{name}: {answer}"]
        wrong += [f"{name}: {line}" for line in violations(page)]
        width = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{name}: {width} px wide"] if width > size["width"] else []
        wrong += [f"{name}: {line}" for line in wrong_menus(page, menus)]

    assert wrong == []
    assert {"Remove", "Revoke", "New key", "Close", "Create registry"} <= menus


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_refusals(new_page: Callable[..., Page], olivia: User, scheme: str) -> None:
    page = new_page(olivia, color_scheme=scheme, viewport=PHONE)
    wrong: list[str] = []

    page.goto("/orgs/acme?q=olivia")
    page.get_by_label("Role of olivia").select_option("viewer")
    page.get_by_text("olivia is the last admin").wait_for()
    wrong += violations(page)
    page.get_by_role("textbox", name="People").fill("nobody, no1")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Nobody on this server has the name or e-mail nobody, no1").wait_for()
    wrong += violations(page)

    assert wrong == []
    assert page.get_by_role("textbox", name="People").input_value() == "nobody, no1"
