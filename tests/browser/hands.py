"""The same journey by mouse and by keyboard alone: what a hand can do on a page."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

FURTHEST = 80


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, target: Locator, text: str) -> None:
        target.click()
        self.page.keyboard.insert_text(text)

    def choose(self, target: Locator, option: str) -> None:
        target.select_option(label=option)


class Keys:
    """Nothing but Tab, Enter, arrows and letters."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """By Tab from wherever the focus is, as somebody without a mouse has to."""
        expect(target).to_be_visible()
        for _ in range(FURTHEST):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {target}")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.type(text)

    def choose(self, target: Locator, option: str) -> None:
        """Step by step: nothing may be sent on the way there."""
        self.reach(target)
        self.page.keyboard.press("Home")
        labels = target.locator("option").all_inner_texts()
        for _ in range(labels.index(option)):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")


Hand = Callable[[Page], Mouse | Keys]
