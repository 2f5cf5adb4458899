"""The map in both themes and on a phone: accessible, within the policy, saved as a picture."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.models import User
from tests import make
from tests.browser.axe import violations
from tests.browser.lineage import card, facts, head, open_map, press, still
from tests.browser.menus import wrong_menus
from tests.lineage.zoo import Zoo

WIDE = {"viewport": {"width": 1400, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
THEMES = pytest.mark.parametrize("color_scheme", ["light", "dark"])


@THEMES
def test_nothing_is_wrong_with_the_open_map_and_the_table(
    new_page: Callable[..., Page], mika: User, zoo: Zoo, color_scheme: str
) -> None:
    page = new_page(mika, color_scheme=color_scheme, **WIDE)
    open_map(page, zoo.model.get_absolute_url())
    for name in ["rural-feather-20", "zoo-ylbchv20"]:
        press(page, name)
    page.mouse.move(0, 0)
    still(page)

    assert violations(page) == []
    assert wrong_menus(page) == []
    page.get_by_role("button", name="Table").click()
    assert violations(page) == []


@THEMES
def test_a_phone_shows_details_in_a_sheet(
    new_page: Callable[..., Page], mika: User, zoo: Zoo, color_scheme: str
) -> None:
    page = new_page(mika, color_scheme=color_scheme, **PHONE)
    open_map(page, zoo.model.get_absolute_url())

    head(page, "zoo-ylbchv20").tap()

    sheet = page.locator("[data-sheet]")
    assert facts(sheet)["Full name"] == "zoo-team/zoo-classifier/zoo-ylbchv20:v0"
    expect(sheet.get_by_role("button", name="Close")).to_be_focused()
    assert violations(page) == []
    sheet.get_by_role("button", name="Close").tap()
    expect(sheet).to_be_hidden()


def test_a_phone_never_scrolls_sideways(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika, **PHONE)

    open_map(page, zoo.model.get_absolute_url())

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_words_of_an_empty_map_find_room_on_a_phone(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika, **PHONE)

    open_map(page, make.make_version(zoo.project, "lonely").get_absolute_url())

    words = [one.bounding_box() for one in page.locator(".map__empty > *").all()]
    top_of_the_card = page.locator(".card").bounding_box()["y"]
    assert all(box["x"] + box["width"] <= 390 for box in words)
    assert max(box["y"] + box["height"] for box in words) < top_of_the_card


def test_edges_take_the_colours_of_the_theme_at_once(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika, **WIDE)
    open_map(page, zoo.model.get_absolute_url())
    light = page.locator("[data-mini]").evaluate("canvas => canvas.toDataURL()")

    page.get_by_role("button", name="Switch between light and dark").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.locator("[data-mini]").evaluate("canvas => canvas.toDataURL()") != light


def test_nothing_glides_for_who_wants_no_motion(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika, reduced_motion="reduce", **WIDE)
    open_map(page, zoo.model.get_absolute_url())
    right = head(page, "northern-lake-21")
    before = right.bounding_box()["x"]

    head(page, "zoo-ylbchv20").click()

    moving = page.evaluate(
        "document.getAnimations().filter(it => it.playState === 'running').length"
    )
    assert moving == 0
    assert right.bounding_box()["x"] > before


@pytest.mark.parametrize(
    ("entry", "start"),
    [("SVG image", b"<svg xmlns="), ("PNG image", b"\x89PNG"), ("JSON data", b"{")],
)
def test_what_is_drawn_is_saved(
    new_page: Callable[..., Page], mika: User, zoo: Zoo, entry: str, start: bytes
) -> None:
    page = new_page(mika, **WIDE)
    open_map(page, zoo.model.get_absolute_url())
    page.get_by_text("Export").click()

    with page.expect_download() as download:
        page.get_by_role("button", name=entry).click()

    saved = download.value.path().read_bytes()
    assert saved.startswith(start)
    assert download.value.suggested_filename.startswith("lineage-zoo-ylbchv20-v0.")


def test_the_saved_data_is_the_answer(new_page: Callable[..., Page], mika: User, zoo: Zoo) -> None:
    page = new_page(mika, **WIDE)
    open_map(page, zoo.model.get_absolute_url())
    page.get_by_text("Export").click()

    with page.expect_download() as download:
        page.get_by_role("button", name="JSON data").click()

    answer = json.loads(download.value.path().read_text())
    assert answer["root"] == f"a{zoo.model.pk}"
    assert len(answer["nodes"]) == 5


def test_a_deleted_version_stays_as_a_tombstone(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    make.delete(zoo.dataset)
    page = new_page(mika, **WIDE)
    open_map(page, zoo.model.get_absolute_url())

    press(page, "split_zoo_dataset")

    shown = facts(card(page, "split_zoo_dataset"))
    assert "Deleted" in shown
    assert "Digest" not in shown


def test_paper_gets_the_table(new_page: Callable[..., Page], mika: User, zoo: Zoo) -> None:
    page = new_page(mika, **WIDE)
    open_map(page, zoo.model.get_absolute_url())

    page.emulate_media(media="print")

    expect(page.get_by_role("table", name="Lineage as a table")).to_be_visible()
    expect(page.locator("[data-rows] tr:visible")).to_have_count(5)
    expect(page.locator("[data-stage]")).to_be_hidden()


def test_forced_colours_keep_edges_borders_and_what_is_off(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika, forced_colors="active", **WIDE)
    open_map(page, zoo.model.get_absolute_url())
    press(page, "rural-feather-20")

    borders = page.locator(".card__head").evaluate_all(
        "heads => heads.map(head => getComputedStyle(head).borderTopWidth)"
    )
    colours = page.locator("[data-depth]").evaluate_all(
        "links => links.map(link => getComputedStyle(link).color)"
    )
    assert set(borders) == {"2px"}
    assert len(set(colours)) == 2
    assert violations(page) == []


def test_twice_as_large_nothing_is_lost(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika, viewport={"width": 700, "height": 450}, device_scale_factor=2)
    open_map(page, zoo.model.get_absolute_url())

    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    for name in ("Filter", "Table", "Fewer steps"):
        expect(page.get_by_label(name, exact=True)).to_be_in_viewport()
    expect(head(page, "zoo-ylbchv20")).to_be_in_viewport()


def test_names_keep_their_order_in_a_page_from_right_to_left(
    new_page: Callable[..., Page], mika: User, zoo: Zoo
) -> None:
    page = new_page(mika, **WIDE)
    open_map(page, zoo.model.get_absolute_url())

    page.evaluate("document.documentElement.dir = 'rtl'")

    name = card(page, "zoo-ylbchv20").locator(".node__name")
    parts = [name.locator(part).bounding_box()["x"] for part in ("b", "i")]
    assert parts == sorted(parts)
