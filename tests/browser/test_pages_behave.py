"""What scripts add to the pages, by mouse and by keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.models import Project, Star, User
from tests import make, story
from tests.server import Server

LINKING = {
    "version": story.PAGES["source version link"],
    "collection": story.PAGES["link confirm"],
}


@pytest.fixture
def mika(server: Server) -> User:
    return story.tell()


@pytest.fixture
def page(new_page: Callable[..., Page], mika: User) -> Page:
    return new_page(mika, color_scheme="light")


def ground(page: Page) -> str:
    found: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return found


def test_the_theme_stays_chosen(page: Page) -> None:
    page.goto("/registry")
    light = ground(page)
    page.get_by_label("Switch between light and dark").click()
    dark = ground(page)
    page.goto("/projects")

    assert light != dark
    assert ground(page) == dark
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_the_slash_goes_to_the_search(page: Page) -> None:
    page.goto(story.PAGES["collection"])
    page.keyboard.press("/")
    page.keyboard.type("zoo/")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search?q=zoo%2F")


def test_a_row_opens_and_closes(page: Page) -> None:
    page.goto(story.MODEL)
    row = page.get_by_role("button", name="Newest versions of zoo")
    row.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="All 2 versions")).to_be_visible()
    expect(row).to_have_attribute("aria-expanded", "true")
    page.keyboard.press(" ")
    expect(page.get_by_role("link", name="All 2 versions")).to_be_hidden()
    assert page.url.endswith(story.MODEL)


def test_the_version_menu_by_keyboard(page: Page) -> None:
    page.goto(story.PAGES["files"])
    menu = page.get_by_label("Version v1, choose another")
    menu.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url("**/zoo/v0/files")


def test_going_to_a_version_by_its_number(page: Page) -> None:
    """In a collection with more versions than the drop-down shows."""
    project = Project.objects.get(name="zoo-classifier")
    for number in range(9):
        make.make_version(project, "many", files={"n": str(number).encode()})
    page.goto("/zoo-team/zoo-classifier/artifacts/model/many/v8/files")
    page.get_by_label("Version v8, choose another").click()
    page.get_by_role("searchbox", name="Go to a version or alias").fill("0")
    page.keyboard.press("Enter")

    page.wait_for_url("**/many/v0/files")


def test_escape_and_a_press_elsewhere_close_a_menu(page: Page) -> None:
    page.goto("/registry")
    account = page.get_by_label("mika, account")
    account.click()
    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="API keys")).to_be_hidden()
    expect(account).to_be_focused()
    account.click()
    page.locator("h1").click()
    expect(page.get_by_role("link", name="API keys")).to_be_hidden()


def test_copying_a_line(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(story.PAGES["version"])
    page.get_by_label("Copy the line that uses this version").click()

    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    line = page.evaluate("navigator.clipboard.readText()")
    assert line == 'run.use_artifact("acme-org/wandb-registry-model/zoo:v1", type="model")'


def test_finding_a_key_of_the_metadata(page: Page) -> None:
    page.goto(story.PAGES["metadata"])
    field = page.get_by_role("searchbox", name="Find a key or a value")
    field.fill("torch")

    expect(page.get_by_text("framework")).to_be_visible()
    expect(page.get_by_text("accuracy")).to_be_hidden()
    field.fill("unicorn")
    expect(page.get_by_text("No key and no value has this in it.")).to_be_visible()


def test_choosing_a_state_filters_at_once(page: Page) -> None:
    page.goto(story.PAGES["project"])
    page.get_by_label("State").select_option("finished")

    page.wait_for_url("**state=finished*")
    expect(page.get_by_role("link", name="rural-feather-20")).to_be_visible()
    expect(page.get_by_role("link", name="evaluate-0")).to_be_hidden()


def test_times_are_those_of_the_readers_clock(new_page: Callable[..., Page], mika: User) -> None:
    page = new_page(mika, timezone_id="Asia/Tokyo", locale="en-US")
    page.goto(story.PAGES["run"])
    shown = page.locator("[data-behaviour=localtime]").first

    expected = page.evaluate(
        "e => new Intl.DateTimeFormat('en', {dateStyle: 'medium', timeStyle: 'short'})"
        ".format(new Date(e.dateTime))",
        shown.element_handle(),
    )
    assert shown.inner_text() == expected


def test_a_key_is_made_shown_once_and_revoked(page: Page) -> None:
    page.goto("/authorize")
    page.get_by_label("Name").fill("laptop")
    page.get_by_role("button", name="Create key").click()
    secret = page.locator(".copy code").inner_text()
    page.goto("/settings/keys")

    assert re.fullmatch(r"local-[0-9a-f]{40}", secret)
    assert secret not in page.content()
    page.get_by_label("Revoke laptop").click()
    page.get_by_role("button", name="Revoke laptop").click()
    expect(page.get_by_text("The key laptop is revoked.")).to_be_visible()


def test_signing_in_and_out(new_page: Callable[..., Page], mika: User) -> None:
    page = new_page()
    page.goto("/settings/keys")
    page.get_by_label("User name").fill("mika")
    page.get_by_label("Password").fill("correct horse battery staple")
    page.keyboard.press("Enter")
    page.wait_for_url("**/settings/keys")
    page.get_by_label("mika, account").click()
    page.get_by_role("button", name="Sign out").click()

    page.wait_for_url("**/login")


def test_pages_work_without_script(new_page: Callable[..., Page], mika: User) -> None:
    page = new_page(mika, java_script_enabled=False)
    page.goto(story.MODEL)
    page.get_by_label("Newest versions of zoo").click()
    page.get_by_role("link", name="All 2 versions").click()
    page.get_by_role("link", name="v1").first.click()
    page.get_by_label("Version v1, choose another").click()
    page.get_by_role("link", name=re.compile("^v0 ")).click()

    page.wait_for_url("**/zoo/v0")


def test_a_star_that_cannot_be_saved_says_so(page: Page) -> None:
    page.goto("/registry")
    star = page.get_by_role("button", name="Star model").first
    page.context.clear_cookies()
    star.click()

    expect(page.get_by_role("status").filter(has_text="is not saved")).to_be_visible()
    expect(star).to_have_attribute("aria-pressed", "false")
    assert Star.objects.count() == 0


@pytest.mark.parametrize("way", ["version", "collection"])
def test_typing_an_alias_says_who_loses_it(page: Page, way: str) -> None:
    page.goto(LINKING[way])
    if way == "version":
        page.get_by_label("Registry").select_option(label="acme / model")
        page.get_by_label("Collection").fill("zoo")
    page.get_by_label("Aliases", exact=True).fill("staging")

    expect(page.get_by_text("stands on v1, which loses it.")).to_be_visible()
    page.get_by_label("Aliases", exact=True).fill("fresh")
    expect(page.get_by_text("which loses it.")).to_be_hidden()


@pytest.mark.parametrize("tab", ["version", "version history"])
def test_on_a_phone_the_open_tab_is_in_view(
    new_page: Callable[..., Page], mika: User, tab: str
) -> None:
    page = new_page(mika, viewport={"width": 300, "height": 700})
    page.goto(story.PAGES[tab])
    tabs = page.locator(".tabs")

    expect(tabs.locator("[aria-current]")).to_be_in_viewport(ratio=1)
    expect(tabs).to_have_class(re.compile("has-right" if tab == "version" else "has-left"))
