"""A place where a search looks, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from django.db.models import Model

from lineage.queries.search.hits import Hit, SearchKind, ranges_of
from lineage.queries.search.scope import Scope
from registry.models.trigrams import LEAST

if TYPE_CHECKING:
    from django.db.models import QuerySet

Row = TypeVar("Row", bound=Model)

# No index knows texts shorter than a trigram: they are looked for among the newest rows only.
REACH = 5_000


class Taken(NamedTuple):
    """Some hits of a source, and the row to go on after; None: there are no more."""

    hits: list[Hit]
    last: int | None


class Place(Protocol):
    @property
    def kind(self) -> SearchKind: ...

    def take(self, scope: Scope, text: str, *, before: int | None, limit: int) -> Taken: ...

    def has_any(self, scope: Scope, text: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Source(Generic[Row]):
    """One column: `visible` are the rows that may be seen, `show` turns some into hits.

    `related`: what showing a row needs. What an earlier source has found by another column,
    `besides`, is not shown again. `whole`: the text has to be the column's whole value.
    """

    kind: SearchKind
    column: str
    visible: Callable[[Scope], QuerySet[Row]]
    show: Callable[[Scope, Sequence[Row]], Iterable[Hit]]
    related: tuple[str, ...]
    besides: str = ""
    whole: bool = False

    def take(self, scope: Scope, text: str, *, before: int | None, limit: int) -> Taken:
        """The newest rows, after those that a page before this one has shown."""
        rows = self._find(scope, text).select_related(*self.related)
        if before is not None:
            rows = rows.filter(pk__lt=before)
        found = list(rows.order_by("-pk")[: limit + 1])
        shown = found[:limit]
        hits = [
            replace(hit, ranges=ranges_of(text, hit.matched)) for hit in self.show(scope, shown)
        ]
        return Taken(hits, shown[-1].pk if len(found) > limit else None)

    def has_any(self, scope: Scope, text: str) -> bool:
        return self._find(scope, text).exists()

    def _find(self, scope: Scope, text: str) -> QuerySet[Row]:
        rows = self.visible(scope)
        if self.whole:
            rows = rows.filter(**{self.column: text})
        else:
            if len(text) < LEAST:
                rows = rows.filter(pk__gte=_reach_of(rows))
            rows = rows.filter(**{f"{self.column}__has": text})
        return rows.exclude(**{f"{self.besides}__icontains": text}) if self.besides else rows


def _reach_of(rows: QuerySet[Row]) -> int:
    """Where the newest rows begin. Asked beforehand: in one statement a planner looks at all."""
    newest = rows.order_by("-pk").values_list("pk", flat=True)
    return next(iter(newest[REACH : REACH + 1]), 0)
