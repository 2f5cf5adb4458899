"""The map grows where somebody asks for more, and nothing that is drawn jumps."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.models import ArtifactVersion, Entity, Project, User
from tests import make
from tests.browser.lineage import card, head, names, open_map, places, press

SWEEP = 34


@pytest.fixture
def project(zoo_team: Entity, mika: User) -> Project:
    return make.make_project(zoo_team, "zoo-classifier")


@pytest.fixture
def page(new_page: Callable[..., Page], mika: User) -> Page:
    return new_page(mika, viewport={"width": 1400, "height": 900})


@pytest.fixture
def dataset(project: Project) -> ArtifactVersion:
    """It is used by a sweep, of which one run failed."""
    dataset = make.make_version(project, "split", "dataset")
    for number in range(SWEEP):
        run = make.make_run(
            project, f"sweep{number}", display_name=f"sweep-{number}", job_type="train"
        )
        make.use(run, dataset)
        if number == 3:
            make.end(run, exit_code=1)
    return dataset


@pytest.fixture
def model(project: Project, dataset: ArtifactVersion) -> ArtifactVersion:
    run = make.make_run(project, "best", display_name="best-run", job_type="train")
    make.use(run, dataset)
    return make.make_version(project, "zoo", run=run)


def test_a_badge_says_how_much_goes_on_and_brings_it(page: Page, model: ArtifactVersion) -> None:
    open_map(page, model.get_absolute_url())
    badge = card(page, "split").get_by_role("button", name=f"Show {SWEEP} more after split:v0")

    badge.click()

    expect(card(page, f"{SWEEP} runs")).to_be_visible()
    expect(badge).to_have_count(0)
    expect(page.locator("[data-truth]")).to_have_text(f"3 runs and artifacts · {SWEEP} beside it")


def test_what_is_drawn_stays_where_it_is(page: Page, model: ArtifactVersion) -> None:
    open_map(page, model.get_absolute_url())
    before = places(page)

    card(page, "split").locator(".card__more--down").click()
    expect(card(page, f"{SWEEP} runs")).to_be_visible()

    after = places(page)
    assert {key: after[key] for key in before} == before


def test_a_badge_is_reached_by_key(page: Page, model: ArtifactVersion) -> None:
    open_map(page, model.get_absolute_url())
    head(page, "split").focus()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(card(page, f"{SWEEP} runs")).to_be_visible()
    expect(page.locator("#live")).to_have_text("1 card added beside split:v0")


def test_a_group_lists_its_members_and_searches_them(page: Page, dataset: ArtifactVersion) -> None:
    open_map(page, dataset.get_absolute_url())

    press(page, "34 runs")
    group = card(page, "34 runs")
    expect(group.locator("[data-members] a")).to_have_count(6)
    group.get_by_label("Search the members").fill("sweep-17")

    expect(group.locator("[data-members] li")).to_have_count(1)
    expect(group.get_by_role("link", name="sweep-17")).to_be_visible()


def test_a_group_says_in_which_states_its_runs_are(page: Page, dataset: ArtifactVersion) -> None:
    open_map(page, dataset.get_absolute_url())

    expect(head(page, "34 runs")).to_have_accessible_name(re.compile("33 running, 1 failed"))


def test_all_members_are_in_the_table(page: Page, dataset: ArtifactVersion) -> None:
    open_map(page, dataset.get_absolute_url())
    press(page, "34 runs")

    page.get_by_role("button", name="List all 34").click()

    expect(page.locator("[data-rows] tr", has_text="sweep-")).to_have_count(34)


def test_a_group_is_shown_as_nodes(page: Page, dataset: ArtifactVersion) -> None:
    open_map(page, dataset.get_absolute_url())
    press(page, "34 runs")

    page.get_by_role("button", name="Show as nodes").click()

    expect(page.locator(".card")).to_have_count(35)
    assert "sweep-17" in names(page)


def test_direction_and_depth_are_in_the_address(page: Page, model: ArtifactVersion) -> None:
    open_map(page, model.get_absolute_url())

    page.get_by_role("link", name="Upstream").click()
    expect(page.get_by_role("link", name="Upstream")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Fewer steps").click()
    expect(page.locator("[data-depth-shown]")).to_have_text("1 of 2")

    expect(page).to_have_url(re.compile(r"\?dir=up&depth=1$"))
    page.reload()
    expect(page.locator("[data-depth-shown]")).to_have_text("1 of 2")
    assert names(page) == ["best-run", "zoo:v0"]


def test_an_open_card_is_in_the_address(page: Page, model: ArtifactVersion) -> None:
    open_map(page, model.get_absolute_url())
    press(page, "best-run")

    page.reload()

    expect(head(page, "best-run")).to_have_attribute("aria-expanded", "true")


def test_a_server_that_fails_is_said_and_the_map_stays(page: Page, model: ArtifactVersion) -> None:
    open_map(page, model.get_absolute_url())
    page.route("**/api/v1/**", lambda route: route.abort())

    card(page, "split").locator(".card__more--down").click()

    expect(page.get_by_role("alert")).to_contain_text("The lineage could not be read")
    expect(page.locator(".card")).to_have_count(3)


def test_who_was_signed_out_is_told_so(page: Page, model: ArtifactVersion) -> None:
    open_map(page, model.get_absolute_url())
    page.context.clear_cookies()

    card(page, "split").locator(".card__more--down").click()

    expect(page.get_by_role("alert")).to_contain_text("You are signed out")


def test_nothing_on_one_side_is_not_nothing_at_all(page: Page, model: ArtifactVersion) -> None:
    open_map(page, model.get_absolute_url(), "?dir=down")

    expect(page.locator("[data-truth]")).to_have_text("Nothing after it")
    expect(page.locator(".map__empty")).to_have_count(0)
