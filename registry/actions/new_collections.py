"""A collection comes into being with all that belongs to it from the first."""

from collections.abc import Sequence

from registry.actions.collections import create_collection
from registry.actions.links import link_version
from registry.actions.tags import add_collection_tags
from registry.actions.transactions import action
from registry.models import ArtifactVersion, Collection, Registry
from registry.permissions import Actor


@action
def open_collection(
    *,
    actor: Actor,
    registry: Registry,
    name: str,
    type_name: str,
    description: str | None = None,
    tags: Sequence[str] = (),
    version: ArtifactVersion | None = None,
    aliases: Sequence[str] = (),
) -> Collection:
    """Make a collection with its tags and its first version: all of it or nothing."""
    collection = create_collection(
        actor=actor, registry=registry, name=name, type_name=type_name, description=description
    )
    if tags:
        add_collection_tags(actor=actor, collection=collection, names=tags)
    if version:
        link_version(
            actor=actor, version=version, target=registry, collection_name=name, aliases=aliases
        )
    return collection
