"""Icons, chips and marks: one look for one meaning, on every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import template
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from registry.naming import LATEST, version_index

if TYPE_CHECKING:
    from django.core.paginator import Paginator
    from django.utils.safestring import SafeString

    from registry.models import AuditEvent, Collection, Entity, Registry, User
    from registry.views.paging import Page

register = template.Library()

# Types of our own have a hue; any other gets one of eight by its name, the same on each page.
_TYPES = {
    "dataset": ("dataset", "t-dataset"),
    "model": ("model", "t-model"),
    "table": ("table", "t-table"),
    "run_table": ("table", "t-table"),
    "report": ("report", "t-report"),
}
_HUES = 8
_LONG = 32
_STATE_ICONS = {
    "pending": "clock",
    "running": "play",
    "finished": "check",
    "failed": "cross",
    "crashed": "bang",
    "killed": "stop",
    "preempting": "stop",
    "preempted": "stop",
}


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    source = static("img/icons.svg")
    extra = f" icon--{size}" if size else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>', extra, source, name
    )


# --- artifact types


@register.filter
def type_class(name: str) -> str:
    """static/js/types.js gives the same answer for the cards of the map."""
    return _TYPES.get(name, ("", f"t-hue-{sum(name.encode()) % _HUES}"))[1]


@register.filter
def type_icon(name: str) -> str:
    return _TYPES.get(name, ("artifact", ""))[0]


@register.simple_tag
def type_mark(name: str) -> SafeString:
    return format_html(
        '<span class="type {}">{}{}</span>', type_class(name), icon(type_icon(name)), words(name)
    )


# --- chips: the heavier the look, the harder to move


@register.simple_tag
def alias_chip(name: str, protected: bool = False) -> SafeString:
    long = _long(name)
    if protected:
        return format_html(
            '<span class="chip chip--protected{}">{}<span class="vh">{} </span>{}</span>',
            long,
            icon("lock"),
            _("protected alias"),
            name,
        )
    auto = " chip--auto" if name == LATEST or version_index(name) is not None else ""
    return format_html('<span class="chip{}{}">{}</span>', auto, long, name)


def _long(name: str) -> str:
    return " chip--long" if len(name) > _LONG else ""


@register.simple_tag
def used_as(path: str) -> SafeString | str:
    """The name by which a run asked for a version: `entity/project/name:alias` or `name:v3`."""
    name = path.rpartition(":")[2] if ":" in path else ""
    return alias_chip(name) if name and version_index(name) is None else name


@register.simple_tag
def tag_chip(name: str) -> SafeString:
    return format_html(
        '<span class="chip chip--tag{}">{}<span class="vh">{} </span>{}</span>',
        _long(name),
        icon("tag"),
        _("tag"),
        name,
    )


@register.simple_tag
def words(text: str) -> SafeString | str:
    """Text of people in a table: short words stay whole, very long ones may break anywhere."""
    return format_html('<span class="long">{}</span>', text) if len(text) > _LONG else text


@register.simple_tag
def marked(text: str, ranges: Iterable[tuple[int, int]]) -> SafeString:
    """Text with the parts that a search found."""
    parts, done = [], 0
    for start, end in ranges:
        parts += [(text[done:start], text[start:end])]
        done = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[done:])


# --- marks


@register.simple_tag
def state_mark(state: str) -> SafeString:
    return format_html('<span class="state s-{}">{}{}</span>', state, state_badge(state), state)


@register.simple_tag
def state_badge(state: str) -> SafeString:
    return format_html(
        '<span class="state__badge">{}</span>', icon(_STATE_ICONS.get(state, "clock"))
    )


@register.simple_tag
def visibility_mark(registry: Registry) -> SafeString:
    name = "lock" if registry.visibility == "restricted" else "org"
    label = registry.get_visibility_display()
    return format_html('<span class="seen">{}{}</span>', icon(name), label)


@register.simple_tag
def role_mark(role: str | None) -> SafeString | str:
    if role is None:
        return ""
    extra = " role--admin" if role == "admin" else ""
    return format_html('<span class="role{}">{}</span>', extra, role.replace("_", " "))


@register.simple_tag
def who(user: User | None) -> SafeString:
    """A person or service account; None is someone whose account is gone."""
    if user is None:
        return format_html('<span class="dim">{}</span>', _("a former member"))
    return format_html('<span class="who">{}{}</span>', avatar(user), words(user.username))


@register.simple_tag
def team_mark(team: Entity) -> SafeString:
    inside = format_html(
        '<span class="avatar avatar--team" aria-hidden="true">{}</span>', icon("users")
    )
    return format_html('<span class="who">{}{}</span>', inside, words(team.name))


@register.simple_tag
def actor(event: AuditEvent) -> SafeString:
    """Who made a change; an operator acts at the server's command line, without an account."""
    if event.actor is None and event.door == "command":
        return format_html('<span class="dim">{}</span>', _("an operator"))
    return who(event.actor)


@register.simple_tag
def avatar(user: User, size: str = "") -> SafeString:
    look = "avatar" + (" avatar--service" if user.is_service else "")
    look += f" avatar--{size}" if size else ""
    inside = icon("key") if user.is_service else user.username[:1]
    return format_html('<span class="{}" aria-hidden="true">{}</span>', look, inside)


# --- parts of a page


@register.filter
def of(values: Mapping[int, object], key: int) -> object:
    """A look-up that templates cannot write: `roles|of:registry.pk`."""
    return values.get(key)


@register.simple_tag(takes_context=True)
def section(context: template.Context) -> str:
    """Which entry of the main navigation the page belongs to; the error page has no request."""
    path = context["request"].path if "request" in context else ""
    first, *rest = path.strip("/").split("/")
    if first == "registry" or (first == "orgs" and rest[1:2] in (["registry"], ["registries"])):
        return "registry"
    return (
        ""
        if first in {"", "admin", "api", "authorize", "login", "orgs", "search", "settings"}
        else "projects"
    )


@register.filter
def within(path: str | None, folder: str) -> bool:
    return path is not None and path.startswith(f"{folder}/")


@register.filter
def with_any(rows: Iterable[object], name: str) -> bool:
    """Whether a column has anything in it: an empty one would only take room."""
    return any(getattr(row, name) for row in rows)


@register.filter
def page_at(paginator: Paginator[Any], number: int) -> object:
    return paginator.get_page(number)


@register.filter
def times(number: int) -> range:
    """For a loop that draws the same thing several times."""
    return range(number)


@register.simple_tag(takes_context=True)
def tab(
    context: template.Context, name: str, url: str, label: str, number: int | None = None
) -> SafeString:
    """A tab; the page's context says as `tab` which one is open."""
    current = format_html(' aria-current="{}"', "page") if context.get("tab") == name else ""
    text = "" if number is None else number_format(number, force_grouping=True)
    shown = format_html(' <span class="tabs__count">{}</span>', text) if text else ""
    return format_html('<a href="{}"{}>{}{}</a>', url, current, label, shown)


@register.inclusion_tag("components/copy.html")
def copy_strip(code: str, label: str) -> dict[str, str]:
    """One line of code with a button that copies it; `label` says what the button copies."""
    return {"code": code, "label": label}


@register.inclusion_tag("components/code.html")
def code_block(code: str, label: str) -> dict[str, str]:
    return {"code": code, "label": label}


@register.inclusion_tag("components/star.html", takes_context=True)
def star_button(
    context: template.Context, thing: Registry | Collection, is_starred: bool, small: bool = False
) -> dict[str, object]:
    """Stars the thing, or takes the star off; pressed when it is starred."""
    return {
        "kind": thing._meta.model_name,
        "pk": thing.pk,
        "name": thing.name,
        "is_starred": is_starred,
        "small": small,
        "back": context["request"].get_full_path(),
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("components/remove.html", takes_context=True)
def remove_button(context: template.Context, change: str, field: str, value: str) -> dict[str, str]:
    """The cross after a label: sends the change of the page's forms that takes it off."""
    says = _("Stop protecting %s") if change == "unprotect" else _("Take off %s")
    token = str(context.get("csrf_token", ""))
    found = {"change": change, "field": field, "value": value, "csrf_token": token}
    return found | {"label": says % value}


@register.inclusion_tag("components/moves.html")
def moves(moves: Iterable[object]) -> dict[str, object]:
    """What a form says before it takes aliases from other versions."""
    return {"moves": moves, "told": ",".join(map(str, moves))}


@register.inclusion_tag("components/pager.html")
def pager(page: Page[Any], noun: str, order: str, one: str = "") -> dict[str, object]:
    """`noun` is the plural of what the rows are, `one` the singular for a list of one, `order` a
    phrase such as 'newest first'.
    """
    return {"page": page, "noun": noun, "order": order, "one": one}
