"""Versions are linked into registries and taken out again."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from registry import naming
from registry.actions import audit, labels
from registry.actions.collections import (
    create_collection,
    ensure_portfolio,
    require_accepted,
    require_type,
)
from registry.errors import AliasProtected, NotAllowed, NotCommitted, NotFound
from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    Entity,
    LinkedVersion,
    OrganizationMember,
    Project,
    ProtectedAlias,
    Registry,
    Verb,
)
from registry.permissions import Actor, require


@transaction.atomic
def link_version(
    *,
    actor: Actor,
    version: ArtifactVersion,
    target: Registry | Project,
    collection_name: str,
    aliases: Iterable[str] = (),
) -> LinkedVersion:
    """Show the version in a collection of a registry, which is made when it is new.

    The newest link takes `latest`. Linking again keeps the number and moves the aliases. A project
    as the target serves the SDK's old model registries. Raises NotAllowed, NotFound, NotCommitted,
    WrongType, AliasProtected, InvalidName.
    """
    names = [naming.check_alias(name) for name in aliases]
    collection = _target_collection(actor, version, target, collection_name)
    _require_linkable(actor, version, collection)
    labels.require_unprotected(actor, collection, names)
    link = LinkedVersion.objects.filter(collection=collection, version=version).first()
    if link is None:
        link = _link(actor, collection, version)
        names.append(naming.LATEST)
    labels.move_aliases(actor=actor, collection=collection, version=version, names=names)
    link.collection = collection
    return link


@transaction.atomic
def unlink_version(*, actor: Actor, link: LinkedVersion) -> None:
    """Take a version out of a registry collection; the source stays. Its number is not reused."""
    collection = (
        Collection.objects.select_for_update(of=("self",)).with_place().get(pk=link.collection_id)
    )
    labels.require_label_rights(actor, collection, "unlink a version")
    held = Alias.objects.filter(collection=collection, version=link.version_id)
    labels.require_unprotected(actor, collection, held.values_list("name", flat=True))
    drop_link(actor=actor, link=link, collection=collection)


def drop_link(*, actor: Actor, link: LinkedVersion, collection: Collection) -> None:
    """The unlinking itself, for actions that have checked the rights and hold the lock."""
    version = link.version
    had_latest = _take_aliases(collection, version)
    link.delete()
    _count(collection, version, by=-1)
    audit.record(
        actor=actor,
        verb=Verb.UNLINKED_VERSION,
        subject=f"{collection.name}:{link.name}",
        before=str(version),
        **audit.of_version(version, collection),
    )
    newest = LinkedVersion.objects.filter(collection=collection).order_by("-index").first()
    if had_latest and newest:
        labels.move_aliases(
            actor=actor, collection=collection, version=newest.version, names=[naming.LATEST]
        )


def require_no_protected_alias(version: ArtifactVersion) -> None:
    """Raise AliasProtected when a link of the version holds a protected alias."""
    held = Alias.objects.filter(version=version, collection__registry__isnull=False)
    for alias in held.select_related("collection__registry"):
        registry = alias.collection.registry
        if ProtectedAlias.objects.filter(registry=registry, name=alias.name).exists():
            raise AliasProtected(
                f"{version} is linked as {alias.collection.name}:{alias.name}, and that alias is "
                "protected. A registry admin must take it off first."
            )


def _target_collection(
    actor: Actor, version: ArtifactVersion, target: Registry | Project, name: str
) -> Collection:
    type_name = version.collection.artifact_type.name
    if isinstance(target, Project):
        return ensure_portfolio(actor=actor, project=target, name=name, type_name=type_name)
    require(actor, "link a version", target)
    naming.check_collection(name)
    found = Collection.objects.live().filter(registry=target, name=name)
    collection = found.select_for_update(of=("self",)).with_place().first()
    if collection is None:
        create_collection(actor=actor, registry=target, name=name, type_name=type_name)
        return found.with_place().get()
    require_accepted(target, type_name)
    require_type(collection, type_name)
    return collection


def _require_linkable(actor: Actor, version: ArtifactVersion, collection: Collection) -> None:
    """The actor may have the files, they are all there, and both ends share an organization."""
    if actor.user:
        readable = ArtifactVersion.objects.visible_to(actor.user).filter(pk=version.pk)
        if not readable.exists():
            raise NotFound("There is no such version that you may see.")
        if not ArtifactVersion.objects.downloadable_by(actor.user).filter(pk=version.pk).exists():
            raise NotAllowed(f"You may look at {version} but not use its files.")
    if not version.is_committed:
        raise NotCommitted(f"{version} is {version.state}; only committed versions are linked.")
    if collection.registry:
        _require_same_organization(version, collection.registry)


def _require_same_organization(version: ArtifactVersion, registry: Registry) -> None:
    """Teams of the registry's organization may link, and members from their personal entity."""
    project = version.collection.project
    assert project is not None
    entity: Entity = project.entity
    if entity.is_personal:
        inside = OrganizationMember.objects.filter(
            organization=registry.organization_id, user=entity.user_id
        ).exists()
    else:
        inside = entity.organization_id == registry.organization_id
    if not inside:
        raise NotAllowed(
            f"{entity.name!r} is not part of organization {registry.organization.name!r}; "
            "log the artifact to one of its teams, then link it."
        )


def _link(actor: Actor, collection: Collection, version: ArtifactVersion) -> LinkedVersion:
    collection.refresh_from_db(fields=["next_index"])
    link = LinkedVersion.objects.create(
        collection=collection,
        version=version,
        index=collection.next_index,
        linked_by=actor.user,
    )
    Collection.objects.filter(pk=collection.pk).update(next_index=F("next_index") + 1)
    _count(collection, version, by=1)
    audit.record(
        actor=actor,
        verb=Verb.LINKED_VERSION,
        subject=f"{collection.name}:{link.name}",
        after=str(version),
        **audit.of_version(version, collection),
    )
    return link


def _count(collection: Collection, version: ArtifactVersion, *, by: int) -> None:
    now = timezone.now()
    Collection.objects.filter(pk=collection.pk).update(
        version_count=F("version_count") + by,
        used_by_count=F("used_by_count") + by * version.used_by_count,
        size=F("size") + by * version.size,
        updated_at=now,
    )
    ArtifactVersion.objects.filter(pk=version.pk).update(link_count=F("link_count") + by)
    if collection.registry_id:
        Registry.objects.filter(pk=collection.registry_id).update(
            version_count=F("version_count") + by, updated_at=now
        )


def _take_aliases(collection: Collection, version: ArtifactVersion) -> bool:
    """Remove the version's aliases in the collection; whether `latest` was one of them."""
    held = Alias.objects.filter(collection=collection, version=version)
    had_latest = held.filter(name=naming.LATEST).exists()
    held.delete()
    return had_latest
