"""A registry goes, with its collections and the links in them. What they show stays."""

from dataclasses import dataclass

from registry.actions import audit
from registry.actions.collection_deletion import drop_all_links, lock_sources
from registry.actions.locks import lock_registry, require_unchanged
from registry.actions.transactions import action
from registry.models import Alias, Collection, Registry, Verb
from registry.permissions import Actor, require


@dataclass(frozen=True, slots=True)
class RegistryLoss:
    """What a deletion would take; the linked versions themselves stay in their projects."""

    collections: int
    links: int
    members: int
    protected_aliases: list[str]


def preview_registry_deletion(*, actor: Actor, registry: Registry) -> RegistryLoss:
    """For the question before it."""
    require(actor, "delete the registry", registry)
    protected = registry.protected_aliases.order_by("name").values_list("name", flat=True)
    return RegistryLoss(
        collections=registry.collection_count,
        links=registry.version_count,
        members=registry.members.count(),
        protected_aliases=list(protected),
    )


@action
def delete_registry(*, actor: Actor, registry: Registry, revision: str | None = None) -> None:
    """Delete a registry for good. Raises Stale when it was edited since `revision`.

    Its collections, links, aliases and roles go; the versions stay where they were logged. What
    happened in it can from then on be read by the organization's admins.
    """
    require(actor, "delete the registry", registry)
    collections = Collection.objects.filter(registry=registry)
    lock_sources(collections)
    list(collections.locked())
    registry = lock_registry(registry)
    require_unchanged(registry, revision)
    before = {
        "collections": registry.collection_count,
        "links": registry.version_count,
        "visibility": registry.visibility,
    }
    drop_all_links(collections)
    Alias.objects.filter(collection__in=collections).delete()
    audit.record(
        actor=actor,
        verb=Verb.DELETED_REGISTRY,
        subject=registry.name,
        before=before,
        organization=registry.organization,
    )
    registry.delete()
