"""Versions come into being: begun, uploaded to, committed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from registry import naming
from registry.actions import audit, labels, manifests
from registry.actions.collections import ensure_source
from registry.errors import InvalidValue, NotCommitted
from registry.models import (
    ArtifactVersion,
    ClientArtifact,
    Collection,
    Project,
    Verb,
    VersionState,
)
from registry.permissions import Actor, require_project_write

MAX_METADATA_KEYS = 100
MAX_DESCRIPTION = 64 * 1024


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


@transaction.atomic
def begin_version(*, actor: Actor, project: Project, spec: VersionSpec) -> ArtifactVersion:
    """Return the version to upload to, or the committed one that has this content already.

    Clients that announce the same content at once share one pending version: whoever commits
    first has committed for all. Raises WrongType, InvalidName, InvalidValue, NotAllowed.
    """
    require_project_write(actor, project)
    _check(spec)
    collection = ensure_source(
        actor=actor, project=project, name=spec.collection, type_name=spec.artifact_type
    )
    version = _same_content(collection, spec) or _create(actor, collection, spec)
    if spec.client_id:
        ClientArtifact.objects.get_or_create(client_id=spec.client_id, version=version)
    if version.is_committed:
        _relabel(actor, version, spec)
    else:
        _remember_labels(version, spec)
    return version


def commit_version(
    *,
    actor: Actor,
    version: ArtifactVersion,
    together_with: Callable[[ArtifactVersion], None] | None = None,
) -> ArtifactVersion:
    """Make an uploaded version visible, with the next number of its collection.

    Committing twice is no error. Raises InvalidManifest, MissingFiles. The entries are written
    before the short transaction that takes the number, so that a version of many files does not
    keep other writers of the collection waiting. `together_with` gets the version, before its
    pending labels are used up, inside that transaction.
    """
    collection = version.collection
    assert collection.project is not None
    require_project_write(actor, collection.project)
    if version.is_committed:
        return version
    if version.is_deleted:
        raise NotCommitted(f"{version} has been deleted.")
    contents = manifests.assemble(actor=actor, version=version)
    with transaction.atomic():
        collection = (
            Collection.objects.select_for_update(of=("self",)).with_place().get(pk=collection.pk)
        )
        version = ArtifactVersion.objects.select_for_update().get(pk=version.pk)
        version.collection = collection
        if not version.is_committed:
            if together_with:
                together_with(version)
            _number(actor, version, contents)
    return version


def _check(spec: VersionSpec) -> None:
    for alias in spec.aliases:
        naming.check_alias(alias)
    for tag in spec.tags:
        naming.check_tag(tag)
    check_description(spec.description)
    check_metadata(spec.metadata)
    if not spec.digest or len(spec.digest) > 128:
        raise InvalidValue("A version needs a digest of at most 128 characters.", field="digest")


def check_description(text: str | None) -> str | None:
    if len((text or "").encode("utf-8", "surrogatepass")) > MAX_DESCRIPTION:
        raise InvalidValue("A description can hold at most 64 KiB.", field="description")
    return text


def check_metadata(metadata: Mapping[str, object]) -> Mapping[str, object]:
    if len(metadata) > MAX_METADATA_KEYS:
        raise InvalidValue(
            f"Metadata has {len(metadata)} keys; at most {MAX_METADATA_KEYS} are allowed.",
            field="metadata",
        )
    return metadata


def _same_content(collection: Collection, spec: VersionSpec) -> ArtifactVersion | None:
    """A committed twin, or a pending one to join. The collection's lock is held."""
    versions = ArtifactVersion.objects.select_for_update(of=("self",)).filter(collection=collection)
    versions = versions.select_related("collection__project__entity", "collection__artifact_type")
    pending = versions.filter(state=VersionState.PENDING, is_merged=False)
    if spec.distributed_id:
        return versions.filter(
            state=VersionState.PENDING, distributed_id=spec.distributed_id
        ).first()
    if not spec.deduplicate:
        return None
    same = versions.committed().filter(digest=spec.digest).order_by("-index").first()
    return same or pending.filter(digest=spec.digest, distributed_id="").first()


def _create(actor: Actor, collection: Collection, spec: VersionSpec) -> ArtifactVersion:
    return ArtifactVersion.objects.create(
        collection=collection,
        digest=spec.digest,
        digest_algorithm=spec.digest_algorithm,
        description=spec.description,
        metadata=dict(spec.metadata),
        distributed_id=spec.distributed_id,
        ttl_seconds=spec.ttl_seconds,
        history_step=spec.history_step,
        created_by=actor.user,
    )


def _relabel(actor: Actor, version: ArtifactVersion, spec: VersionSpec) -> None:
    """Logging known content again moves the aliases asked for to it, `latest` among them."""
    labels.move_aliases(
        actor=actor, collection=version.collection, version=version, names=spec.aliases
    )
    labels.put_version_tags(actor=actor, version=version, names=spec.tags)


def _remember_labels(version: ArtifactVersion, spec: VersionSpec) -> None:
    known = version.pending_labels
    version.pending_labels = known | {
        "aliases": _union(known.get("aliases", ()), spec.aliases),
        "tags": _union(known.get("tags", ()), spec.tags),
    }
    version.save(update_fields=["pending_labels"])


def _union(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _number(actor: Actor, version: ArtifactVersion, contents: manifests.Contents) -> None:
    """Give the version its number and its labels. Both rows are locked."""
    collection, now = version.collection, timezone.now()
    asked = version.pending_labels
    version.index = collection.next_index
    version.state = VersionState.COMMITTED
    version.size, version.file_count = contents.size, contents.file_count
    version.digest, version.is_merged = contents.digest, contents.is_merged
    version.committed_at = version.updated_at = now
    version.pending_labels = {}
    version.save()
    collection.next_index += 1
    collection.version_count += 1
    collection.size += version.size
    collection.updated_at = now
    collection.save(update_fields=["next_index", "version_count", "size", "updated_at"])
    Project.objects.filter(collections=collection).update(updated_at=now)
    audit.record(
        actor=actor,
        verb=Verb.LOGGED_VERSION,
        subject=f"{collection.name}:{version.name}",
        after={"size": version.size, "files": version.file_count},
        **audit.of_version(version, collection),
    )
    names = _union(asked.get("aliases", ()), [naming.LATEST])
    labels.move_aliases(actor=actor, collection=collection, version=version, names=names)
    labels.put_version_tags(actor=actor, version=version, names=asked.get("tags", ()))


def count_use(version: ArtifactVersion, *, by: int = 1) -> None:
    """Keep the consumer counts of a version and of each collection that shows it."""
    shown_in = [version.collection_id, *version.links.values_list("collection", flat=True)]
    # Collections before versions: the order in which every action locks.
    Collection.objects.filter(pk__in=shown_in).update(used_by_count=F("used_by_count") + by)
    ArtifactVersion.objects.filter(pk=version.pk).update(used_by_count=F("used_by_count") + by)
