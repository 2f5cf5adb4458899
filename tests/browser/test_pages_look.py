"""Every page, light and dark, wide and narrow: usable by all, and never wider than the screen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.models import Role, User
from tests import make, story
from tests.browser.axe import violations
from tests.browser.menus import wrong_menus
from tests.server import Server

WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
# Whoever presses 18 px above or below the middle of something small still presses that.
MISSED = """() => [...document.querySelectorAll(".btn, .choice, .tree__row, .expander, .top a")]
  .filter((each) => each.checkVisibility() && !each.matches(".menu:not([open]) .menu__list *"))
  .filter((each) => {
    each.scrollIntoView({ block: "center" });
    const { x, y, width, height } = each.getBoundingClientRect();
    const at = (dy) => document.elementFromPoint(x + width / 2, y + height / 2 + dy);
    return ![-18, 18].every((dy) => each.contains(at(dy)));
  })
  .map((each) => each.outerHTML.slice(0, 120))"""


@pytest.fixture
def mika(server: Server) -> User:
    return story.tell()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages(
    new_page: Callable[..., Page], mika: User, scheme: str, size: dict[str, int]
) -> None:
    page = new_page(mika, color_scheme=scheme, viewport=size)
    wrong: list[str] = []
    menus: set[str] = set()

    for name, address in story.PAGES.items():
        page.goto(address)
        wrong += [f"{name}: {line}" for line in violations(page)]
        width = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{name}: {width} px wide"] if width > size["width"] else []
        wrong += [f"{name}: {line}" for line in wrong_menus(page, menus)]

    assert wrong == []


def test_names_of_sixty_characters_stay_on_a_phone(
    new_page: Callable[..., Page], server: Server
) -> None:
    mika, long = make.make_user("mika"), "a" * 60
    registry = make.make_registry(make.make_organization("acme", admin=mika), long)
    project = make.make_project(make.make_team(registry.organization, "zoo-team", mika=Role.ADMIN))
    version = make.make_version(project, long)
    link = make.link(version, registry, long)
    page = new_page(mika, viewport=PHONE)
    managed = f"/orgs/acme/registries/{long}/collections/{long}"
    source = f"zoo-team/{project.name}/{long}:v0"

    for address in (
        link.get_absolute_url(),
        f"{link.get_absolute_url()}/remove",
        f"{managed}/link?path={source}",
        f"{managed}/delete",
    ):
        assert page.goto(address).ok, address
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


@pytest.mark.parametrize(
    "name", ["home", "registry", "collection", "version edit", "files", "link team", "keys"]
)
def test_a_finger_finds_what_is_small(new_page: Callable[..., Page], mika: User, name: str) -> None:
    page = new_page(mika, viewport=PHONE)
    page.goto(story.PAGES[name])

    assert page.evaluate(MISSED) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sign_in(new_page: Callable[..., Page], server: Server, scheme: str) -> None:
    page = new_page(color_scheme=scheme, viewport=PHONE)
    page.goto("/login")
    page.get_by_label("User name").fill("nobody")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_text("User name and password do not match.")).to_be_visible()
    assert violations(page) == []


def test_a_menu_over_the_page(new_page: Callable[..., Page], mika: User) -> None:
    page = new_page(mika)
    page.goto(story.PAGES["version"])
    page.get_by_label("Version v1, choose another").click()

    expect(page.get_by_role("link", name=re.compile("^v0 "))).to_be_visible()
    # What lies under an open menu still counts for the rule about the size of targets.
    assert [line for line in violations(page) if not line.startswith("target-size")] == []
