"""Aliases move between the versions of a collection."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django.utils import timezone

from registry import naming, plain, refusals
from registry.actions import audit
from registry.actions.locks import lock_collection
from registry.actions.transactions import action
from registry.errors import AliasProtected, InvalidValue, NotFound
from registry.models import (
    Alias,
    ArtifactVersion,
    AuditEvent,
    Collection,
    LinkedVersion,
    ProtectedAlias,
    RegistryRole,
    Verb,
)
from registry.permissions import Actor, registry_role, require_in_collection
from registry.sentences import marked as _

MAX_ALIASES = 100


@action
def add_aliases(
    *,
    actor: Actor,
    collection: Collection,
    version: ArtifactVersion,
    names: Sequence[str],
    reason: str = "",
) -> None:
    """Put aliases on a version of the collection, taking each from the version that held it."""
    require_in_collection(actor, "change aliases", collection)
    reason = plain.reason(reason)
    checked = [naming.check_alias(name) for name in names]
    require_unprotected(actor, collection, checked)
    collection = lock_collection(collection)
    if not ArtifactVersion.objects.in_collection(collection).filter(pk=version.pk).exists():
        raise NotFound(
            _(
                "%(version)s is not in collection %(collection)r.",
                {"version": version.name, "collection": collection.name},
            )
        )
    move_aliases(actor=actor, collection=collection, version=version, names=checked, reason=reason)


@action
def remove_aliases(
    *,
    actor: Actor,
    collection: Collection,
    version: ArtifactVersion,
    names: Sequence[str],
    reason: str = "",
) -> None:
    """Take aliases off a version. One that it does not hold is no error.

    `latest` stays where it is: each collection has one, and it only moves.
    """
    require_in_collection(actor, "change aliases", collection)
    reason = plain.reason(reason)
    require_unprotected(actor, collection, names)
    collection = lock_collection(collection)
    held = Alias.objects.filter(collection=collection, version=version, name__in=names)
    taken = sorted(held.exclude(name=naming.LATEST).values_list("name", flat=True))
    held.filter(name__in=taken).delete()
    before = names_in(collection, [version])[version.pk] if taken else None
    for name in taken:
        audit.record(
            actor=actor,
            verb=Verb.REMOVED_ALIAS,
            subject=f"{collection.name}: {name}",
            name=name,
            before=before,
            reason=reason,
            **audit.of_version(version, collection),
        )


def move_aliases(
    *,
    actor: Actor,
    collection: Collection,
    version: ArtifactVersion,
    names: Sequence[str],
    reason: str = "",
    along_with: Sequence[AuditEvent] = (),
) -> None:
    """The move itself, for actions that have checked the rights and hold the collection's lock.

    `along_with`: events of theirs, written before those of the aliases in the same statement.
    """
    near = Alias.objects.filter(
        Q(name__in=names) | Q(version=version), collection=collection
    ).select_related("version")
    holders = {alias.name: alias.version for alias in near}
    moving = [name for name in dict.fromkeys(names) if holders.get(name) != version]
    if not moving:
        audit.record_all(along_with)
        return
    require_room_for_aliases([name for name in holders if holders[name] == version] + moving)
    _put(actor, collection, version, moving)
    losers = {name: holders[name] for name in moving if name in holders}
    moves = _events_of(actor, collection, version, moving, losers, reason)
    audit.record_all([*along_with, *moves])


def _events_of(
    actor: Actor,
    collection: Collection,
    version: ArtifactVersion,
    moving: Sequence[str],
    losers: Mapping[str, ArtifactVersion],
    reason: str,
) -> list[AuditEvent]:
    index = names_in(collection, [version, *losers.values()])
    return [
        audit.event(
            actor=actor,
            verb=Verb.MOVED_ALIAS if name in losers else Verb.ADDED_ALIAS,
            subject=f"{collection.name}: {name}",
            name=name,
            before=index[losers[name].pk] if name in losers else None,
            after=index[version.pk],
            reason=reason,
            **audit.of_version(version, collection),
        )
        for name in moving
    ]


def require_unprotected(actor: Actor, collection: Collection, names: Sequence[str]) -> None:
    """Raise AliasProtected when a name is protected and the actor is no admin of the registry."""
    registry = collection.registry
    if registry is None or not names:
        return
    guarded = ProtectedAlias.objects.filter(registry=registry, name__in=names).order_by("name")
    name = guarded.values_list("name", flat=True).first()
    if name and not may_move_protected(actor, collection):
        assert actor.user is not None
        ask, held = refusals.registry_admins(registry), registry_role(actor.user, registry)
        raise AliasProtected(
            _(
                "Alias %(name)r is protected in registry %(registry)r: only its admins may "
                "move it; you are %(held)s. %(asking)s",
                {
                    "name": name,
                    "registry": registry.name,
                    "held": held.label if held else _("no member"),
                    "asking": refusals.asking(ask),
                },
            ),
            field="alias",
            held=held or "",
            needed=RegistryRole.ADMIN,
            ask=ask,
        )


def may_move_protected(actor: Actor, collection: Collection) -> bool:
    if actor.user is None or collection.registry is None:
        return True
    return registry_role(actor.user, collection.registry) == RegistryRole.ADMIN


def _put(actor: Actor, collection: Collection, version: ArtifactVersion, names: list[str]) -> None:
    now = timezone.now()
    Alias.objects.bulk_create(
        [
            Alias(
                collection=collection, name=name, version=version, moved_by=actor.user, moved_at=now
            )
            for name in names
        ],
        update_conflicts=True,
        unique_fields=["collection", "name"],
        update_fields=["version", "moved_by", "moved_at"],
    )


def require_room_for_aliases(names: Iterable[str]) -> None:
    """Raise InvalidValue when a version cannot hold all these. `latest` always finds room."""
    if len([name for name in names if name != naming.LATEST]) > MAX_ALIASES:
        raise InvalidValue(
            _("A version can hold at most %(max_aliases)s aliases.", {"max_aliases": MAX_ALIASES}),
            field="alias",
        )


def names_in(collection: Collection, versions: Sequence[ArtifactVersion]) -> dict[int, str | None]:
    """`vN` of each version in this collection; None for one that has left it."""
    if collection.is_source:
        return {version.pk: version.name for version in versions}
    links = LinkedVersion.objects.filter(collection=collection, version__in=versions)
    index = dict(links.values_list("version", "index"))
    return {each.pk: f"v{index[each.pk]}" if each.pk in index else None for each in versions}


def name_in(collection: Collection, version: ArtifactVersion) -> str:
    """What people of the collection call the version: `vN`."""
    return names_in(collection, [version])[version.pk] or version.name
