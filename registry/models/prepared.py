"""Look-ups whose SQL Django builds once in a process. To build it takes ten times as long as to
run it, and each request needs some of them: see docs/adr/0009.
"""

from collections.abc import Callable, Mapping
from copy import copy
from functools import cached_property
from inspect import signature
from typing import Any, Generic, TypeVar, cast

from django.db import connection, connections, models
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=models.Model)

# Holds the place of the first argument while the SQL is built: no rule names such a number.
_STAND_IN = 2_000_000_011


class Prepared(Generic[M]):
    """A QuerySet built from ids and texts that differ from call to call.

    They may only be compared for equality: None, a list, or a part of a text would need other SQL.
    """

    def __init__(self, build: Callable[..., QuerySet[M, Any]]) -> None:
        self._build = build
        self._slots = {
            str(_STAND_IN + place): name for place, name in enumerate(signature(build).parameters)
        }

    def rows(self, **values: int | str) -> list[M]:
        return list(QuerySet(self._template.model, cast(Query, _Asked(self._template, values))))

    def first(self, **values: int | str) -> M | None:
        return next(iter(self.rows(**values)), None)

    def statement(self, **values: int | str) -> tuple[str, list[object]]:
        """To be a part of a larger one."""
        return self._template.statement(values)

    @cached_property
    def _template(self) -> "_Template":
        queryset = self._build(**{name: int(stand_in) for stand_in, name in self._slots.items()})
        return _Template(queryset, self._slots)


class _Template:
    """What is built once: the SQL, and how its rows become objects."""

    def __init__(self, queryset: QuerySet[Any], slots: Mapping[str, str]) -> None:
        self.model = queryset.model
        self.compiler = queryset.query.get_compiler(connection=connection)
        self._sql, params = self.compiler.as_sql()
        self._params = [(slots.get(str(value)), value) for value in params]
        if "LIKE" in self._sql or {name for name, _ in self._params if name} != {*slots.values()}:
            raise ValueError(f"not each of {sorted(slots.values())} is a plain parameter")

    def statement(self, values: Mapping[str, int | str]) -> tuple[str, list[object]]:
        return self._sql, [values[name] if name else value for name, value in self._params]


class _Asked:
    """Takes the place of a QuerySet's query, with the values of one call."""

    def __init__(self, template: _Template, values: Mapping[str, int | str]) -> None:
        self._template = template
        self._values = values

    def get_compiler(self, using: str) -> SQLCompiler:
        compiler: SQLCompiler = copy(self._template.compiler)
        compiler.connection = connections[using]  # threads have their own
        statement = self._template.statement(self._values)
        compiler.as_sql = lambda: statement  # type: ignore[method-assign,assignment,misc]
        return compiler
