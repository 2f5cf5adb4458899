"""Tags are put on collections and versions, and taken off."""

from collections.abc import Iterable, Sequence

from registry import naming
from registry.actions import audit, labels
from registry.actions.locks import lock_collection, lock_version
from registry.actions.transactions import action
from registry.errors import InvalidValue
from registry.models import ArtifactVersion, Collection, CollectionTag, Verb, VersionTag
from registry.permissions import Actor, require_in_collection, require_version_edit
from registry.sentences import marked as _

MAX_TAGS = 100


@action
def add_version_tags(*, actor: Actor, version: ArtifactVersion, names: Sequence[str]) -> None:
    """Put tags on a version; ones it has already are no error."""
    place = require_version_edit(actor, "change tags", version)
    checked = [naming.check_tag(name) for name in names]
    version = lock_version(version)
    put_version_tags(actor=actor, version=version, names=checked, place=place)


@action
def remove_version_tags(*, actor: Actor, version: ArtifactVersion, names: Sequence[str]) -> None:
    """Take tags off a version; ones it does not have are no error."""
    place = require_version_edit(actor, "change tags", version)
    version = lock_version(version)
    held = VersionTag.objects.filter(version=version, name__in=names)
    taken = sorted(held.values_list("name", flat=True))
    held.delete()
    _record_version(actor, Verb.REMOVED_TAG, version, place, taken)


def put_version_tags(
    *,
    actor: Actor,
    version: ArtifactVersion,
    names: Sequence[str],
    place: Collection | None = None,
) -> None:
    """The writing part, for actions that have checked all and hold the collection's lock.

    `place`: where the tags were put on, when that is not where the version was logged.
    """
    if not names:
        return
    known = set(VersionTag.objects.filter(version=version).values_list("name", flat=True))
    new = _new_tags(known, names)
    VersionTag.objects.bulk_create([VersionTag(version=version, name=name) for name in new])
    _record_version(actor, Verb.ADDED_TAG, version, place or version.collection, new)


@action
def add_collection_tags(*, actor: Actor, collection: Collection, names: Sequence[str]) -> None:
    """Put tags on a collection; ones it has already are no error."""
    require_in_collection(actor, "change tags", collection)
    checked = [naming.check_tag(name) for name in names]
    collection = lock_collection(collection)
    known = set(CollectionTag.objects.filter(collection=collection).values_list("name", flat=True))
    new = _new_tags(known, checked)
    CollectionTag.objects.bulk_create(
        [CollectionTag(collection=collection, name=name) for name in new]
    )
    _record(actor, Verb.ADDED_TAG, collection.name, audit.of_collection(collection), new)


@action
def remove_collection_tags(*, actor: Actor, collection: Collection, names: Sequence[str]) -> None:
    """Take tags off a collection; ones it does not have are no error."""
    require_in_collection(actor, "change tags", collection)
    collection = lock_collection(collection)
    held = CollectionTag.objects.filter(collection=collection, name__in=names)
    taken = sorted(held.values_list("name", flat=True))
    held.delete()
    _record(actor, Verb.REMOVED_TAG, collection.name, audit.of_collection(collection), taken)


def require_room_for_tags(names: Iterable[str]) -> None:
    if len(list(names)) > MAX_TAGS:
        raise InvalidValue(
            _("At most %(max_tags)s tags are allowed.", {"max_tags": MAX_TAGS}), field="tag"
        )


def _new_tags(known: set[str], names: Sequence[str]) -> list[str]:
    new = [name for name in dict.fromkeys(names) if name not in known]
    require_room_for_tags([*known, *new])
    return new


def _record_version(
    actor: Actor, verb: Verb, version: ArtifactVersion, place: Collection, names: Sequence[str]
) -> None:
    if names:
        subject = f"{place.name}:{labels.name_in(place, version)}"
        _record(actor, verb, subject, audit.of_version(version, place), names)


def _record(
    actor: Actor, verb: Verb, subject: str, about: audit.About, names: Sequence[str]
) -> None:
    is_new = verb == Verb.ADDED_TAG
    audit.record_all(
        audit.event(
            actor=actor,
            verb=verb,
            subject=subject,
            name=name,
            before=None if is_new else name,
            after=name if is_new else None,
            **about,
        )
        for name in names
    )
