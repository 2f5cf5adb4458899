"""Pages of a list. A cursor is signed for its list: nobody reads or forges the place it means."""

from collections.abc import Callable, Sequence
from typing import TypedDict, TypeVar

from django.core.signing import BadSignature, Signer
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from registry.errors import InvalidValue
from registry.keyset import Key, Order
from registry.schemas.pages import Asked

Row = TypeVar("Row", bound=Model)


class Rows(TypedDict):
    """A Page before its items are written out."""

    items: Sequence[object]
    next: str | None


def page_of(
    request: HttpRequest,
    rows: QuerySet[Row],
    order: Order,
    asked: Asked,
    show: Callable[[list[Row]], Sequence[object]] = lambda rows: rows,
) -> Rows:
    """`show` makes items of all rows of the page at once."""
    signer = Signer(salt=f"{request.path} by {order.field}")
    if asked.cursor:
        rows = rows.filter(order.beyond(*_read(signer, asked.cursor, order)))
    found = list(rows.order_by(*order.columns())[: asked.limit + 1])
    shown = found[: asked.limit]
    more = _next(request, signer, order, shown[-1]) if len(found) > len(shown) else None
    return {"items": show(shown), "next": more}


def _read(signer: Signer, cursor: str, order: Order) -> tuple[Key, int]:
    try:
        key, pk = signer.unsign_object(cursor)
    except BadSignature:
        raise InvalidValue("This cursor is not one of this list.", field="cursor") from None
    return order.read(key), pk


def _next(request: HttpRequest, signer: Signer, order: Order, last: Model) -> str:
    query = request.GET.copy()
    query["cursor"] = signer.sign_object([order.text(last), last.pk])
    return f"{request.path}?{query.urlencode()}"
