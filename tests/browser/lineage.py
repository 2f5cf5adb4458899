"""The lineage map as a person meets it: cards by name, places on screen, rows of the table."""

from playwright.sync_api import Locator, Page, expect

Place = tuple[int, int]

# A glide takes a fifth of a second, or one frame of a busy machine.
_STILL = """async () => {
  const look = () => JSON.stringify([...document.querySelectorAll(".card")].map(card => {
    const { x, y, width } = card.firstElementChild.getBoundingClientRect();
    return [card.dataset.id, x, y, width];
  }));
  const isFading = () => document.getAnimations().some(one => one instanceof CSSTransition);
  let [seen, since, frames] = [look(), performance.now(), 0];
  while (frames < 5 || performance.now() - since < 300) {
    await new Promise(requestAnimationFrame);
    const now = look();
    frames += 1;
    if (now !== seen || isFading()) [seen, since, frames] = [now, performance.now(), 0];
  }
}"""
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
    expect(page.get_by_label(f"Version {then}, choose another")).to_be_visible()
    page.get_by_role("link", name="Lineage", exact=True).click()
    expect(page.locator("[data-lineage][data-drawn]")).to_be_attached()


def open_map(page: Page, url: str, query: str = "") -> None:
    page.goto(f"{url}/lineage{query}")
    expect(page.locator("[data-lineage][data-drawn]")).to_be_attached()


def expect_said(page: Page, text: str) -> None:
    """What a screen reader is told last."""
    expect(page.locator("#live")).to_have_text(text)


def card(page: Page, name: str) -> Locator:
    """The card whose header starts with this name."""
    return page.locator(".card", has=page.locator(".node__name", has_text=name)).first


def head(page: Page, name: str) -> Locator:
    return card(page, name).locator(".card__head")


def still(page: Page) -> None:
    """Wait until nothing moves on the map, or fades, any more."""
    page.evaluate(_STILL)


def press(page: Page, name: str) -> None:
    """Open or close a card, and see what it moves come to rest: a press on what moves may miss."""
    head(page, name).click()
    still(page)


def facts(body: Locator) -> dict[str, str]:
    """The name and value pairs of an opened card, as they read."""
    pairs = body.locator(".card__facts > div")
    expect(pairs.first).to_be_visible()
    return {
        pair.locator("dt").inner_text(): " ".join(pair.locator("dd").first.inner_text().split())
        for pair in pairs.all()
    }


def names(page: Page) -> list[str]:
    return sorted(text.replace("\n", "") for text in page.locator(".node__name").all_inner_texts())


def places(page: Page) -> dict[str, Place]:
    """Where every card's header stands on screen, once nothing moves any more."""
    still(page)
    found: dict[str, Place] = page.evaluate(_PLACES)
    return found


def rows(page: Page) -> list[str]:
    """The rows of the table, each on one line."""
    return [" ".join(text.split()) for text in page.locator("[data-rows] tr").all_inner_texts()]
