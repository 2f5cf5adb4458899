"""Substring search by an index of trigrams: GIN on PostgreSQL, FTS5 on SQLite.

`AddTrigrams` in a migration indexes a column; `Run.objects.filter(display_name__has="zoo")` asks.
Case does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db.migrations.operations.base import Operation
from django.db.models import CharField, Field, Lookup

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState
    from django.db.models.expressions import Col
    from django.db.models.sql.compiler import SQLCompiler

    Sql = tuple[str, tuple[str | int, ...]]
    TextLookup = Lookup[str]
else:
    TextLookup = Lookup

LEAST = 3  # characters that an index of trigrams needs; shorter texts are looked for row by row


def index_name(table: str, column: str) -> str:
    return f"{table}_{column}_trigrams"


@CharField.register_lookup
class Has(TextLookup):
    """The column has the text somewhere in it."""

    lookup_name = "has"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} ILIKE %s", (*params, self._pattern())

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        column, params = self.process_lhs(compiler, connection)
        if len(self.rhs) < LEAST:
            return f"{column} LIKE %s ESCAPE '\\'", (*params, self._pattern())
        # The left side is a column of a table: that of the model or one joined to it.
        where = cast("Col", self.lhs)
        key = compiler.quote_name_unless_alias(where.alias)
        index = index_name(where.target.model._meta.db_table, where.target.get_attname())
        phrase = '"' + self.rhs.replace('"', '""') + '"'
        return f'{key}.id IN (SELECT rowid FROM "{index}" WHERE "{index}" MATCH %s)', (phrase,)

    def _pattern(self) -> str:
        escaped = self.rhs.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        return f"%{escaped}%"


class AddTrigrams(Operation):
    """Index a column for `has`. `besides`: a value so common that nobody looks for it.

    On SQLite triggers keep the index. A later migration that makes the table anew drops them:
    it has to repeat this operation.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, field: str, besides: str = "") -> None:
        self.model_name, self.field, self.besides = model_name, field, besides

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        pass

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table, column = self._names(app_label, to_state)
        on_sqlite = schema_editor.connection.vendor == "sqlite"
        make = _fts_table if on_sqlite else _gin_index
        for statement in make(table, column, self.besides):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table, column = self._names(app_label, from_state)
        on_sqlite = schema_editor.connection.vendor == "sqlite"
        for statement in (_drop_fts if on_sqlite else _drop_gin)(table, column):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Index {self.field} of {self.model_name} for substring search"

    def _names(self, app_label: str, state: ProjectState) -> tuple[str, str]:
        meta = state.apps.get_model(app_label, self.model_name)._meta
        field = cast("Field[Any, Any]", meta.get_field(self.field))
        return meta.db_table, field.get_attname()


def _gin_index(table: str, column: str, besides: str) -> list[str]:
    name = index_name(table, column)
    where = f" WHERE {column} <> '{besides}'" if besides else ""
    return [f'CREATE INDEX "{name}" ON "{table}" USING gin ({column} gin_trgm_ops){where}']


def _drop_gin(table: str, column: str) -> list[str]:
    return [f'DROP INDEX "{index_name(table, column)}"']


def _fts_table(table: str, column: str, besides: str) -> list[str]:
    """The index holds no text of its own: it reads the table's."""
    name = index_name(table, column)
    put = f"""INSERT INTO "{name}" (rowid, {column})
        SELECT new.id, new.{column} WHERE new.{column} <> '{besides}';"""
    drop = f"""INSERT INTO "{name}" ("{name}", rowid, {column})
        SELECT 'delete', old.id, old.{column} WHERE old.{column} <> '{besides}';"""
    return [
        f"""CREATE VIRTUAL TABLE "{name}" USING fts5(
            {column}, content='{table}', content_rowid='id', tokenize='trigram', columnsize=0)""",
        f"""INSERT INTO "{name}" (rowid, {column})
            SELECT id, {column} FROM "{table}" WHERE {column} <> '{besides}'""",
        f'CREATE TRIGGER "{name}_insert" AFTER INSERT ON "{table}" BEGIN {put} END',
        f'CREATE TRIGGER "{name}_delete" AFTER DELETE ON "{table}" BEGIN {drop} END',
        f"""CREATE TRIGGER "{name}_update" AFTER UPDATE OF {column} ON "{table}"
            WHEN old.{column} <> new.{column} BEGIN {drop} {put} END""",
    ]


def _drop_fts(table: str, column: str) -> list[str]:
    name = index_name(table, column)
    triggers = ("insert", "delete", "update")
    return [
        *[f'DROP TRIGGER "{name}_{trigger}"' for trigger in triggers],
        f'DROP TABLE "{name}"',
    ]
