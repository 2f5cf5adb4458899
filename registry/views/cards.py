"""Markdown that people wrote, as HTML that cannot do harm."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

MAX_LENGTH = 256_000
_INLINE = {"a", "br", "code", "del", "em", "s", "strong"}
_LISTS = {"li", "ol", "ul"}
_TABLES = {"table", "tbody", "td", "th", "thead", "tr"}
_BLOCKS = {"blockquote", "h3", "h4", "h5", "h6", "hr", "p", "pre"}


def _lower_headings(state: StateCore) -> None:
    """A card stands under a section of the page: its headings go on from there, skipping none."""
    above: list[int] = []
    for token in state.tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            above = [each for each in above if each < level] + [level]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(2 + len(above), 6)}"


# Both scroll when they are wider than the card.
_BY_KEYBOARD = {"pre": {"tabindex": "0"}, "table": {"tabindex": "0"}}

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": 40})
_MARKDOWN.enable(["table", "strikethrough"])
_MARKDOWN.core.ruler.push("lower_headings", _lower_headings)


def render_markdown(text: str | None) -> SafeString:
    """No raw HTML, no images (they would report each reader), links that pass nothing on."""
    clean = nh3.clean(
        _MARKDOWN.render((text or "")[:MAX_LENGTH]),
        tags=_INLINE | _LISTS | _TABLES | _BLOCKS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        set_tag_attribute_values=_BY_KEYBOARD,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(clean)
