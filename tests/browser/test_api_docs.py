"""The REST documentation: in the frame of all pages, without anything from elsewhere."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations

DOCS, FIRST = "/api/v1/docs", "/api/v1/lineage/versions/{version_id}"


def test_documentation_page(page: Page) -> None:
    page.goto(DOCS)

    expect(page.get_by_text(FIRST, exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1400, 390])
def test_is_usable_by_all_and_fits(new_page: Callable[..., Page], width: int) -> None:
    """By light: the dark is made by a filter, which the check of contrasts does not see."""
    page = new_page(viewport={"width": width, "height": 844}, color_scheme="light")
    page.goto(DOCS)
    expect(page.get_by_text(FIRST, exact=True)).to_be_visible()

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_opened_operation_fits_on_a_phone(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(DOCS)
    page.locator(".opblock-summary-control").first.click()
    expect(page.get_by_role("button", name="Try it out")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_follows_the_dark(new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme="dark")
    page.goto(DOCS)

    expect(page.locator("#swagger-ui")).to_have_css("filter", "invert(0.92) hue-rotate(180deg)")
