"""Numbers, sizes, times and names as people read them."""

import unicodedata
from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

register = template.Library()

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_BYTE_UNITS = ("B", "kB", "MB", "GB", "TB", "PB")

# From how many seconds a unit is used, and how many make one: the table of static/js/reltime.js.
_AGES = (
    (63_072_000, 31_536_000, ngettext_lazy("%d year ago", "%d years ago")),
    (7_862_400, 2_629_800, ngettext_lazy("%d month ago", "%d months ago")),
    (1_209_600, 604_800, ngettext_lazy("%d week ago", "%d weeks ago")),
    (86_400, 86_400, ngettext_lazy("%d day ago", "%d days ago")),
    (3_600, 3_600, ngettext_lazy("%d hour ago", "%d hours ago")),
    (60, 60, ngettext_lazy("%d minute ago", "%d minutes ago")),
)


@register.filter
def count(number: int) -> str:
    return number_format(number, force_grouping=True)


@register.filter
def number(value: float) -> str:
    """A metric: six significant digits, which is more than anyone compares by eye."""
    return f"{value:,}" if isinstance(value, int) else f"{value:.6g}"


@register.filter
def size(number: int) -> str:
    """Three significant digits: 612 B, 18.2 kB, 1.24 GB."""
    unit, value = 0, float(number)
    while value >= 999.5 and unit < len(_BYTE_UNITS) - 1:
        unit, value = unit + 1, value / 1000
    decimals = 0 if unit == 0 or value >= 99.95 else 1 if value >= 9.995 else 2
    # number_format cuts digits off instead of rounding
    return f"{number_format(round(value, decimals), decimals)} {_BYTE_UNITS[unit]}"


@register.filter
def duration(passed: timedelta | None) -> str:
    """Two units at most: 51 s, 4 min 12 s, 2 h 43 min, 3 d 4 h."""
    if passed is None:
        return "-"
    seconds = max(int(passed.total_seconds()), 0)
    parts = [(seconds // 86_400, _("d")), (seconds // 3_600 % 24, _("h"))]
    parts += [(seconds // 60 % 60, _("min")), (seconds % 60, _("s"))]
    largest = next((at for at, (value, _unit) in enumerate(parts) if value), len(parts) - 1)
    shown = parts[largest : largest + 2]
    return " ".join(f"{value} {unit}" for value, unit in shown if value) or f"0 {_('s')}"


@register.filter
def isolated(name: str) -> str:
    """For a title, which has no markup: a name from right to left turns nothing around it."""
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in name):
        return f"{_FIRST_STRONG_ISOLATE}{name}{_POP_ISOLATE}"
    return name


@register.filter
def path(name: str) -> SafeString:
    """A line of it ends after a slash rather than within a word."""
    return format_html_join(mark_safe("/<wbr>"), "{}", ((part,) for part in name.split("/")))


@register.simple_tag
def ago(moment: datetime | None) -> SafeString:
    """Relative, kept fresh by behaviours/ago.js, with the exact time on hover."""
    if moment is None:
        return format_html('<span class="dim">{}</span>', _("never"))
    return format_html(
        '<time datetime="{}" title="{}" data-behaviour="ago">{}</time>',
        moment.isoformat(),
        exact_text(moment),
        age(timezone.now() - moment),
    )


@register.simple_tag
def exact(moment: datetime) -> SafeString:
    return format_html(
        '<time datetime="{}" data-behaviour="localtime">{}</time>',
        moment.isoformat(),
        exact_text(moment),
    )


def age(passed: timedelta) -> str:
    seconds = int(passed.total_seconds())
    for since, unit, text in _AGES:
        if seconds >= since:
            return text % (seconds // unit)
    return _("just now")


def exact_text(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"
