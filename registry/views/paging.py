"""Keyset pages: each costs the same however long the list, and nothing moves while one reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import Model, QuerySet

from registry.keyset import Key, Order, number

if TYPE_CHECKING:
    from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
SIZE = 50


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page starts: beyond the row with this key, which is the nth of the list."""

    is_back: bool
    position: int
    pk: int
    key: Key

    @classmethod
    def read(cls, text: str, order: Order) -> Cursor | None:
        """None for no cursor and for one that somebody has tampered with: both mean the start."""
        try:
            way, position, pk, key = text.split("_", maxsplit=3)
            return cls(
                {"next": False, "back": True}[way], number(position), number(pk), order.read(key)
            )
        except (ValueError, KeyError):
            return None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """`first` is the place of its first row in the list; `total` is None when nobody knows it."""

    rows: list[Row]
    first: int
    total: int | None
    back: str | None
    next: str | None

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def page_of(
    queryset: QuerySet[Row],
    request: HttpRequest,
    order: Order,
    *,
    total: int | None = None,
    size: int = SIZE,
    name: str = "page",
) -> Page[Row]:
    """`total` is a stored counter: nothing here counts rows. `name` tells two lists apart."""
    cursor = Cursor.read(request.GET.get(name, ""), order)
    if cursor:
        queryset = queryset.filter(order.beyond(cursor.key, cursor.pk, backwards=cursor.is_back))
    is_back = cursor is not None and cursor.is_back
    found = list(queryset.order_by(*order.columns(backwards=is_back))[: size + 1])
    rows, has_more = found[:size], len(found) > size
    if is_back:
        rows.reverse()
    first = _first(cursor, len(rows), has_more=has_more)
    has_back, has_next = (has_more, True) if is_back else (first > 1, has_more)
    return Page(
        rows,
        first,
        total,
        back=_link(request, name, f"back_{first}", order, rows[0]) if rows and has_back else None,
        next=_link(request, name, f"next_{first + len(rows) - 1}", order, rows[-1])
        if rows and has_next
        else None,
    )


def _first(cursor: Cursor | None, count: int, *, has_more: bool) -> int:
    if cursor is None or (cursor.is_back and not has_more):
        return 1
    return max(cursor.position - count, 1) if cursor.is_back else cursor.position + 1


def _link(request: HttpRequest, name: str, start: str, order: Order, row: Model) -> str:
    query = request.GET.copy()
    query[name] = f"{start}_{row.pk}_{order.text(row)}"
    return f"?{query.urlencode()}"
