"""Audit events as the sentences that pages show."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.models import AuditEvent, ProtectedAlias, User
from registry.naming import LATEST


@dataclass(frozen=True, slots=True)
class EventRow:
    """`name` is the alias or the version that the event is about."""

    event: AuditEvent
    name: str
    is_protected: bool


def event_rows(events: Sequence[AuditEvent]) -> list[EventRow]:
    registries = {event.registry_id for event in events}
    guarded = ProtectedAlias.objects.filter(registry__in=registries - {None})
    protected = set(guarded.values_list("registry_id", "name"))
    names = [event.subject.rpartition(":")[2].strip() for event in events]
    return [
        EventRow(event, name, (event.registry_id, name) in protected)
        for event, name in zip(events, names, strict=True)
    ]


def last_changes(user: User, *, limit: int, among: int = 300) -> list[EventRow]:
    """The last event of each of the registry collections that changed last, newest first.

    That `latest` moved along with a new version is left out: the link before it says more.
    """
    events = AuditEvent.objects.visible_to(user).filter(
        registry__isnull=False, collection__isnull=False, collection__deleted_at__isnull=True
    )
    telling = events.exclude(verb__endswith="alias", subject__endswith=f": {LATEST}")
    newest: dict[int | None, int] = {}
    for pk, collection in telling.order_by("-pk").values_list("pk", "collection")[:among]:
        newest.setdefault(collection, pk)
    rows = events.filter(pk__in=list(newest.values())[:limit]).select_related(
        "actor", "collection__artifact_type", "collection__registry__organization"
    )
    return event_rows(list(rows.order_by("-pk")))
