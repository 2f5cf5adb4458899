"""Bytes come in: which files a client still has to send, and taking them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from registry.errors import DigestMismatch, InvalidValue
from registry.manifest import check_path, hex_md5, sum_of_parts
from registry.models import ArtifactVersion, Blob, Entity, Project
from registry.permissions import Actor, require_project_write
from registry.storage import blob_key, store

# As many as S3 takes, and so the SDK makes its parts larger rather than more.
MAX_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class FileSpec:
    """A file that a client wants to send: its path in the artifact and its base64 MD5.

    `parts`: the hex MD5 of each piece that it would send a large file in.
    """

    path: str
    md5: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UploadSlot:
    """The answer for one file, in the order asked. `is_stored`: there is nothing to send.

    `parts`: under which name the store collects them, for a file that comes in parts.
    """

    path: str
    digest: str
    is_stored: bool
    parts: str = ""


def request_uploads(
    *, actor: Actor, version: ArtifactVersion, files: Sequence[FileSpec]
) -> list[UploadSlot]:
    """Say for each file whether its bytes are here already.

    Only the entity's own bytes count: another tenant's digest tells nothing and gives nothing.
    Raises InvalidManifest for a bad path or digest, InvalidValue for too many parts, NotAllowed.
    """
    project = version.collection.project
    assert project is not None
    require_project_write(actor, project)
    digests = [hex_md5(file.md5) for file in files]
    known = _known(project.entity_id, set(digests))
    return [
        _slot(file, digest, is_stored=digest in known)
        for file, digest in zip(files, digests, strict=True)
    ]


def _slot(file: FileSpec, digest: str, *, is_stored: bool) -> UploadSlot:
    path = check_path(file.path)
    if is_stored or not file.parts:
        return UploadSlot(path, digest, is_stored)
    if len(file.parts) > MAX_PARTS:
        raise InvalidValue(
            f"The file {path[:80]!r} can come in at most {MAX_PARTS} parts.", field="parts"
        )
    sum_of_parts(file.parts)
    return UploadSlot(path, digest, is_stored, store().begin_parts())


def store_blob(*, entity: Entity, digest: str | None, chunks: Iterable[bytes]) -> Blob:
    """Write bytes and the row that vouches for them, in that order.

    `digest`: the hex MD5 they must have; None takes what they have. Raises DigestMismatch,
    StorageFull. The same bytes twice give the same row.
    """
    stored = store().write(entity.pk, chunks, md5=digest)
    return _vouch(entity, stored.digest, stored.size)


def store_part(*, parts: str, number: int, digest: str, chunks: Iterable[bytes]) -> None:
    """Keep one part of a file until the file is put together. Raises as store_blob does."""
    store().write_part(parts, number, chunks, md5=digest)


def join_parts(*, actor: Actor, project: Project, parts: str, count: int, digest: str) -> Blob:
    """Put a file together of its parts, 1 to `count`. Doing it again gives the same row.

    Raises DigestMismatch, NotFound when a part is missing, StorageAway while another request is
    at it.
    """
    require_project_write(actor, project)
    if _known(project.entity_id, {digest}):
        blob = Blob.objects.get(entity=project.entity_id, digest=digest)
    else:
        blob = _joined(project.entity, parts, count, digest)
    store().drop_parts(parts)
    return blob


def _joined(entity: Entity, parts: str, count: int, digest: str) -> Blob:
    try:
        stored = store().join(parts, count, entity.pk, md5=digest)
    except DigestMismatch:
        store().drop_parts(parts)
        raise
    return _vouch(entity, stored.digest, stored.size)


def adopt_blob(*, entity: Entity, blob: Blob) -> Blob:
    """The entity's own copy of another's bytes, so that neither depends on the other."""
    store().copy(blob_key(blob.entity_id, blob.digest), entity.pk)
    return _vouch(entity, blob.digest, blob.size)


def _vouch(entity: Entity, digest: str, size: int) -> Blob:
    """The row of bytes that are in place."""
    blob, _ = Blob.objects.get_or_create(entity=entity, digest=digest, defaults={"size": size})
    if blob.unnamed_since is None:
        return blob
    _keep(Blob.objects.filter(pk=blob.pk))
    return _vouch(entity, digest, size)


def _known(entity_id: int, digests: set[str]) -> set[str]:
    """Those of the digests whose bytes the entity has, and will have when they are asked for."""
    own = Blob.objects.filter(entity=entity_id, digest__in=digests)
    marks = dict(own.values_list("digest", "unnamed_since"))
    if not any(marks.values()):
        return set(marks)
    _keep(own)
    return set(own.values_list("digest", flat=True))


def _keep(blobs: QuerySet[Blob]) -> None:
    """Take rows that a sweep has marked out of the next one.

    It waits for a sweep that is just deleting one: afterwards the row is safe, or gone.
    """
    blobs.filter(unnamed_since__isnull=False).update(unnamed_since=None)
