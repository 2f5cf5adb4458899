"""The accessibility check finds what it is meant to find."""

from playwright.sync_api import Page

from tests.browser.axe import violations


def test_finds_an_image_without_text(page: Page) -> None:
    page.goto("/healthz")
    page.evaluate("document.body.innerHTML = '<main><h1>x</h1><img src=\"data:,\"></main>'")

    assert any(line.startswith("image-alt: <img") for line in violations(page))
