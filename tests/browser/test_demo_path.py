"""The seed's path on the demo: registry, collection, version menu, map, a run, an artifact."""

import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Page, expect

from tests.browser.lineage import card, facts, head, press, sign_in, walk_to_map
from tests.server import Server

pytestmark = pytest.mark.slow


@pytest.fixture
def password(server: Server, tmp_path: Path) -> str:
    """Of mika, in the small demo."""
    with override_settings(DATA_DIR=tmp_path):
        call_command("load_demo", small=True, url=server.url, stdout=StringIO())
    return json.loads((tmp_path / "demo.json").read_text())["passwords"]["mika"]


def read_run(page: Page) -> None:
    press(page, "rural-feather-20")
    shown = facts(card(page, "rural-feather-20"))
    assert (shown["ID"], shown["Name"], shown["State"], shown["Job type"]) == (
        "9846f2d7",
        "rural-feather-20",
        "finished",
        "training",
    )
    assert re.match(r"[A-Z][a-z]{2} \d", shown["Created"])
    assert (shown["Author"], shown["Project"]) == ("mai", "zoo-team/zoo-classifier")


def read_model(page: Page) -> None:
    page.keyboard.press("ArrowRight")
    expect(head(page, "zoo-ylbchv20")).to_be_focused()
    page.keyboard.press("Enter")
    body = card(page, "zoo-ylbchv20")
    shown = facts(body)
    assert shown["Full name"] == "zoo-team/zoo-classifier/zoo-ylbchv20:v0"
    assert shown["Type"] == "model"
    assert re.match(r"[A-Z][a-z]{2} \d", shown["Created"])
    places = body.locator(".card__places li").all_inner_texts()
    assert "zoo-ylbchv20:v0 source\nlatest" in places
    linked = "Zoo_Classifier_Models:v4 in model\nprotected alias\nproduction\nstaging\nlatest"
    assert linked in places


def test_the_story_is_found_and_read(new_page: Callable[..., Page], password: str) -> None:
    page = new_page(viewport={"width": 1400, "height": 900})
    sign_in(page, "mika", password)
    walk_to_map(page, first="v2", then="v4")

    read_run(page)
    read_model(page)

    makers = page.locator(".card", has_text="publish_split_dataset")
    expect(makers).to_have_count(5)
    expect(head(page, "northern-lake-21")).to_be_visible()
    expect(card(page, "Locked artifact")).to_be_attached()
