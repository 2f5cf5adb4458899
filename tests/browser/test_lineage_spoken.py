"""What a screen reader meets on the map: names, roles, states, and what a press has changed."""

import pytest
from playwright.sync_api import Page, expect

from registry.models import Organization, ProtectedAlias
from tests import make
from tests.browser.lineage import card, expect_said, press
from tests.lineage.zoo import Zoo


@pytest.fixture
def page(zoo_map: Page) -> Page:
    return zoo_map


def test_cards_are_buttons_in_reading_order_with_all_they_say(page: Page) -> None:
    heard = page.get_by_role("group", name="Lineage map").aria_snapshot().splitlines()

    assert [line.strip().removesuffix(":") for line in heard if "- button" in line] == [
        f'- button "{name}"'
        for name in (
            "run royal-forest-3 running split , 0 inputs, 1 output, step 3 before",
            "artifact split_zoo_dataset:v0 dataset latest , 1 input, 1 output, step 2 before",
            "run rural-feather-20 running train , 1 input, 1 output, step 1 before",
            "artifact zoo-ylbchv20:v0 model best latest , 1 input, 1 output, this version",
            "run northern-lake-21 running evaluate , 1 input, 0 outputs, step 1 after",
        )
    ]


def test_an_open_run_is_a_list_of_facts_and_links(page: Page) -> None:
    press(page, "rural-feather-20")

    expect(card(page, "rural-feather-20")).to_match_aria_snapshot("""
      - button /run rural-feather-20/ [expanded]
      - term: ID
      - definition:
        - code: 9846f2d7
      - term: Name
      - definition: rural-feather-20
      - term: State
      - definition: running
      - term: Job type
      - definition: train
      - term: Created
      - definition
      - term: Project
      - definition: zoo-team/zoo-classifier
      - link "Open run"
      - button "Copy path"
      - link "Centre lineage"
    """)


def test_an_open_artifact_says_where_each_alias_holds(
    page: Page, zoo: Zoo, acme: Organization
) -> None:
    registry = make.make_registry(acme, "model")
    ProtectedAlias.objects.create(registry=registry, name="production")
    make.link(zoo.model, registry, "Zoo_Models", aliases=["production"])
    page.reload()
    press(page, "zoo-ylbchv20")

    expect(card(page, "zoo-ylbchv20")).to_match_aria_snapshot("""
      - button /artifact zoo-ylbchv20:v0/ [expanded]
      - term: Full name
      - definition:
        - code: zoo-team/zoo-classifier/zoo-ylbchv20:v0
      - term: Type
      - definition: model
      - term: Aliases
      - definition:
        - list:
          - listitem:
            - link "zoo-ylbchv20:v0"
            - text: source best latest
          - listitem:
            - link "Zoo_Models:v0"
            - text: in model protected alias production latest
    """)


def test_a_group_says_what_it_holds(page: Page, zoo: Zoo) -> None:
    for number in range(40):
        run = make.make_run(zoo.project, display_name=f"sweep-{number}", job_type="tune")
        make.use(run, zoo.model)
    page.reload()
    name = "group of 40 runs tune , 40 running, 1 input, 0 outputs, step 1 after"
    group = page.get_by_role("button", name=name, exact=True)

    group.focus()
    page.keyboard.press("Enter")

    expect_said(page, "40 runs opened")
    expect(page.get_by_label("Search the members of this group")).to_be_visible()
    expect(page.get_by_role("button", name="Show sweep-39 on the map")).to_be_visible()


def test_a_locked_card_says_so(page: Page, zoo: Zoo) -> None:
    hidden = make.make_project(make.make_team(make.make_organization()))
    make.use(make.make_run(hidden), zoo.model)
    page.reload()

    locked = page.get_by_role("button", name="Locked run")
    expect(locked).to_have_accessible_name(
        "Locked run not visible to you , 1 input, 0 outputs, step 1 after"
    )


def test_each_press_says_what_it_changed(page: Page) -> None:
    page.get_by_role("link", name="Upstream").click()
    expect(page.locator("#live")).to_have_text("4 runs and artifacts")

    page.get_by_role("link", name="Fewer steps").click()
    expect(page.locator("#live")).to_have_text("4 runs and artifacts · 1 beyond 2 steps")

    page.locator("[data-filter] summary").click()
    page.get_by_label("dataset").check()
    expect(page.locator("#live")).to_contain_text("1 hidden: dataset")
