"""Versions are linked into registries and taken out again."""

from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone

from registry import naming, refusals
from registry.actions import audit, labels
from registry.actions.collections import (
    ensure_portfolio,
    make_collection,
    require_accepted,
    require_type,
)
from registry.actions.locks import lock_collection, lock_version
from registry.actions.transactions import action
from registry.errors import NotAllowed, NotCommitted
from registry.models import (
    Alias,
    ArtifactVersion,
    AuditEvent,
    Collection,
    Entity,
    LinkedVersion,
    OrganizationMember,
    Project,
    ProtectedAlias,
    Registry,
    Verb,
)
from registry.permissions import (
    Actor,
    require,
    require_files,
    require_in_collection,
    require_project_write,
)
from registry.sentences import marked as _


@action
def link_version(
    *,
    actor: Actor,
    version: ArtifactVersion,
    target: Registry | Project,
    collection_name: str,
    aliases: Sequence[str] = (),
) -> LinkedVersion:
    """Show the version in a collection of a registry, which is made when it is new.

    The newest link takes `latest`. Linking again keeps the number and moves the aliases. A project
    as the target serves the SDK's old model registries. Raises NotAllowed, NotFound, NotCommitted,
    WrongType, AliasProtected, InvalidName.
    """
    _require_right(actor, target)
    require_files(actor, version)
    _require_neighbours(version, target)
    names = [naming.check_alias(name) for name in aliases]
    version = lock_version(version)
    if not version.is_committed:
        raise NotCommitted(
            _("%(version)s has been deleted; its files are gone.", {"version": version})
        )
    collection = _target_collection(actor, version, target, collection_name)
    labels.require_unprotected(actor, collection, names)
    link = LinkedVersion.objects.filter(collection=collection, version=version).first()
    news: list[AuditEvent] = []
    if link is None:
        link = _link(actor, collection, version)
        news.append(_news_of(actor, link))
        names.append(naming.LATEST)
    labels.move_aliases(
        actor=actor, collection=collection, version=version, names=names, along_with=news
    )
    link.collection, link.version = collection, version
    return link


@action
def unlink_version(*, actor: Actor, link: LinkedVersion) -> None:
    """Take a version out of a registry collection; the source stays. Its number is not reused.

    Taking it out twice is no error.
    """
    require_in_collection(actor, "unlink a version", link.collection)
    version, collection = lock_version(link.version), lock_collection(link.collection)
    held = Alias.objects.filter(collection=collection, version=version)
    names = list(held.values_list("name", flat=True))
    labels.require_unprotected(actor, collection, names)
    drop_link(actor=actor, link=link, version=version, collection=collection)


def drop_link(
    *, actor: Actor, link: LinkedVersion, version: ArtifactVersion, collection: Collection
) -> None:
    """The unlinking itself, for actions that have checked the rights and hold both locks."""
    deleted, _ = LinkedVersion.objects.filter(pk=link.pk).delete()
    if not deleted:
        return
    had_latest = _take_aliases(collection, version)
    _count(collection, version, by=-1)
    audit.record(
        actor=actor,
        verb=Verb.UNLINKED_VERSION,
        subject=f"{collection.name}:{link.name}",
        name=link.name,
        before={"digest": version.digest},
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
            raise refusals.linked_as_protected(str(version), alias)


def _require_right(actor: Actor, target: Registry | Project) -> None:
    if isinstance(target, Project):
        require_project_write(actor, target)
    else:
        require(actor, "link a version", target)


def _require_neighbours(version: ArtifactVersion, target: Registry | Project) -> None:
    """What is logged in an organization stays in it: a link shows it to other people.

    A personal entity counts to each organization that its user is a member of.
    """
    project = version.collection.project
    assert project is not None
    source = project.entity
    if isinstance(target, Project) and target.entity_id == source.pk:
        return
    shared = _organizations(source)
    if isinstance(target, Project):
        place, shared = str(target), shared & _organizations(target.entity)
    else:
        place, shared = f"registry {target.name!r}", shared & {target.organization_id}
    if not shared:
        raise NotAllowed(
            _(
                "%(source)r is not part of the organization of %(place)s; log the artifact to "
                "one of its teams, then link it.",
                {"source": source.name, "place": place},
            )
        )


def _organizations(entity: Entity) -> set[int]:
    if entity.organization_id:
        return {entity.organization_id}
    mine = OrganizationMember.objects.filter(user=entity.user_id)
    return set(mine.values_list("organization", flat=True))


def _target_collection(
    actor: Actor, version: ArtifactVersion, target: Registry | Project, name: str
) -> Collection:
    type_name = version.collection.artifact_type.name
    if isinstance(target, Project):
        return ensure_portfolio(actor=actor, project=target, name=name, type_name=type_name)
    naming.check_collection(name)
    found = Collection.objects.live().locked().filter(registry=target, name=name).first()
    if found is None:
        return make_collection(actor, target, name, type_name)
    require_accepted(target, type_name)
    require_type(found, type_name)
    return found


def _link(actor: Actor, collection: Collection, version: ArtifactVersion) -> LinkedVersion:
    link = LinkedVersion.objects.create(
        collection=collection,
        version=version,
        index=collection.next_index,
        linked_by=actor.user,
    )
    _count(collection, version, by=1)
    return link


def _news_of(actor: Actor, link: LinkedVersion) -> AuditEvent:
    return audit.event(
        actor=actor,
        verb=Verb.LINKED_VERSION,
        subject=f"{link.collection.name}:{link.name}",
        name=link.name,
        after={"digest": link.version.digest},
        **audit.of_version(link.version, link.collection),
    )


def _count(collection: Collection, version: ArtifactVersion, *, by: int) -> None:
    now = timezone.now()
    Collection.objects.filter(pk=collection.pk).update(
        next_index=F("next_index") + max(by, 0),
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
    names = set(held.values_list("name", flat=True))
    held.delete()
    return naming.LATEST in names
