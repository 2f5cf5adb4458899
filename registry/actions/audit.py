"""The record of a change, written by the other actions in their own transaction."""

from typing import TypedDict, Unpack

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


def record(
    *,
    actor: Actor,
    verb: Verb,
    subject: str,
    before: object = None,
    after: object = None,
    reason: str = "",
    **about: Unpack[About],
) -> AuditEvent:
    """Write one event. `before` and `after` are plain JSON values of what changed."""
    return AuditEvent.objects.create(
        actor=actor.user,
        door=actor.door,
        verb=verb,
        subject=subject[:600],
        before=before,
        after=after,
        reason=reason,
        **about,
    )


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
