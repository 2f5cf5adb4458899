"""Several changes that a client sends as one: all of them happen, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.actions import collections, registries, tags, version_details, visibility
from registry.actions.accepted_types import accept_all_types, accept_only, add_accepted_types
from registry.actions.locks import (
    lock_collection,
    lock_registry,
    lock_version,
    require_unchanged,
)
from registry.actions.transactions import action
from registry.models import ArtifactVersion, Collection, Registry, Visibility
from registry.permissions import Actor, require, require_in_collection, require_version_edit


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionEdits:
    """What to change of a version. None: not said. `ttl`: the seconds, in brackets, or none."""

    description: str | None = None
    metadata: Mapping[str, object] | None = None
    ttl: tuple[int | None] | None = None
    tags_to_add: Sequence[str] = ()
    tags_to_delete: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryEdits:
    """What to change of a registry. None: not said."""

    name: str | None = None
    description: str | None = None
    visibility: Visibility | None = None
    accepts_all_types: bool | None = None
    accepted_types: Sequence[str] = ()


@action
def edit_version(
    *, actor: Actor, version: ArtifactVersion, edits: VersionEdits, revision: str | None = None
) -> ArtifactVersion:
    """Clients repeat what they do not change; only a difference needs the right to change it.

    `revision`: what the client has read. Raises Stale when somebody else has edited it since.
    """
    require_version_edit(actor, "describe a version", version)
    require_unchanged(lock_version(version), revision)
    if edits.description not in (None, version.description):
        version_details.describe_version(
            actor=actor, version=version, description=edits.description
        )
    if edits.metadata is not None and edits.metadata != version.metadata:
        version_details.set_metadata(actor=actor, version=version, metadata=edits.metadata)
    if edits.ttl and edits.ttl[0] != version.ttl_seconds:
        version_details.set_ttl(actor=actor, version=version, seconds=edits.ttl[0])
    if edits.tags_to_add:
        tags.add_version_tags(actor=actor, version=version, names=edits.tags_to_add)
    if edits.tags_to_delete:
        tags.remove_version_tags(actor=actor, version=version, names=edits.tags_to_delete)
    return version


@action
def edit_collection(
    *,
    actor: Actor,
    collection: Collection,
    name: str | None,
    description: str | None,
    revision: str | None = None,
) -> Collection:
    """Rename, describe. None: not said. Raises Stale when it was edited since `revision`."""
    require_in_collection(actor, "edit a collection", collection)
    collection = lock_collection(collection)
    require_unchanged(collection, revision)
    if description not in (None, collection.description):
        collection = collections.describe_collection(
            actor=actor, collection=collection, description=description
        )
    if name not in (None, collection.name):
        assert name is not None
        collection = collections.rename_collection(actor=actor, collection=collection, name=name)
    return collection


@action
def edit_registry(
    *, actor: Actor, registry: Registry, edits: RegistryEdits, revision: str | None = None
) -> Registry:
    """Only a difference needs the right to change it. Raises Stale when it was edited since
    `revision`."""
    require(actor, "edit the registry's name and description", registry)
    registry = lock_registry(registry)
    require_unchanged(registry, revision)
    if edits.name not in (None, registry.name):
        assert edits.name is not None
        registry = registries.rename_registry(actor=actor, registry=registry, name=edits.name)
    if edits.description not in (None, registry.description):
        assert edits.description is not None
        registry = registries.describe_registry(
            actor=actor, registry=registry, description=edits.description
        )
    if edits.visibility not in (None, registry.visibility):
        assert edits.visibility is not None
        registry = visibility.set_visibility(
            actor=actor, registry=registry, visibility=edits.visibility
        )
    return _edit_types(actor, registry, edits)


def _edit_types(actor: Actor, registry: Registry, edits: RegistryEdits) -> Registry:
    if edits.accepts_all_types and not registry.accepts_all_types:
        return accept_all_types(actor=actor, registry=registry)
    if edits.accepts_all_types is False and registry.accepts_all_types:
        return accept_only(actor=actor, registry=registry, names=edits.accepted_types)
    if edits.accepted_types:
        return add_accepted_types(actor=actor, registry=registry, names=edits.accepted_types)
    return registry
