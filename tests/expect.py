"""What tests of changes expect: a refusal leaves no trace, a change leaves one event."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection

from registry.errors import RuleError
from registry.models import AuditEvent

Rows = dict[str, list[tuple[object, ...]]]


def rows() -> Rows:
    """Every row of the product, as the database has it: hundreds of tests compare them all."""
    return {
        model.__name__: _rows_of(model._meta.db_table, model._meta.pk.column)
        for app in ("registry", "lineage")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }


def _rows_of(table: str, key: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')
        return cursor.fetchall()


@contextmanager
def nothing_changes() -> Iterator[None]:
    before = rows()
    yield
    after = rows()
    assert {name: after[name] for name in after if after[name] != before[name]} == {}


@contextmanager
def refused(error: type[RuleError], match: str) -> Iterator[None]:
    """The block breaks this rule, says so in these words, and changes nothing."""
    with nothing_changes(), pytest.raises(error, match=match):
        yield


@contextmanager
def events() -> Iterator[list[tuple[str, str, object, object]]]:
    """What the block writes into the history: verb, subject, before, after."""
    last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    found: list[tuple[str, str, object, object]] = []
    yield found
    new = AuditEvent.objects.filter(pk__gt=last).order_by("pk")
    found += new.values_list("verb", "subject", "before", "after")
