"""The REST documentation needs nothing from elsewhere, and obeys the policy like every page."""

from playwright.sync_api import Page, expect


def test_documentation_page(page: Page) -> None:
    page.goto("/api/v1/docs")

    expect(page.get_by_text("/api/v1/lineage/versions/{version_id}", exact=True)).to_be_visible()
