"""The table has the same lineage as the map, with and without JavaScript."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from registry.models import User
from tests.browser.lineage import head, open_map, rows
from tests.lineage.zoo import Zoo


def test_it_is_all_there_is_without_javascript(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika, java_script_enabled=False)
    page.goto(f"{zoo.model.get_absolute_url()}/lineage")

    expect(page.get_by_role("table")).to_be_visible()
    assert [row.split()[:3] for row in rows(page)] == [
        ["3", "up", "royal-forest-3"],
        ["2", "up", "split_zoo_dataset:v0"],
        ["1", "up", "rural-feather-20"],
        ["this", "version", "zoo-ylbchv20:v0"],
        ["1", "down", "northern-lake-21"],
    ]


def test_direction_works_without_javascript(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika, java_script_enabled=False)
    page.goto(f"{zoo.model.get_absolute_url()}/lineage")

    page.get_by_role("link", name="Downstream").click()

    expect(page.locator("[data-rows] tr")).to_have_count(2)


def test_the_script_draws_the_rows_as_the_server_does(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika)
    open_map(page, zoo.model.get_absolute_url(), "?view=table")
    by_server = page.locator("[data-rows] tr").evaluate_all(AS_SHOWN)

    page.get_by_role("link", name="Downstream").click()
    expect(page.locator("[data-rows] tr")).to_have_count(2)
    page.get_by_role("link", name="Both").click()
    expect(page.locator("[data-rows] tr")).to_have_count(5)

    assert page.locator("[data-rows] tr").evaluate_all(AS_SHOWN) == by_server


def test_a_row_opens_its_card(new_page: Callable[..., Page], mika: User, zoo: Zoo) -> None:
    page = new_page(mika)
    open_map(page, zoo.model.get_absolute_url(), "?view=table")

    page.get_by_role("table").get_by_role("link", name="rural-feather-20").click()

    expect(head(page, "rural-feather-20")).to_be_focused()
    expect(head(page, "rural-feather-20")).to_have_attribute("aria-expanded", "true")
    expect(page).not_to_have_url(re.compile("view=table"))


def test_find_narrows_the_table(new_page: Callable[..., Page], mika: User, zoo: Zoo) -> None:
    page = new_page(mika)
    open_map(page, zoo.model.get_absolute_url(), "?view=table")

    page.get_by_label("Find a run or artifact").fill("feather")

    expect(page.locator("[data-rows] tr:visible")).to_have_count(1)


# The cells' words and classes; the way a moment is written is the reader's, so it is left out.
AS_SHOWN = """rows => rows.map(row => [...row.cells].slice(0, 6).map(cell => [
  cell.innerText.trim(),
  [...cell.querySelectorAll("[class]")].map(element => element.getAttribute("class").trim()),
]))"""
