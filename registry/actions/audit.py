"""The record of a change, written by the other actions in their own transaction."""

from collections.abc import Iterable
from typing import Required, TypedDict, Unpack

from registry.models import (
    ArtifactVersion,
    AuditEvent,
    Collection,
    Organization,
    Project,
    Registry,
    Verb,
)
from registry.permissions import Actor


class About(TypedDict, total=False):
    """What an event is about, so that each thing has its feed."""

    organization: Organization
    registry: Registry
    project: Project
    collection: Collection
    version: ArtifactVersion


class Change(About, total=False):
    """`before` and `after` are plain JSON values of what changed; `name` is the alias, the tag or
    the version's number that it is about."""

    verb: Required[Verb]
    subject: Required[str]
    name: str
    before: object
    after: object
    reason: str


def event(*, actor: Actor, **change: Unpack[Change]) -> AuditEvent:
    """An event yet to be written, by record_all."""
    made = AuditEvent(actor=actor.user, door=actor.door, **change)
    made.subject = made.subject[:600]
    return made


def record(*, actor: Actor, **change: Unpack[Change]) -> None:
    """Write one event."""
    event(actor=actor, **change).save()


def record_all(events: Iterable[AuditEvent]) -> None:
    """Write several events in one statement."""
    AuditEvent.objects.bulk_create(events)


def of_collection(collection: Collection) -> About:
    """The feeds that an event in a collection belongs to."""
    about = About(collection=collection)
    if collection.registry:
        about["registry"] = collection.registry
        about["organization"] = collection.registry.organization
    elif collection.project:
        about["project"] = collection.project
    return about


def of_version(version: ArtifactVersion, collection: Collection) -> About:
    return About(version=version, **of_collection(collection))
