"""Fields that no form asks for: every column there is, and what it would show if one was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from django.apps import apps
from django.db import models, transaction

from registry.models import User
from tests import expect

TEXT, NUMBER, TIME = "planted", 987654321, "1971-01-01T00:00:00+00:00"
# What a kind of column is given; a number where nothing else fits.
VALUES = {
    "BooleanField": True,
    "CharField": TEXT,
    "TextField": TEXT,
    "EmailField": f"{TEXT}@example.com",
    "DateTimeField": TIME,
    "JSONField": {TEXT: TEXT},
}
Standing: TypeAlias = "Counter[tuple[str, str, object]]"


def columns() -> Iterator[tuple[str, models.Field[Any, Any]]]:
    for app in ("registry", "lineage"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            for field in model._meta.concrete_fields:
                yield model.__name__, field


def planted(stranger: User) -> dict[str, object]:
    """By the names of Python, of the wire and of the database. Whoever made it is the stranger."""
    found: dict[str, object] = {}
    for _, field in columns():
        head, *tail = field.name.split("_")
        names = {field.name, field.attname, head + "".join(map(str.title, tail))}
        found.update(dict.fromkeys(names, value_for(field, stranger)))
    return found


def value_for(field: models.Field[Any, Any], stranger: User) -> object:
    if field.related_model is User:
        return stranger.pk
    if field.choices:
        return "admin" if "admin" in dict(field.flatchoices) else field.flatchoices[-1][0]
    return VALUES.get(field.get_internal_type(), NUMBER)


def standing(stranger: User) -> Standing:
    """How many rows have which flag, role and state, and how many are the stranger's."""
    found: Standing = Counter()
    for model, field in columns():
        is_person = field.related_model is User
        if is_person or field.choices or isinstance(field, models.BooleanField):
            values = field.model.objects.values_list(field.attname, flat=True)
            kept = (value == stranger.pk if is_person else value for value in values)
            found.update((model, field.name, value) for value in kept)
    return found


def traces() -> list[str]:
    marks = (TEXT, str(NUMBER), "(1971,", "1971-")  # a date as either database gives it
    shown = [f"{name} {row}" for name, rows in expect.rows().items() for row in rows]
    return [row for row in shown if any(mark in row for mark in marks)]


def outcome(change: Callable[[], object], stranger: User) -> tuple[object, Standing, list[str]]:
    """What comes of a change, which is then undone."""
    with transaction.atomic():
        said = change()
        left = said, standing(stranger), traces()
        transaction.set_rollback(True)
    return left
