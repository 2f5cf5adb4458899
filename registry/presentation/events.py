"""Audit events as the sentences that pages show."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.models import AuditEvent, ProtectedAlias, User, Verb
from registry.naming import LATEST

# The verbs that templates/registry/_event.html has a sentence for.
TOLD = {
    Verb.MOVED_ALIAS,
    Verb.ADDED_ALIAS,
    Verb.REMOVED_ALIAS,
    Verb.LINKED_VERSION,
    Verb.UNLINKED_VERSION,
    Verb.LOGGED_VERSION,
    Verb.DELETED_VERSION,
    Verb.ADDED_TAG,
    Verb.EDITED_CARD,
    Verb.CREATED_COLLECTION,
}
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class EventRow:
    event: AuditEvent
    is_protected: bool

    @property
    def is_plain(self) -> bool:
        """Whether there is no sentence of its own: verb, subject, before and after say it."""
        return self.event.verb not in TOLD

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


def event_rows(events: Sequence[AuditEvent]) -> list[EventRow]:
    registries = {event.registry_id for event in events}
    guarded = ProtectedAlias.objects.filter(registry__in=registries - {None})
    protected = set(guarded.values_list("registry_id", "name"))
    return [EventRow(event, (event.registry_id, event.name) in protected) for event in events]


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
    rows = events.filter(pk__in=list(newest.values())[:limit]).select_related(
        "actor", "collection__artifact_type", "collection__registry__organization"
    )
    return event_rows(list(rows.order_by("-pk")))
