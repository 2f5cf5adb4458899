"""Audit events as the sentences that pages show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.models import AuditEvent, User
from registry.naming import LATEST

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from registry.models.audit import Guard

    TellableEvent = WithAnnotations[AuditEvent, Guard]

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class EventRow:
    """A change to be told as a sentence."""

    event: TellableEvent

    @property
    def before(self) -> str:
        return _words(self.event.before)

    @property
    def after(self) -> str:
        return _words(self.event.after)


def _words(value: object) -> str:
    """A stored value in a line: `role: admin, team: zoo`."""
    if isinstance(value, dict):
        value = ", ".join(f"{key.replace('_', ' ')}: {_words(each)}" for key, each in value.items())
    elif isinstance(value, list):
        value = ", ".join(_words(each) for each in value)
    text = "" if value is None else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def event_rows(events: Iterable[TellableEvent]) -> list[EventRow]:
    return [EventRow(event) for event in events]


def last_changes(user: User, *, limit: int, among: int = 300) -> list[EventRow]:
    """The last event of each of the registry collections that changed last, newest first.

    That `latest` moved along with a new version is left out: the link before it says more.
    """
    events = AuditEvent.objects.visible_to(user).filter(
        registry__isnull=False, collection__isnull=False, collection__deleted_at__isnull=True
    )
    telling = events.exclude(verb__endswith="alias", name=LATEST)
    newest: dict[int | None, int] = {}
    for pk, collection in telling.order_by("-pk").values_list("pk", "collection")[:among]:
        newest.setdefault(collection, pk)
    rows = events.filter(pk__in=list(newest.values())[:limit])
    return event_rows(rows.told().order_by("-pk"))
