"""The database's clock, written as Django writes a moment."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import functions
from django.db.models.sql.compiler import SQLCompiler

# SQLite keeps moments as text and compares them as text. Its clock has three digits after the
# point and Django writes six, or none: unless both write alike, equal moments differ.
_AS_DJANGO_WRITES = (
    "REPLACE(STRFTIME('%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%f000', 'NOW'), '.000000', '')"
)


class Now(functions.Now):
    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str
    ) -> tuple[str, tuple[str | int, ...]]:
        return self.as_sql(compiler, connection, template=_AS_DJANGO_WRITES, **context)
