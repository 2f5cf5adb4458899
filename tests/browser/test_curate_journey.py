"""An admin sets up a registry and promotes a model, by mouse and by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.models import Alias, Entity, Registry, User
from tests import make
from tests.browser.hands import Keys, Mouse
from tests.browser.lineage import card, head

VERSION = "/orgs/acme/registry/golden/zoo/v0"


@pytest.fixture
def page(new_page: Callable[..., Page], olivia: User, zoo_team: Entity) -> Page:
    project = make.make_project(zoo_team, "zoo-classifier")
    run = make.make_run(project, display_name="rural-feather-20")
    make.make_version(project, "zoo-net", run=run)
    return new_page(olivia, viewport={"width": 1400, "height": 900})


@pytest.fixture(params=[Mouse, Keys])
def hand(request: pytest.FixtureRequest, page: Page) -> Mouse | Keys:
    made: Mouse | Keys = request.param(page)
    return made


def test_from_an_empty_registry_to_a_promoted_model(page: Page, hand: Mouse | Keys) -> None:
    create_registry(page, hand)
    create_collection(page, hand)
    link_first_version(page, hand)
    protect_alias(page, hand)
    promote(page, hand)

    assert Alias.objects.get(collection__name="zoo", name="production").version.name == "v0"
    see_it_in_the_history(page, hand)
    see_it_on_the_map(page, hand)


def create_registry(page: Page, hand: Mouse | Keys) -> None:
    page.goto("/registry")
    hand.press(page.get_by_role("link", name="Create registry"))
    hand.write(page.get_by_label("Name"), "golden")
    hand.write(page.get_by_label("Accepted types"), "model")
    hand.press(page.get_by_role("button", name="Create registry"))
    expect(page.get_by_text("Registry golden is made, and you are its admin.")).to_be_visible()


def create_collection(page: Page, hand: Mouse | Keys) -> None:
    hand.press(page.get_by_role("link", name="Create collection"))
    hand.write(page.get_by_label("Name"), "zoo")
    hand.write(page.get_by_label("Type"), "model")
    hand.press(page.get_by_role("button", name="Create and link a version"))
    expect(page.get_by_role("heading", name="Link a version to zoo")).to_be_visible()


def link_first_version(page: Page, hand: Mouse | Keys) -> None:
    for choice in ("zoo-team", "zoo-classifier", "zoo-net", "v0"):
        hand.press(page.locator("a.choice", has_text=choice))
    hand.write(page.get_by_label("Aliases", exact=True), "candidate")
    hand.press(page.get_by_role("button", name="Link version"))
    page.wait_for_url(f"**{VERSION}")


def protect_alias(page: Page, hand: Mouse | Keys) -> None:
    hand.press(page.get_by_role("link", name="Golden"))
    hand.press(page.get_by_role("link", name="Settings"))
    hand.write(page.get_by_label("Alias", exact=True), "production")
    hand.press(page.get_by_role("button", name="Protect alias"))
    expect(page.get_by_text("Only admins may move production now.")).to_be_visible()


def promote(page: Page, hand: Mouse | Keys) -> None:
    page.goto(VERSION)
    hand.press(page.get_by_role("link", name="Aliases, tags, text"))
    hand.write(page.get_by_label("Alias", exact=True), "production")
    hand.write(page.get_by_label("Why"), "gate passed")
    hand.press(page.get_by_role("button", name="Put it on v0"))
    expect(page.get_by_text("production stands on this version now.")).to_be_visible()


def see_it_in_the_history(page: Page, hand: Mouse | Keys) -> None:
    hand.press(page.get_by_role("link", name="History"))
    told = page.locator(".event", has_text="gate passed")
    expect(told.locator(".chip--protected")).to_contain_text("production")
    expect(told).to_contain_text("olivia")
    expect(told).to_contain_text("by web")


def see_it_on_the_map(page: Page, hand: Mouse | Keys) -> None:
    hand.press(page.get_by_role("link", name="Lineage", exact=True))
    expect(page.locator("[data-lineage][data-drawn]")).to_be_attached()
    expect(card(page, "zoo-net").locator(".chip--protected").first).to_contain_text("production")
    head(page, "zoo-net").focus()
    page.keyboard.press("Enter")
    expect(card(page, "zoo-net")).to_contain_text("zoo:v0 in golden")


def test_a_double_press_makes_one_registry(page: Page) -> None:
    page.goto("/orgs/acme/registries/new")
    page.get_by_label("Name").fill("golden")
    page.get_by_role("button", name="Create registry").dblclick()

    page.wait_for_url("**/orgs/acme/registry/golden")
    assert Registry.objects.filter(name="golden").count() == 1


def test_says_what_an_alias_takes_while_it_is_typed(page: Page, acme, zoo_team: Entity) -> None:
    registry = make.make_registry(acme, "golden")
    project = make.make_project(zoo_team, "zoo-classifier")
    make.link(make.make_version(project, "a"), registry, "zoo", aliases=["staging"])
    make.link(make.make_version(project, "b"), registry, "zoo")
    page.goto("/orgs/acme/registry/golden/zoo/v1/edit")

    page.get_by_label("Alias", exact=True).press_sequentially("staging")

    expect(page.get_by_text("stands on v0, which loses it.")).to_be_visible()
    page.get_by_role("button", name="Put it on v1").click()
    expect(page.get_by_text("staging stands on this version now.")).to_be_visible()


def test_a_star_stays_set(page: Page, acme) -> None:
    make.make_registry(acme, "golden")
    page.goto("/orgs/acme/registry/golden")
    star = page.get_by_role("button", name="Star golden")
    with page.expect_response("**/registry/stars"):
        star.click()

    expect(star).to_have_attribute("aria-pressed", "true")
    page.goto("/registry")
    expect(page.get_by_role("heading", name="Starred")).to_be_visible()
