"""What happened."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from registry.models import AuditEvent, Door


class EventOut(Schema):
    id: int
    at: datetime
    person: str | None = Field(description="Null: an operator, or somebody who is gone.")
    door: Door = Field(description="Through what the change came in.")
    verb: str
    subject: str
    before: Any
    after: Any
    reason: str
    registry_id: int | None
    collection_id: int | None
    version_id: int | None

    @staticmethod
    def resolve_person(event: AuditEvent) -> str | None:
        return event.actor.username if event.actor else None
