"""How names are compared: `Entity.objects.filter(name__named="Zoo")`. Case does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, Lookup

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

    TextLookup = Lookup[str]
else:
    TextLookup = Lookup


@CharField.register_lookup
class Named(TextLookup):
    """As the unique indexes of names have it; Django's `iexact` would pass them by."""

    lookup_name = "named"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"LOWER({left}) = LOWER({right})", (*left_params, *right_params)
