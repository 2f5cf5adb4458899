"""The lineage map as a person meets it: cards by name, places on screen, rows of the table."""

from playwright.sync_api import Locator, Page, expect

Place = tuple[int, int]

_PLACES = """() => Object.fromEntries([...document.querySelectorAll(".card")].map(card => {
  const box = card.firstElementChild.getBoundingClientRect();
  return [card.dataset.id, [Math.round(box.x), Math.round(box.y)]];
}))"""


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/login")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/registry")


def walk_to_map(page: Page, *, first: str, then: str) -> None:
    """Registry, collection, one version, another one in the menu, tab Lineage."""
    page.get_by_role("region", name="All registries").get_by_role("link", name="Model").click()
    page.wait_for_url("**/registry/model")  # the first page names the collection as well
    page.get_by_role("link", name="Zoo_Classifier_Models").first.click()
    page.get_by_role("region", name="Versions").get_by_role("link", name=first, exact=True).click()
    page.get_by_label(f"Version {first}, choose another").click()
    page.locator(".version-list").get_by_role("link", name=then).click()
    page.get_by_role("link", name="Lineage", exact=True).click()
    expect(page.locator("[data-lineage][data-drawn]")).to_be_attached()


def open_map(page: Page, url: str, query: str = "") -> None:
    page.goto(f"{url}/lineage{query}")
    expect(page.locator("[data-lineage][data-drawn]")).to_be_attached()


def said(page: Page) -> str:
    """What a screen reader is told last."""
    return page.locator("#live").inner_text()


def card(page: Page, name: str) -> Locator:
    """The card whose header starts with this name."""
    return page.locator(".card", has=page.locator(".node__name", has_text=name)).first


def head(page: Page, name: str) -> Locator:
    return card(page, name).locator(".card__head")


def facts(body: Locator) -> dict[str, str]:
    """The name and value pairs of an opened card, as they read."""
    pairs = body.locator(".card__facts > div").all()
    return {
        pair.locator("dt").inner_text(): " ".join(pair.locator("dd").first.inner_text().split())
        for pair in pairs
    }


def names(page: Page) -> list[str]:
    return sorted(text.replace("\n", "") for text in page.locator(".node__name").all_inner_texts())


def places(page: Page) -> dict[str, Place]:
    """Where every card's header stands on screen, once nothing moves any more."""
    found: dict[str, Place] = {}
    for _ in range(20):
        page.wait_for_timeout(300)
        before, found = found, page.evaluate(_PLACES)
        if found == before:
            break
    return found


def rows(page: Page) -> list[str]:
    """The rows of the table, each on one line."""
    return [" ".join(text.split()) for text in page.locator("[data-rows] tr").all_inner_texts()]
