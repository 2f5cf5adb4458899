"""Lists in an order in which each page costs the same: by one column, ties by id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from django.db.models import Model

Key = datetime | int | str
_MAX_DIGITS = 18  # what fits a 64-bit column


@dataclass(frozen=True, slots=True)
class Order:
    """By one column, greatest first unless `is_ascending`; ties go by id."""

    field: str
    read: Callable[[str], Key]
    is_ascending: bool = False

    def columns(self, *, backwards: bool = False) -> tuple[str, str]:
        sign = "" if self.is_ascending != backwards else "-"
        return f"{sign}{self.field}", f"{sign}pk"

    def beyond(self, key: Key, pk: int, *, backwards: bool = False) -> Q:
        way = "gt" if self.is_ascending != backwards else "lt"
        # The first condition alone lets the index find the start; the second one breaks ties.
        tie = Q(**{f"{self.field}__{way}": key}) | Q(**{f"pk__{way}": pk})
        return Q(**{f"{self.field}__{way}e": key}) & tie

    def text(self, row: Model) -> str:
        value: Key = attrgetter(self.field.replace("__", "."))(row)
        return value.isoformat() if isinstance(value, datetime) else str(value)


def newest_by(field: str) -> Order:
    return Order(field, _moment)


def highest_by(field: str) -> Order:
    return Order(field, number)


def alphabetical_by(field: str) -> Order:
    return Order(field, str, is_ascending=True)


def number(text: str) -> int:
    """Raises ValueError for what is no number, or none that a column could hold."""
    if not text.isdecimal() or len(text) > _MAX_DIGITS:
        raise ValueError(text)
    return int(text)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
