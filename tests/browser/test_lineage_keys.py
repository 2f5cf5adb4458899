"""The whole map works without a mouse."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lineage import card, expect_said, head, still


@pytest.fixture
def page(zoo_map: Page) -> Page:
    return zoo_map


def test_the_map_is_one_stop_of_the_tab_key(page: Page) -> None:
    page.locator("[data-do=full]").focus()

    page.keyboard.press("Tab")
    expect(head(page, "zoo-ylbchv20")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-do=zoom-in]")).to_be_focused()


def test_arrows_follow_the_edges_and_home_comes_back(page: Page) -> None:
    head(page, "zoo-ylbchv20").focus()

    for key, name in [
        ("ArrowLeft", "rural-feather-20"),
        ("ArrowLeft", "split_zoo_dataset"),
        ("ArrowRight", "rural-feather-20"),
        ("Home", "zoo-ylbchv20"),
        ("ArrowRight", "northern-lake-21"),
    ]:
        page.keyboard.press(key)
        expect(head(page, name)).to_be_focused()


def test_a_dead_end_is_told(page: Page) -> None:
    head(page, "northern-lake-21").focus()

    page.keyboard.press("ArrowRight")

    expect_said(page, "Nothing further downstream")


def test_space_opens_and_escape_closes_from_inside(page: Page) -> None:
    head(page, "rural-feather-20").focus()
    page.keyboard.press("Space")
    expect_said(page, "rural-feather-20 opened")

    page.keyboard.press("Tab")
    expect(card(page, "rural-feather-20").get_by_text("Open run")).to_be_focused()
    page.keyboard.press("Escape")

    expect(head(page, "rural-feather-20")).to_be_focused()
    expect(head(page, "rural-feather-20")).to_have_attribute("aria-expanded", "false")


def test_slash_finds_and_enter_goes_from_hit_to_hit(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("zoo")
    expect(page.locator("[data-hits]")).to_have_text("1 of 2")

    page.keyboard.press("Enter")

    expect(page.locator("[data-hits]")).to_have_text("2 of 2")
    expect(page.locator(".card.is-hit")).to_have_count(2)
    expect(page.locator(".card.is-current-hit .node__name")).to_contain_text("zoo-ylbchv20")


def test_find_says_when_there_is_nothing_and_escape_clears_it(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("giraffe")
    expect(page.locator("[data-hits]")).to_have_text("none")

    page.keyboard.press("Escape")

    expect(page.locator("[data-find]")).to_have_value("")


def test_plus_and_minus_zoom_and_zero_fits(page: Page) -> None:
    width = head(page, "zoo-ylbchv20").bounding_box()["width"]

    page.keyboard.press("+")
    still(page)
    assert head(page, "zoo-ylbchv20").bounding_box()["width"] > width
    page.keyboard.press("0")
    still(page)
    assert head(page, "royal-forest-3").bounding_box()["x"] > 0


def test_focus_highlights_the_path_through_a_card(page: Page) -> None:
    head(page, "zoo-ylbchv20").focus()
    page.keyboard.press("ArrowLeft")

    expect(page.locator(".map__cards.is-dimmed")).to_be_attached()
    expect(page.locator(".card.is-on")).to_have_count(5)
