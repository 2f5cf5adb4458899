"""A copied address opens the same view, and the browser's own Back and Forward work."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.models import User
from tests import make
from tests.browser.lineage import card, names, open_map, press, rows, still
from tests.lineage.zoo import Zoo


@pytest.fixture
def zoo(zoo: Zoo) -> Zoo:
    """With forty more runs on the dataset, which are no part of the model's lineage."""
    for number in range(40):
        run = make.make_run(zoo.project, display_name=f"sister-{number}", job_type="tune")
        make.use(run, zoo.dataset)
    return zoo


@pytest.fixture
def page(new_page: Callable[..., Page], mika: User) -> Page:
    return new_page(mika, viewport={"width": 1400, "height": 900})


def hide(page: Page, label: str) -> None:
    page.locator("[data-filter] summary").click()
    expect(page.locator("[data-facets][data-key]")).to_be_attached()  # the script has drawn them
    page.get_by_label(label, exact=False).first.check()
    page.keyboard.press("Escape")


def opened(page: Page) -> list[str]:
    return sorted(page.locator(".card.is-open .node__name").all_inner_texts())


def test_a_copied_address_opens_the_same_view(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.model.get_absolute_url())
    card(page, "split_zoo_dataset").locator(".card__more--down").click()
    expect(card(page, "40 runs")).to_be_visible()
    hide(page, "evaluate")
    expect(page.locator("[data-truth]")).to_contain_text("1 hidden: evaluate")
    still(page)
    press(page, "40 runs")
    press(page, "rural-feather-20")
    seen = (names(page), opened(page), page.locator("[data-truth]").inner_text())

    other = page.context.new_page()
    other.goto(page.evaluate("location.href"))

    expect(other.locator(".card.is-open")).to_have_count(2)
    assert (names(other), opened(other), other.locator("[data-truth]").inner_text()) == seen


def test_back_and_forward_walk_through_the_views(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.model.get_absolute_url())
    card(page, "split_zoo_dataset").locator(".card__more--down").click()
    expect(page.locator(".card")).to_have_count(6)
    page.get_by_role("link", name="Upstream").click()
    expect(page.locator(".card")).to_have_count(4)
    page.get_by_role("button", name="Table").click()

    page.go_back()
    expect(page.locator("[data-stage]")).to_be_visible()
    page.go_back()
    expect(page.locator(".card")).to_have_count(6)
    page.go_back()
    expect(page.locator(".card")).to_have_count(5)
    page.go_forward()
    expect(card(page, "40 runs")).to_be_visible()


def test_opening_a_card_is_no_step_of_the_history(page: Page, zoo: Zoo) -> None:
    page.goto("/registry")
    open_map(page, zoo.model.get_absolute_url())
    press(page, "rural-feather-20")

    page.go_back()

    page.wait_for_url("**/registry")


def test_a_filter_is_in_the_address_and_in_the_table(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.model.get_absolute_url())

    hide(page, "train")
    expect(page.locator(".card")).to_have_count(4)
    page.get_by_role("button", name="Table").click()

    expect(page).to_have_url(re.compile("hide_job=train"))
    assert [row.split()[2] for row in rows(page)] == [
        "royal-forest-3",
        "split_zoo_dataset:v0",
        "zoo-ylbchv20:v0",
        "northern-lake-21",
    ]


def test_a_filter_works_without_javascript(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika, java_script_enabled=False)
    page.goto(f"{zoo.model.get_absolute_url()}/lineage?dir=up")

    page.locator("[data-filter] summary").click()
    page.get_by_label("split").first.check()
    page.get_by_role("button", name="Apply").click()

    expect(page).to_have_url(re.compile("dir=up&.*hide_job=split"))
    expect(page.locator("[data-truth]")).to_contain_text("1 hidden: split")
    expect(page.locator("[data-rows] tr")).to_have_count(3)


def test_everything_comes_back(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.model.get_absolute_url(), "?hide_job=train&hide_state=running")
    expect(page.locator(".card")).to_have_count(2)

    page.locator("[data-filter] summary").click()
    page.get_by_role("link", name="Show everything").click()

    expect(page.locator(".card")).to_have_count(5)
    expect(page).not_to_have_url(re.compile("hide_"))
