"""Pages of a list as the wire's connections: after a row seen, so that new rows shift nothing."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

import orjson
from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from lineal.sdk import limits
from lineal.sdk.errors import WireError

Row = TypeVar("Row", bound=Model)


class BadCursor(WireError):
    code = "BAD_CURSOR"

    def __init__(self) -> None:
        super().__init__("This cursor is not one of this list.")


@dataclass(frozen=True, slots=True)
class Edge:
    node: object
    cursor: str


@dataclass(frozen=True, slots=True)
class PageInfo:
    end_cursor: str | None
    has_next_page: bool


@dataclass(frozen=True, slots=True)
class Connection:
    edges: Sequence[Edge]
    page_info: PageInfo
    count: Callable[[], int]

    @property
    def total_count(self) -> int:
        """Counted only for documents that ask."""
        return self.count()


@dataclass(frozen=True, slots=True)
class Order:
    """By one value, then by the row's number. A value that may be absent cannot stand in a cursor:
    such an order is paged by position."""

    key: Combinable
    backwards: bool = False
    by_position: bool = False

    def sort(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        keyed = cast(QuerySet[Row], rows.annotate(page_key=self.key))
        if self.backwards:
            return keyed.order_by(F("page_key").desc(nulls_last=True), "-pk")
        return keyed.order_by(F("page_key").asc(nulls_last=True), "pk")

    def since(self, rows: QuerySet[Row], key: object, pk: int) -> QuerySet[Row]:
        """The rows after that one. Its present value is read in SQL, where it compares exactly;
        the value in the cursor stands in for a row that is gone."""
        field = rows.query.annotations["page_key"].output_field
        try:
            known = Value(field.to_python(key), output_field=field)
        except (ValidationError, TypeError, ValueError):
            raise BadCursor() from None
        # Of this list only: any other row would tell by the answer where its hidden value stands.
        present = Subquery(rows.order_by().filter(pk=pk).values("page_key")[:1])
        last = Coalesce(present, known)
        side = "lt" if self.backwards else "gt"
        return rows.filter(
            Q(**{f"page_key__{side}": last}) | Q(**{"page_key": last, f"pk__{side}": pk})
        )


NEWEST = Order(F("pk"), backwards=True)
OLDEST = Order(F("pk"))


def page(
    rows: QuerySet[Row],
    *,
    after: str | None = None,
    first: int | None = None,
    order: Order = OLDEST,
    node: Callable[[Row], object] = lambda row: row,
    prepare: Callable[[Sequence[Row]], None] = lambda rows: None,
) -> Connection:
    """One page of the rows; `prepare` may fetch for all its rows at once what their nodes need."""
    size = clamp(first)
    position, window = _window(order, rows, after)
    found = list(window[: size + 1])
    shown = found[:size]
    prepare(shown)
    edges = [
        Edge(node(row), _cursor(order, row, position + number))
        for number, row in enumerate(shown, start=1)
    ]
    end = edges[-1].cursor if edges else None
    return Connection(edges, PageInfo(end, len(found) > size), rows.count)


def of_list(items: Sequence[object]) -> Connection:
    """All of a short list that is at hand."""
    edges = [Edge(item, _pack([number])) for number, item in enumerate(items, start=1)]
    end = edges[-1].cursor if edges else None
    return Connection(edges, PageInfo(end, has_next_page=False), lambda: len(items))


def clamp(first: int | None, default: int = limits.DEFAULT_PAGE) -> int:
    return min(max(default if first is None else first, 0), limits.MAX_PAGE)


def _window(order: Order, rows: QuerySet[Row], after: str | None) -> tuple[int, QuerySet[Row]]:
    ordered = order.sort(rows)
    if not after:
        return 0, ordered
    match _unpack(after):
        case [int(position)] if order.by_position and position >= 0:
            return position, ordered[position:]
        case [key, int(pk)] if not order.by_position and isinstance(key, str | int | float):
            return 0, order.since(ordered, key, pk)
    raise BadCursor()


def _cursor(order: Order, row: Row, position: int) -> str:
    return _pack([position] if order.by_position else [getattr(row, "page_key"), row.pk])  # noqa: B009


def _pack(parts: list[object]) -> str:
    return urlsafe_b64encode(orjson.dumps(parts)).decode()


def _unpack(cursor: str) -> object:
    try:
        return orjson.loads(urlsafe_b64decode(cursor))
    except (binascii.Error, ValueError):
        raise BadCursor() from None
