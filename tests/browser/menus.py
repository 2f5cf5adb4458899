"""The menus of a page, opened one by one: usable by all, and whole on the screen."""

from playwright.sync_api import Locator, Page

from tests.browser.axe import violations

MENUS = "details[data-behaviour=menu]:has(> summary:visible)"
_IS_WHOLE = """list => {
  const box = list.getBoundingClientRect();
  const isInside = box.left >= 0 && box.right <= document.documentElement.clientWidth;
  return isInside && list.scrollWidth <= list.clientWidth;
}"""


def wrong_menus(page: Page, seen: set[str] | None = None) -> list[str]:
    """One line for each fault. `seen`: the menus of pages before, which need no second look."""
    known = set() if seen is None else seen
    wrong: list[str] = []
    for menu in page.locator(MENUS).all():
        name = menu.locator("summary").inner_text().strip()
        if name not in known:
            known.add(name)
            wrong += [f"menu {name}: {line}" for line in _faults(page, menu)]
    return wrong


def _faults(page: Page, menu: Locator) -> list[str]:
    menu.locator("summary").click()
    is_whole = menu.locator(".menu__list").evaluate(_IS_WHOLE)
    # What lies under an open menu still counts for the rule about the size of targets.
    wrong = [line for line in violations(page) if not line.startswith("target-size")]
    page.keyboard.press("Escape")
    return wrong + ([] if is_whole else ["is cut"])
