"""The search box suggests while somebody types: arrow keys, Enter, Esc."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.models import User
from tests import story
from tests.browser.axe import violations
from tests.server import Server


@pytest.fixture
def mika(server: Server) -> User:
    return story.tell()


@pytest.fixture
def page(new_page: Callable[..., Page], mika: User) -> Page:
    page = new_page(mika)
    page.goto(story.PAGES["collection"])
    page.keyboard.press("/")
    return page


def test_the_arrow_keys_and_enter_open_what_is_marked(page: Page) -> None:
    page.keyboard.insert_text("evaluate")  # at once: each pause brings another list
    box = page.get_by_role("combobox", name="Search")
    expect(box).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    marked = page.locator("[role=option][aria-selected=true]")
    expect(marked).to_contain_text("evaluate-4")
    assert box.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="evaluate-4")).to_be_visible()


def test_enter_alone_searches_for_the_text(page: Page) -> None:
    page.keyboard.insert_text("evaluate")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")

    page.wait_for_url("**/search?q=evaluate")
    expect(page.locator("mark").first).to_have_text("evaluate")


def test_escape_closes_the_list_and_keeps_the_text(page: Page) -> None:
    page.keyboard.insert_text("evaluate")
    expect(page.get_by_role("listbox", name="Search")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("listbox", name="Search")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Search")).to_have_value("evaluate")


def test_a_press_opens_a_suggestion(page: Page) -> None:
    page.keyboard.insert_text("evaluate-3")
    page.get_by_role("option", name="evaluate-3").click()

    expect(page.get_by_role("heading", name="evaluate-3")).to_be_visible()


def test_what_was_found_is_marked_and_usable_by_all(page: Page) -> None:
    page.keyboard.insert_text("stag")
    option = page.get_by_role("option").first

    expect(option.locator("mark")).to_have_text("stag")
    # What lies under an open list still counts for the rule about the size of targets.
    assert [line for line in violations(page) if not line.startswith("target-size")] == []


def test_without_script_it_is_a_form(new_page: Callable[..., Page], mika: User) -> None:
    page = new_page(mika, java_script_enabled=False)
    page.goto(story.PAGES["collection"])
    page.get_by_role("searchbox", name="Search").fill("evaluate")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search?q=evaluate")
