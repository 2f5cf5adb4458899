"""The SDK's filters (Mongo's syntax in a JSON string) as conditions of the database.

A field is one of three things: a column, a set of names of which any may match, or JSON in which
the rest of the dotted name is the path. Keys of JSON are only ever values, never lookups.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import TypeVar, cast

from django.db import connection
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTransform

from lineal.sdk.errors import WireError
from lineal.sdk.paging import Order
from registry import patterns
from registry.errors import InvalidValue

MAX_CONDITIONS = 200
MAX_DEPTH = 12

Row = TypeVar("Row", bound=Model)

_PARTS = {"$regex", "$contains"}
_COMPARISONS = {"$gt": "gt", "$gte": "gte", "$lt": "lt", "$lte": "lte"}


class BadFilter(WireError):
    code = "BAD_FILTER"


@dataclass(frozen=True, slots=True)
class Column:
    """`read` turns the client's values into the column's, `read_part` texts to look for in it."""

    path: str
    read: Callable[[object], object] = lambda value: value
    is_nullable: bool = False
    read_part: Callable[[object], str] = str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Names in another table: the condition on one name becomes a condition on the row."""

    holders: Callable[[Q], Q]


@dataclass(frozen=True, slots=True)
class Json:
    """`unwrap` is the last segment that names the value itself, as in `config.lr.value`."""

    column: str
    unwrap: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A column that holds a JSON list of texts, of which any may match."""

    column: str

    def holds(self, value: object) -> Q:
        if connection.features.supports_json_field_contains:
            return Q(**{f"{self.column}__contains": [value]})
        return Q(**{f"{self.column}__regex": re.escape(json.dumps(value))})


Field = Column | AnyOf | Json | Listed


def moment(value: object) -> datetime:
    try:
        read = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise BadFilter(
            f"{value!r} is not a date such as 2026-11-23 or 2026-11-23T12:00:00."
        ) from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def narrow(rows: QuerySet[Row], text: str | None, fields: Mapping[str, Field]) -> QuerySet[Row]:
    """The rows that the filter lets through."""
    translation = _Translation(fields)
    condition = translation.document(_load(text))
    paths: dict[str, object] = dict(translation.paths)
    try:
        return cast(QuerySet[Row], rows.alias(**paths)).filter(condition)
    except (TypeError, ValueError) as error:
        raise BadFilter(f"The filter compares a field with what it cannot be: {error}") from error


def sorted_by(asked: str, fields: Mapping[str, Field]) -> Order:
    """`+name` or `-name` as an order of pages."""
    name = asked.lstrip("+-")
    found = _find(fields, name)
    if isinstance(found, AnyOf | Listed):
        raise BadFilter(f"{name!r} has no order.")
    by_position = isinstance(found, Json) or found.is_nullable
    key = _key(name, found) if isinstance(found, Json) else F(found.path)
    return Order(key, backwards=asked.startswith("-"), by_position=by_position)


def _load(text: str | None) -> object:
    try:
        return json.loads(text) if text else {}
    except (ValueError, RecursionError) as error:
        raise BadFilter("The filter is not valid JSON.") from error


@dataclass(slots=True)
class _Translation:
    fields: Mapping[str, Field]
    paths: dict[str, Combinable] = field(default_factory=dict)
    conditions: int = 0

    def document(self, document: object, depth: int = 0) -> Q:
        if not isinstance(document, dict):
            raise BadFilter('A filter is an object such as {"state": "finished"}.')
        self.conditions += len(document)
        if depth > MAX_DEPTH or self.conditions > MAX_CONDITIONS:
            raise BadFilter("The filter is too large.")
        if not document:
            return ~Q(pk__in=[])  # all rows, in words that may be negated
        condition = Q()
        for name, value in document.items():
            condition &= self._clause(name, value, depth + 1)
        return condition

    def _clause(self, name: str, value: object, depth: int) -> Q:
        if name in {"$and", "$or", "$nor"}:
            return self._combine(name, value, depth)
        if name == "$not":
            return ~self.document(value, depth)
        if name.startswith("$"):
            raise BadFilter(f"{name} is not a filter operator that this server knows.")
        return self._field(name, value, depth)

    def _combine(self, name: str, value: object, depth: int) -> Q:
        if not isinstance(value, list | tuple):
            raise BadFilter(f"{name} needs a list.")
        condition = Q()
        for part in value:
            inner = self.document(part, depth)
            condition = condition & inner if name == "$and" else condition | inner
        return ~condition if name == "$nor" else condition

    def _field(self, name: str, value: object, depth: int) -> Q:
        tests = value if isinstance(value, dict) and _has_operators(value) else {"$eq": value}
        condition = Q()
        for operator, operand in tests.items():
            if operator == "$not":
                if depth > MAX_DEPTH:
                    raise BadFilter("The filter is too large.")
                condition &= ~self._field(name, operand, depth + 1)
            else:
                condition &= self._test(name, operator, operand)
        return condition

    def _test(self, name: str, operator: str, operand: object) -> Q:
        if operator in _NEGATIONS:
            return ~self._test(name, _NEGATIONS[operator], operand)
        found = _find(self.fields, name)
        if isinstance(found, AnyOf):
            if operator == "$exists":
                return found.holders(Q()) if operand else ~found.holders(Q())
            return found.holders(_condition("name", operator, operand))
        if isinstance(found, Listed):
            return _listed(found, operator, operand)
        if isinstance(found, Column):
            if operator in _PARTS:
                operand = found.read_part(operand)
            return _condition(found.path, operator, operand, found.read)
        return _condition(self._json_path(name, found), operator, operand)

    def _json_path(self, name: str, found: Json) -> str:
        path = f"filter_{len(self.paths)}"
        self.paths[path] = _key(name, found)
        return path


def _find(fields: Mapping[str, Field], name: str) -> Field:
    """A plain field has its whole name; one in JSON goes on after the first dot."""
    first, dotted, _ = name.partition(".")
    found = fields.get(first)
    if found is None or isinstance(found, Json) != bool(dotted):
        known = ", ".join(sorted(fields))
        raise BadFilter(f"{name!r} is not a field to filter or sort by. Known: {known}.")
    return found


def _key(name: str, found: Json) -> KeyTransform:
    keys = name.split(".")[1:]
    if len(keys) > 1 and found.unwrap in keys[1:]:
        keys.remove(found.unwrap)
    key = KeyTransform(keys[0], found.column)
    for segment in keys[1:]:
        key = KeyTransform(segment, key)
    return key


_NEGATIONS = {"$ne": "$eq", "$nin": "$in"}


def _has_operators(value: dict[str, object]) -> bool:
    return bool(value) and all(key.startswith("$") for key in value)


def _listed(found: Listed, operator: str, operand: object) -> Q:
    if operator == "$exists":
        return ~Q(**{found.column: []}) if operand else Q(**{found.column: []})
    if operator == "$regex":
        return Q(**{f"{found.column}__regex": _regex(operand)})
    wanted = operand if operator == "$in" and isinstance(operand, list | tuple) else [operand]
    if operator not in {"$eq", "$in"}:
        raise BadFilter(f"{operator} is not for a list such as {found.column}.")
    return reduce(or_, map(found.holds, wanted), Q(pk__in=[]))


def _condition(
    path: str,
    operator: str,
    operand: object,
    read: Callable[[object], object] = lambda value: value,
) -> Q:
    if operator == "$eq":
        return Q(**{f"{path}__isnull": True}) if operand is None else Q(**{path: read(operand)})
    if operator in _COMPARISONS and not isinstance(operand, dict | list):
        return Q(**{f"{path}__{_COMPARISONS[operator]}": read(operand)})
    if operator == "$in" and isinstance(operand, list | tuple):
        return Q(**{f"{path}__in": [read(item) for item in operand]})
    if operator == "$exists":
        return Q(**{f"{path}__isnull": not operand})
    if operator == "$regex":
        return Q(**{f"{path}__regex": _regex(operand)})
    if operator == "$contains":
        return Q(**{f"{path}__icontains": str(operand)})
    raise BadFilter(f"{operator} with {operand!r:.60} is not a filter that this server knows.")


def _regex(operand: object) -> str:
    try:
        return patterns.check(str(operand))
    except InvalidValue as error:
        raise BadFilter(error.message) from error
