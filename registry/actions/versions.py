"""Versions come into being: begun, uploaded to, committed, used."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import F, Q
from django.utils import timezone

from registry import naming, plain
from registry.actions import audit, labels, manifests, tags
from registry.actions.collections import ensure_source
from registry.actions.locks import lock_version
from registry.actions.transactions import action
from registry.errors import InvalidValue, NotCommitted
from registry.models import ArtifactVersion, ClientArtifact, Collection, Project, Verb, VersionState
from registry.permissions import Actor, require_project_write
from registry.sentences import marked as _


@dataclass(frozen=True, slots=True)
class VersionSpec:
    """What a client announces of a version before it uploads it."""

    collection: str
    artifact_type: str
    digest: str
    digest_algorithm: str = "MANIFEST_MD5"
    description: str | None = None
    metadata: Mapping[str, object] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    client_id: str = ""
    distributed_id: str = ""
    ttl_seconds: int | None = None
    history_step: int | None = None
    deduplicate: bool = True


@action
def begin_version(*, actor: Actor, project: Project, spec: VersionSpec) -> ArtifactVersion:
    """Return the version to upload to, or the committed one that has this content already.

    Clients that announce the same content at once share one pending version: whoever commits
    first has committed for all. Raises WrongType, InvalidName, InvalidValue, NotAllowed.
    """
    return announce(actor=actor, project=project, spec=spec)


def announce(
    *, actor: Actor, project: Project, spec: VersionSpec, producers: Sequence[int] = ()
) -> ArtifactVersion:
    """What begin_version does, for actions that do more in the same transaction.

    `producers`: keys that a pending version keeps for its commit, as it keeps labels.
    """
    require_project_write(actor, project)
    spec = _checked(spec)
    collection = ensure_source(
        actor=actor, project=project, name=spec.collection, type_name=spec.artifact_type
    )
    version = _same_content(collection, spec)
    if version is None:
        version = _create(actor, collection, spec, producers)
    elif version.is_committed:
        _relabel(actor, version, spec)
    else:
        version.pending_labels = _asked(version.pending_labels, spec, producers)
        version.updated_at = timezone.now()
        version.save(update_fields=["pending_labels", "updated_at"])
    if spec.client_id:
        known_as = ClientArtifact(client_id=spec.client_id, version=version)
        ClientArtifact.objects.bulk_create([known_as], ignore_conflicts=True)
    return version


def commit_version(
    *,
    actor: Actor,
    version: ArtifactVersion,
    together_with: Callable[[ArtifactVersion], object] | None = None,
) -> ArtifactVersion:
    """Make an uploaded version visible, with the next number of its collection.

    Committing twice is no error. Raises InvalidManifest, MissingFiles, NotCommitted. The entries
    are written before the short transaction that takes the number, so that a version of many files
    does not keep other writers of the collection waiting; only parts that others may still add to
    are merged in it. `together_with` gets the version, before its pending labels are used up,
    inside that transaction.
    """
    assert version.collection.project is not None
    require_project_write(actor, version.collection.project)
    if version.is_committed:
        return version
    if version.is_deleted:
        raise NotCommitted(_("%(version)s has been deleted.", {"version": version}))
    contents = manifests.assemble(actor=actor, version=version)
    return _commit(actor, version, contents, together_with)


def count_use(version: ArtifactVersion) -> None:
    """Keep the consumer counts of a version and of each collection that shows it.

    Called by actions inside their transaction. Raises NotCommitted when it has been deleted.
    """
    more = {"used_by_count": F("used_by_count") + 1}
    Collection.objects.filter(pk=version.collection_id).update(**more)
    # The lock of the source is held from here on, so links neither come nor go.
    Collection.objects.filter(links__version=version).update(**more)
    if not ArtifactVersion.objects.committed().filter(pk=version.pk).update(**more):
        raise NotCommitted(
            _("%(version)s has been deleted; its files are gone.", {"version": version})
        )


@action
def _commit(
    actor: Actor,
    version: ArtifactVersion,
    contents: manifests.Contents | None,
    together_with: Callable[[ArtifactVersion], object] | None,
) -> ArtifactVersion:
    version = lock_version(version)
    if version.is_committed:
        return version
    if version.is_deleted:
        raise NotCommitted(_("%(version)s has been deleted.", {"version": version}))
    contents = contents or manifests.assemble_merged(actor=actor, version=version)
    if together_with:
        together_with(version)
    _number(actor, version, contents)
    return version


def _checked(spec: VersionSpec) -> VersionSpec:
    """The announcement as it is stored. Raises InvalidName, InvalidValue."""
    if not spec.digest:
        raise InvalidValue(_("A version needs a digest."), field="digest")
    return replace(
        spec,
        digest=plain.identifier(spec.digest, field="digest", limit=128),
        digest_algorithm=plain.identifier(
            spec.digest_algorithm, field="digest algorithm", limit=32
        ),
        client_id=plain.identifier(spec.client_id, field="client id", limit=256),
        distributed_id=plain.identifier(spec.distributed_id, field="distributed id", limit=256),
        description=plain.description(spec.description),
        metadata=plain.metadata(spec.metadata),
        ttl_seconds=plain.ttl(spec.ttl_seconds),
        aliases=tuple(naming.check_alias(alias) for alias in spec.aliases),
        tags=tuple(naming.check_tag(tag) for tag in spec.tags),
    )


def _same_content(collection: Collection, spec: VersionSpec) -> ArtifactVersion | None:
    """A committed twin, or a pending one to join. The collection's lock is held."""
    pending = Q(state=VersionState.PENDING, distributed_id=spec.distributed_id)
    if spec.distributed_id:
        wanted = pending
    elif spec.deduplicate:
        is_shared = pending & Q(may_repeat=False)
        wanted = Q(digest=spec.digest) & (Q(state=VersionState.COMMITTED) | is_shared)
    else:
        return None
    found = ArtifactVersion.objects.filter(wanted, collection=collection)
    version = found.order_by(F("index").desc(nulls_last=True), "pk").first()
    if version:
        version.collection = collection
    return version


def _create(
    actor: Actor, collection: Collection, spec: VersionSpec, producers: Sequence[int]
) -> ArtifactVersion:
    return ArtifactVersion.objects.create(
        collection=collection,
        digest=spec.digest,
        digest_algorithm=spec.digest_algorithm,
        description=spec.description,
        metadata=spec.metadata,
        distributed_id=spec.distributed_id,
        may_repeat=bool(spec.distributed_id) or not spec.deduplicate,
        ttl_seconds=spec.ttl_seconds,
        history_step=spec.history_step,
        pending_labels=_asked({}, spec, producers),
        created_by=actor.user,
    )


def _relabel(actor: Actor, version: ArtifactVersion, spec: VersionSpec) -> None:
    """Logging known content again moves the aliases asked for to it, `latest` among them."""
    labels.move_aliases(
        actor=actor, collection=version.collection, version=version, names=spec.aliases
    )
    tags.put_version_tags(actor=actor, version=version, names=spec.tags)


def _asked(
    before: Mapping[str, list[object]], spec: VersionSpec, producers: Sequence[int]
) -> dict[str, list[object]]:
    """What all clients of a pending version asked for; as much as a version can hold."""
    aliases = dict.fromkeys([*before.get("aliases", ()), *spec.aliases])
    tag_names = dict.fromkeys([*before.get("tags", ()), *spec.tags])
    labels.require_room_for_aliases(aliases)
    tags.require_room_for_tags(tag_names)
    return {
        "aliases": list(aliases),
        "tags": list(tag_names),
        "producers": list(dict.fromkeys([*before.get("producers", ()), *producers])),
    }


def _number(actor: Actor, version: ArtifactVersion, contents: manifests.Contents) -> None:
    """Give the version its number and its labels. Its collection is locked."""
    collection, now = version.collection, timezone.now()
    assert collection.project is not None
    asked = version.pending_labels
    version.index = collection.next_index
    version.state = VersionState.COMMITTED
    version.size, version.file_count = contents.size, contents.file_count
    version.digest = contents.digest
    version.may_repeat = version.may_repeat or contents.is_merged
    version.committed_at = version.updated_at = now
    version.pending_labels = {}
    version.save()
    collection.next_index += 1
    collection.version_count += 1
    collection.size += version.size
    collection.updated_at = now
    collection.save(update_fields=["next_index", "version_count", "size", "updated_at"])
    logged = audit.event(
        actor=actor,
        verb=Verb.LOGGED_VERSION,
        subject=f"{collection.name}:{version.name}",
        name=version.name,
        after={"size": version.size, "files": version.file_count},
        **audit.of_version(version, collection),
    )
    labels.move_aliases(
        actor=actor,
        collection=collection,
        version=version,
        names=[*asked["aliases"], naming.LATEST],
        along_with=[logged],
    )
    tags.put_version_tags(actor=actor, version=version, names=asked["tags"])
    Project.objects.filter(pk=collection.project.pk).update(updated_at=now)
