"""Groups list all their members, and let one stand on a card of its own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.models import ArtifactVersion, Entity, User
from tests import make
from tests.browser.axe import violations
from tests.browser.lineage import card, head, open_map, places, press, still
from tests.lineage.rows import Store
from tests.lineage.shapes import Sketch

RUNS = 120


@pytest.fixture
def sweep(zoo_team: Entity, mika: User) -> str:
    """The address of a dataset with 120 runs on it, of which a dozen failed."""
    sketch = Sketch()
    dataset = sketch.artifact("dataset")
    for _ in range(RUNS):
        sketch.run("train", uses=[dataset])
    for number in range(1, RUNS + 1, 10):
        sketch.nodes[number] = sketch.nodes[number]._replace(state="failed")
    store = Store(sketch.graph(), make.make_project(zoo_team))
    return ArtifactVersion.objects.get(pk=store.keys[dataset]).get_absolute_url()


@pytest.fixture
def page(new_page: Callable[..., Page], mika: User) -> Page:
    return new_page(mika, viewport={"width": 1400, "height": 900})


def open_group(page: Page, url: str) -> None:
    open_map(page, url)
    press(page, "120 runs")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_usable_by_all(
    new_page: Callable[..., Page], mika: User, sweep: str, scheme: str
) -> None:
    page = new_page(mika, color_scheme=scheme, viewport={"width": 1400, "height": 900})
    open_group(page, sweep)
    page.mouse.move(0, 0)
    still(page)

    assert violations(page) == []


def test_a_member_beyond_the_listed_ones_is_found(page: Page, sweep: str) -> None:
    open_group(page, sweep)

    page.get_by_label("Search the members").fill("run-r7")

    members = page.locator("[data-members] a")
    expect(members).to_have_count(11)
    expect(page.get_by_text("11 of 120 found").first).to_be_visible()
    expect(members.last).to_have_text("run-r7")


def test_only_members_in_a_state(page: Page, sweep: str) -> None:
    open_group(page, sweep)

    page.get_by_role("button", name="12 failed", exact=True).click()

    expect(page.locator("[data-members] a")).to_have_count(12)
    expect(page.get_by_role("button", name="12 failed", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_page_by_page_to_the_last_one(page: Page, sweep: str) -> None:
    open_group(page, sweep)
    more = page.get_by_role("button", name="Show more")

    for shown in (50, 100, RUNS):
        more.click()
        expect(page.locator("[data-members] a")).to_have_count(shown)

    expect(more).to_have_count(0)


def test_a_member_gets_a_card_of_its_own(page: Page, sweep: str) -> None:
    open_group(page, sweep)
    before = places(page)

    page.get_by_role("button", name="Show run-r118 on the map").click()

    expect(head(page, "run-r118")).to_be_focused()
    expect(head(page, "119 runs")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#live")).to_have_text("run-r118 has a card of its own now")
    after = places(page)
    moved = {(after[key][0] - x, after[key][1] - y) for key, (x, y) in before.items()}
    assert len(moved) == 1


def test_it_goes_back_into_its_group(page: Page, sweep: str) -> None:
    open_group(page, sweep)
    page.get_by_role("button", name="Show run-r118 on the map").click()
    expect(head(page, "run-r118")).to_be_focused()
    still(page)
    press(page, "run-r118")

    page.get_by_role("button", name="Put back into its group").click()

    expect(card(page, "120 runs")).to_be_visible()
    expect(head(page, "run-r118")).to_have_count(0)


def test_all_of_a_large_group_are_on_a_page(page: Page, sweep: str) -> None:
    open_group(page, sweep)

    page.get_by_role("link", name="List all 120").click()

    expect(page.get_by_role("heading", name="A group of 120 runs")).to_be_visible()
    page.get_by_role("link", name="Next").click()
    expect(page.get_by_role("link", name="run-r70", exact=True)).to_be_visible()
    page.get_by_role("link", name="Back to the map").click()
    expect(page.locator("[data-lineage]")).to_be_visible()
