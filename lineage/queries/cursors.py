"""Cursors for the hot path, and the few words in which the databases differ."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, cast

from django.db import connection
from django.db.backends.utils import CursorWrapper

Row = tuple[Any, ...]


@cache
def on_postgres() -> bool:
    return connection.vendor == "postgresql"


def open_cursor() -> CursorWrapper:
    """On PostgreSQL a cursor that binds on the server: it gets binary rows and prepared plans.

    Django's own binds in the client and can do neither (a third of the backend's time, measured).
    """
    if not on_postgres():
        return connection.cursor()
    from psycopg import Cursor, pq

    connection.ensure_connection()
    cursor = Cursor(connection.connection)
    cursor.format = pq.Format.BINARY
    wrapped = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return wrapped(cast(CursorWrapper, cursor))


def fetch(sql: str, params: Sequence[Any] | Mapping[str, Any]) -> list[Row]:
    with open_cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[Row] = cursor.fetchall()
    return rows


def among(column: str) -> str:
    """The condition that the column is one of the ids in the next parameter, a `listed` one."""
    if on_postgres():
        return f"{column} = ANY(%s)"
    return f"{column} IN (SELECT value FROM json_each(%s))"


def listed(ids: Collection[int]) -> object:
    return list(ids) if on_postgres() else json.dumps(list(ids))


def seconds(column: str) -> str:
    """A moment as a number, which sorts and is cheaper to read than a date."""
    if on_postgres():
        return f"extract(epoch FROM {column})::float8"
    return f"julianday({column})"


def moment(column: str) -> str:
    """A date as the driver reads it best: Django would parse each one of SQLite's texts."""
    return column if on_postgres() else f"{column} || ''"
