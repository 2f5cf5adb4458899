"""The Lineage tab tells the seed's story, and its cards open in place."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.models import Organization, User
from tests import make
from tests.browser.lineage import card, facts, head, names, open_map, places, press, walk_to_map
from tests.lineage.zoo import Zoo

LINE = ["split_zoo_dataset:v0", "rural-feather-20", "zoo-ylbchv20:v0", "northern-lake-21"]


@pytest.fixture
def page(new_page: Callable[..., Page], mika: User) -> Page:
    return new_page(mika, viewport={"width": 1400, "height": 900})


def test_the_story_reads_from_left_to_right_on_one_line(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.model.get_absolute_url())

    boxes = [head(page, name).bounding_box() for name in LINE]
    assert [box["x"] for box in boxes] == sorted(box["x"] for box in boxes)
    assert len({round(box["y"]) for box in boxes}) == 1


def test_this_version_is_marked(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.model.get_absolute_url())

    expect(page.locator(".card[data-here='this version'] .node__name")).to_have_text(
        "zoo-ylbchv20:v0"
    )


def test_a_run_opens_under_the_mouse(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.model.get_absolute_url())

    press(page, "rural-feather-20")

    shown = facts(card(page, "rural-feather-20"))
    assert shown["ID"] == "9846f2d7"
    assert shown["Name"] == "rural-feather-20"
    assert shown["State"] == "running"
    assert shown["Job type"] == "train"
    assert shown["Project"] == "zoo-team/zoo-classifier"
    assert shown["Tags"].endswith("baseline")
    assert "Created" in shown


def test_a_run_opens_with_the_enter_key(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.model.get_absolute_url())

    head(page, "zoo-ylbchv20").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")

    assert facts(card(page, "rural-feather-20"))["ID"] == "9846f2d7"
    expect(head(page, "rural-feather-20")).to_be_focused()


def test_an_artifact_tells_the_aliases_of_each_collection_apart(
    page: Page, zoo: Zoo, acme: Organization
) -> None:
    registry = make.make_registry(acme, "model")
    make.link(zoo.model, registry, "Zoo_Classifier_Models", aliases=["staging"])
    open_map(page, zoo.model.get_absolute_url())

    press(page, "zoo-ylbchv20")

    body = card(page, "zoo-ylbchv20")
    shown = facts(body)
    assert shown["Full name"] == "zoo-team/zoo-classifier/zoo-ylbchv20:v0"
    assert shown["Type"] == "model"
    assert body.locator(".card__places li").all_inner_texts() == [
        "zoo-ylbchv20:v0 source\nbest\nlatest",
        "Zoo_Classifier_Models:v0 in model\nstaging\nlatest",
    ]
    assert shown["Digest"] == zoo.model.digest[:16]
    assert shown["Size"].endswith("in 1 file")


def test_opening_a_card_leaves_it_and_what_stands_left_of_it_in_place(page: Page, zoo: Zoo) -> None:
    page.set_viewport_size({"width": 1400, "height": 1300})
    open_map(page, zoo.model.get_absolute_url())
    before = places(page)

    press(page, "rural-feather-20")

    after = places(page)
    still = [f"a{zoo.dataset.pk}", f"r{zoo.train.pk}"]
    assert [after[key] for key in still] == [before[key] for key in still]


def test_several_cards_may_be_open_and_each_closes_again(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.model.get_absolute_url())
    before = places(page)
    for name in LINE[1:]:
        press(page, name)
    expect(page.locator(".card.is-open")).to_have_count(3)

    for name in LINE[1:]:
        press(page, name)

    expect(page.locator(".card.is-open")).to_have_count(0)
    assert len({y for _, y in places(page).values()}) == len({y for _, y in before.values()})


def test_the_tab_is_reached_from_the_registry_with_the_version_menu(
    page: Page, zoo: Zoo, acme: Organization
) -> None:
    registry = make.make_registry(acme, "model")
    make.link(zoo.model, registry, "Zoo_Classifier_Models")
    make.link(make.make_version(zoo.project, "other"), registry, "Zoo_Classifier_Models")
    page.goto("/registry")

    walk_to_map(page, first="v1", then="v0")

    assert "rural-feather-20" in names(page)


def test_an_artifact_in_no_registry_has_its_map_too(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.dataset.get_absolute_url())

    assert names(page) == sorted([*LINE, "royal-forest-3"])


def test_a_run_has_its_map(page: Page, zoo: Zoo) -> None:
    open_map(page, zoo.train.get_absolute_url())

    expect(page.locator(".card[data-here='this run'] .node__name")).to_have_text("rural-feather-20")


def test_a_version_that_no_run_knows_says_what_would_change_that(page: Page, zoo: Zoo) -> None:
    lonely = make.make_version(zoo.project, "lonely")

    open_map(page, lonely.get_absolute_url())

    assert names(page) == ["lonely:v0"]
    expect(page.get_by_text("No run has logged or used this version yet")).to_be_visible()
    expect(page.locator(".map__empty code")).to_contain_text("run.use_artifact(")
