"""What pages of the registry show of runs: who logged a version, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django import template
from django.db.models import OuterRef, Subquery
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lineage.models import Logged, Run
from lineage.queries.strip import Origin, origin_of
from registry.models import ArtifactVersion
from registry.templatetags import format_tags

if TYPE_CHECKING:
    from registry.presentation.rows import VersionRow

register = template.Library()

CARD_HEIGHT, GAP = 56, 12


@dataclass(frozen=True, slots=True)
class LoggedBy:
    """The newest run that logged a version; None when the viewer may not see it."""

    run: Run | None
    others: int


@register.simple_tag(takes_context=True)
def logged_by(context: template.Context, rows: Sequence[VersionRow]) -> dict[int, LoggedBy]:
    """By the version's id; versions that no run logged are missing. Two statements for a page."""
    versions = {row.version.pk: row.version for row in rows}
    newest = Logged.objects.filter(version=OuterRef("pk")).order_by("-run_id").values("run")[:1]
    found = ArtifactVersion.objects.filter(pk__in=versions).annotate(newest_run=Subquery(newest))
    run_of = {pk: run for pk, run in found.values_list("pk", "newest_run") if run}
    visible = Run.objects.visible_to(context["request"].user).with_place()
    runs = visible.in_bulk(set(run_of.values()))
    return {
        pk: LoggedBy(runs.get(run), versions[pk].logged_by_count - 1) for pk, run in run_of.items()
    }


@register.simple_tag(name="origin_of", takes_context=True)
def origin(context: template.Context, version: ArtifactVersion) -> Origin:
    return origin_of(version, context["request"].user)


@register.simple_tag
def wires(left: int, right: int) -> SafeString:
    """The lines from a column of `left` cards to one of `right`, both centred."""
    height = max(left, right) * (CARD_HEIGHT + GAP) - GAP
    paths = format_html_join("", "M0 {0}C22 {0} 18 {1} 40 {1}", _pairs(left, right, height))
    return format_html(
        '<svg class="strip__wire strip__wire--{}" viewBox="0 0 40 {}" preserveAspectRatio="none"'
        ' aria-hidden="true"><path d="{}"/></svg>',
        max(left, right),
        height,
        paths,
    )


def _pairs(left: int, right: int, height: int) -> list[tuple[float, float]]:
    return [(start, end) for start in _middles(left, height) for end in _middles(right, height)]


def _middles(count: int, height: int) -> list[float]:
    return [height / 2 + (at - (count - 1) / 2) * (CARD_HEIGHT + GAP) for at in range(count)]


@register.filter
def moment(text: str) -> datetime:
    """A moment as the lineage answers write it."""
    return datetime.fromisoformat(text)


@register.filter
def metrics(run: Run | None) -> list[tuple[str, object]]:
    """The numbers of a run's summary; names with an underscore are the SDK's own."""
    if run is None:
        return []
    return [
        (name, value)
        for name, value in sorted(run.summary.items())
        if not name.startswith("_") and isinstance(value, int | float)
    ]


@register.filter
def metric(value: object) -> str:
    """A value of a metric as it is shown: NaN and infinities are kept as words."""
    if value is None:
        return "-"
    return format_tags.number(value) if isinstance(value, int | float) else str(value)


@register.filter
def shares(states: dict[str, int]) -> list[tuple[str, float, float]]:
    """State, start and width of each part of a state bar that is 100 wide."""
    total, start, found = sum(states.values()), 0.0, []
    for state, number in sorted(states.items(), key=lambda it: -it[1]):
        width = 100 * number / total
        found.append((state, round(start, 1), round(max(width - 1, 1), 1)))
        start += width
    return found
