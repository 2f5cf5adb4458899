"""Rows as they are now, kept from other changes until the transaction ends."""

from registry.errors import NotFound, Stale
from registry.models import (
    ArtifactVersion,
    Collection,
    Entity,
    Organization,
    OrganizationMember,
    Registry,
    RegistryMember,
    TeamMember,
    User,
)
from registry.sentences import marked as _


def lock_collection(collection: Collection) -> Collection:
    """Raises NotFound when it has been deleted meanwhile."""
    found = Collection.objects.live().locked().filter(pk=collection.pk).first()
    if found is None:
        raise NotFound(
            _("Collection %(collection)r has been deleted.", {"collection": collection.name})
        )
    return found


def lock_version(version: ArtifactVersion) -> ArtifactVersion:
    """The version under the lock of its source collection. Raises NotFound when it is gone."""
    found = lock_remains(version)
    if found.collection.deleted_at:
        raise NotFound(
            _("Collection %(collection)r has been deleted.", {"collection": found.collection.name})
        )
    return found


def lock_remains(version: ArtifactVersion) -> ArtifactVersion:
    """Likewise, also of a tombstone whose whole collection has been deleted."""
    rows = ArtifactVersion.objects.with_place().filter(pk=version.pk)
    # PostgreSQL locks in this order: the collection first, as everywhere.
    found = rows.select_for_update(of=("collection", "self"), no_key=True).first()
    if found is None:
        raise NotFound(_("The version has been deleted before it was committed."))
    return found


def lock_registry(registry: Registry) -> Registry:
    """Raises NotFound when it has been deleted meanwhile."""
    rows = Registry.objects.select_for_update(of=("self",), no_key=True).select_related(
        "organization"
    )
    found = rows.filter(pk=registry.pk).first()
    if found is None:
        raise NotFound(_("Registry %(registry)r has been deleted.", {"registry": registry.name}))
    return found


def require_unchanged(
    thing: Registry | Collection | ArtifactVersion | User, revision: str | None
) -> None:
    """Raise Stale when the locked thing has been edited since `revision` was read. None: whatever
    it is by now."""
    if revision is not None and revision != thing.revision:
        raise _stale(str(thing))


def require_same_role(
    member: RegistryMember | OrganizationMember | TeamMember,
    holder: User | Entity,
    revision: str | None,
) -> None:
    """Raise Stale when the locked membership has another role than `revision` was read of."""
    if revision is not None and revision != member.revision:
        raise _stale(_("The role of %(holder)s", {"holder": holder}))


def _stale(what: str) -> Stale:
    return Stale(
        _(
            "%(what)s was edited after you read it. Read it again, then make your change "
            "to what it says now.",
            {"what": what},
        )
    )


def lock_organization(organization: Organization) -> None:
    """One change of its members at a time, so that two admins cannot remove each other."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
