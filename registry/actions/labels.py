"""Aliases move between the versions of a collection; tags are put on and taken off."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from registry import naming
from registry.actions import audit
from registry.errors import AliasProtected, InvalidValue, NotFound
from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    CollectionTag,
    ProtectedAlias,
    RegistryRole,
    Verb,
    VersionTag,
)
from registry.permissions import Actor, registry_role, require, require_project_write

MAX_ALIASES = 100


@transaction.atomic
def add_aliases(
    *,
    actor: Actor,
    collection: Collection,
    version: ArtifactVersion,
    names: Iterable[str],
    reason: str = "",
) -> None:
    """Put aliases on a version of the collection, taking each from the version that held it."""
    require_label_rights(actor, collection, "change aliases")
    if not ArtifactVersion.objects.in_collection(collection).filter(pk=version.pk).exists():
        raise NotFound(f"{version.name} is not in collection {collection.name!r}.")
    checked = [naming.check_alias(name) for name in names]
    require_unprotected(actor, collection, checked)
    move_aliases(actor=actor, collection=collection, version=version, names=checked, reason=reason)


@transaction.atomic
def remove_aliases(
    *, actor: Actor, collection: Collection, version: ArtifactVersion, names: Iterable[str]
) -> None:
    """Take aliases off a version. One that it does not hold is no error."""
    require_label_rights(actor, collection, "change aliases")
    names = list(names)
    require_unprotected(actor, collection, names)
    held = Alias.objects.filter(collection=collection, version=version, name__in=names)
    for alias in held:
        audit.record(
            actor=actor,
            verb=Verb.REMOVED_ALIAS,
            subject=f"{collection.name}: {alias.name}",
            before=_index_in(collection, version),
            **audit.of_version(version, collection),
        )
    held.delete()


def move_aliases(
    *,
    actor: Actor,
    collection: Collection,
    version: ArtifactVersion,
    names: Iterable[str],
    reason: str = "",
) -> None:
    """The move itself, for actions that have checked the rights. Call it inside a transaction."""
    wanted = list(dict.fromkeys(names))
    held = {
        alias.name: alias
        for alias in Alias.objects.select_for_update()
        .filter(collection=collection, name__in=wanted)
        .select_related("version")
    }
    _require_room(version, collection, [name for name in wanted if name not in held])
    for name in wanted:
        alias = held.get(name)
        if alias and alias.version_id == version.pk:
            continue
        audit.record(
            actor=actor,
            verb=Verb.MOVED_ALIAS if alias else Verb.ADDED_ALIAS,
            subject=f"{collection.name}: {name}",
            before=_index_in(collection, alias.version) if alias else None,
            after=_index_in(collection, version),
            reason=reason,
            **audit.of_version(version, collection),
        )
        Alias.objects.update_or_create(
            collection=collection,
            name=name,
            defaults={
                "version": version,
                "moved_by": actor.user,
                "moved_at": timezone.now(),
            },
        )


@transaction.atomic
def add_version_tags(*, actor: Actor, version: ArtifactVersion, names: Iterable[str]) -> None:
    """Put tags on a version; ones it has already are no error."""
    require_label_rights(actor, version.collection, "change tags")
    put_version_tags(actor=actor, version=version, names=names)


def put_version_tags(*, actor: Actor, version: ArtifactVersion, names: Iterable[str]) -> None:
    """The writing part, for actions that have checked the rights."""
    for name in dict.fromkeys(naming.check_tag(each) for each in names):
        _, created = VersionTag.objects.get_or_create(version=version, name=name)
        if created:
            audit.record(
                actor=actor,
                verb=Verb.ADDED_TAG,
                subject=f"{version.collection.name}:{version.name}",
                after=name,
                **audit.of_version(version, version.collection),
            )


@transaction.atomic
def add_collection_tags(*, actor: Actor, collection: Collection, names: Iterable[str]) -> None:
    """Put tags on a collection; ones it has already are no error."""
    require_label_rights(actor, collection, "change tags")
    for name in dict.fromkeys(naming.check_tag(each) for each in names):
        _, created = CollectionTag.objects.get_or_create(collection=collection, name=name)
        if created:
            audit.record(
                actor=actor,
                verb=Verb.ADDED_TAG,
                subject=collection.name,
                after=name,
                **audit.of_collection(collection),
            )


def require_label_rights(actor: Actor, collection: Collection, verb: str) -> None:
    if collection.registry:
        require(actor, verb, collection.registry)
    elif collection.project:
        require_project_write(actor, collection.project)


def require_unprotected(actor: Actor, collection: Collection, names: Iterable[str]) -> None:
    """Raise AliasProtected when a name is protected and the actor is no admin of the registry."""
    registry = collection.registry
    if registry is None or actor.user is None:
        return
    guarded = ProtectedAlias.objects.filter(registry=registry, name__in=list(names))
    name = guarded.values_list("name", flat=True).first()
    if name and registry_role(actor.user, registry) != RegistryRole.ADMIN:
        raise AliasProtected(
            f"Alias {name!r} is protected in registry {registry.name!r}: "
            "only its admins may move it.",
            field="alias",
        )


def _require_room(version: ArtifactVersion, collection: Collection, new: list[str]) -> None:
    """Only new names add to the count; the look-up is skipped for the few that are usual."""
    if len(new) <= 1:
        return
    held = Alias.objects.filter(collection=collection, version=version).count()
    if held + len(new) > MAX_ALIASES:
        raise InvalidValue(f"A version can hold at most {MAX_ALIASES} aliases.", field="alias")


def _index_in(collection: Collection, version: ArtifactVersion) -> str | None:
    """`vN` of the version in this collection; None once it has left."""
    if collection.is_source:
        return version.name
    index = version.links.filter(collection=collection).values_list("index", flat=True).first()
    return None if index is None else f"v{index}"
