"""Markdown that people wrote must inform and do no harm."""

import re
from html.parser import HTMLParser

import pytest

from registry.views.cards import render_markdown


def test_renders_paragraphs_lists_tables_and_code() -> None:
    html = render_markdown("Text *slanted*\n\n- one\n\n| a |\n|---|\n| b |\n\n`code`")

    for tag in ("<p>", "<em>", "<li>", "<td>", "<code>"):
        assert tag in html


def test_headings_stand_under_those_of_the_page() -> None:
    assert render_markdown("# One\n\n## Two") == "<h3>One</h3>\n<h4>Two</h4>\n"


def test_headings_skip_no_level() -> None:
    html = render_markdown("## Two\n\n##### Five\n\n## Two again\n\n# One")

    tags = re.findall(r"<(h\d)>", html)
    assert tags == ["h3", "h4", "h3", "h3"]


def test_what_scrolls_is_reached_with_the_keyboard() -> None:
    html = render_markdown("    code\n\n| a |\n|---|\n| b |")

    assert '<pre tabindex="0">' in html
    assert '<table tabindex="0">' in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "![beacon](https://tracker.example/x.png)",
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,xxxx)",
        '<https://x.example/"onmouseover=alert(1)>',
    ],
)
def test_nothing_that_acts_gets_through(text: str) -> None:
    found = Elements()
    found.feed(render_markdown(text))

    assert {tag for tag, _ in found.seen} <= {"p", "a"}
    assert {name for _, attributes in found.seen for name in attributes} <= {"href", "rel"}
    assert all(one.get("href", "https:").startswith("https:") for _, one in found.seen)


class Elements(HTMLParser):
    """What a browser would make of it: tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_links_pass_nothing_on() -> None:
    html = render_markdown("[paper](https://paper.example)")

    assert '<a href="https://paper.example" rel="noopener noreferrer nofollow">' in html


@pytest.mark.slow
@pytest.mark.parametrize("text", ["[" * 1_000_000, "> " * 10_000 + "deep", "- " * 5_000, ""])
def test_hostile_nesting_is_rendered(text: str) -> None:
    assert isinstance(render_markdown(text), str)


def test_no_card_at_all() -> None:
    assert render_markdown(None) == ""
