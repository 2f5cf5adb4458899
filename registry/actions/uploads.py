"""Bytes come in: which files a client still has to send, and taking them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from registry.errors import DigestMismatch, InvalidValue, NotFound
from registry.manifest import Algorithm, check_path, hex_digest, hex_md5, sum_of_parts
from registry.models import ArtifactVersion, Blob, Entity, Project
from registry.permissions import Actor, require_project_write
from registry.sentences import marked as _
from registry.storage import Stored, blob_key, store

# As many as S3 takes, and so the SDK makes its parts larger rather than more.
MAX_PARTS = 10_000

Name = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class FileSpec:
    """A file that a client wants to send: its path in the artifact and its base64 digests.

    `parts`: the hex MD5 of each piece that it would send a large file in. Of such a file it may
    know only one of the digests.
    """

    path: str
    md5: str
    parts: tuple[str, ...] = ()
    xxh128: str = ""


@dataclass(frozen=True, slots=True)
class Announced:
    """What the bytes of a file must be, all in hex; the MD5 may be empty where there are parts."""

    md5: str
    xxh128: str = ""
    parts_sum: str = ""

    @property
    def name(self) -> Name:
        """What is enough to tell the bytes by. The XXH128 alone is not: anybody can make another
        file that has the same."""
        return (self.md5, self.xxh128, "" if self.md5 else self.parts_sum)


@dataclass(frozen=True, slots=True)
class UploadSlot:
    """The answer for one file, in the order asked. `is_stored`: there is nothing to send.

    `parts`: under which name the store collects them, for a file that comes in parts.
    """

    path: str
    announced: Announced
    is_stored: bool
    parts: str = ""

    @property
    def digest(self) -> str:
        return self.announced.md5 or self.announced.xxh128


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
    announced = [_announced(file) for file in files]
    known = _known(project.entity_id, announced)
    return [
        _slot(file, one, is_stored=one.name in known)
        for file, one in zip(files, announced, strict=True)
    ]


def _announced(file: FileSpec) -> Announced:
    parts_sum = sum_of_parts(file.parts) if file.parts else ""
    if parts_sum and not file.md5:
        return Announced("", hex_digest(file.xxh128, Algorithm.XXH128), parts_sum)
    xxh128 = hex_digest(file.xxh128, Algorithm.XXH128) if file.xxh128 else ""
    return Announced(hex_md5(file.md5), xxh128, parts_sum)


def _slot(file: FileSpec, announced: Announced, *, is_stored: bool) -> UploadSlot:
    path = check_path(file.path)
    if is_stored or not file.parts:
        return UploadSlot(path, announced, is_stored)
    if len(file.parts) > MAX_PARTS:
        raise InvalidValue(
            _(
                "The file %(path)r can come in at most %(max_parts)s parts.",
                {"path": path[:80], "max_parts": MAX_PARTS},
            ),
            field="parts",
        )
    return UploadSlot(path, announced, is_stored, store().begin_parts())


def store_blob(
    *, entity: Entity, digest: str | None, chunks: Iterable[bytes], xxh128: str = ""
) -> Blob:
    """Write bytes and the row that vouches for them, in that order.

    `digest`: the hex MD5 they must have; None takes what they have. Raises DigestMismatch,
    StorageFull. The same bytes twice give the same row.
    """
    return _vouch(entity, store().write(entity.pk, chunks, md5=digest, xxh128=xxh128))


def store_part(*, parts: str, number: int, digest: str, chunks: Iterable[bytes]) -> None:
    """Keep one part of a file until the file is put together. Raises as store_blob does."""
    store().write_part(parts, number, chunks, md5=digest)


def join_parts(
    *, actor: Actor, project: Project, parts: str, count: int, announced: Announced
) -> Blob:
    """Put a file together of its parts, 1 to `count`. Doing it again gives the same row.

    Raises DigestMismatch, NotFound when a part is missing, StorageBusy while another request is
    at it.
    """
    require_project_write(actor, project)
    entity = project.entity
    blob = _joined_before(entity, announced) or _joined(entity, parts, count, announced)
    store().drop_parts(parts)
    return blob


def _joined_before(entity: Entity, announced: Announced) -> Blob | None:
    return _known(entity.pk, [announced]).get(announced.name)


def _joined(entity: Entity, parts: str, count: int, announced: Announced) -> Blob:
    md5, xxh128 = announced.md5, announced.xxh128
    try:
        stored = store().join(parts, count, entity.pk, md5=md5, xxh128=xxh128)
    except DigestMismatch:
        store().drop_parts(parts)
        raise
    except NotFound:
        # A request that did the same may have dropped them after we looked.
        if blob := _joined_before(entity, announced):
            return blob
        raise
    return _vouch(entity, stored, announced.parts_sum)


def adopt_blob(*, entity: Entity, blob: Blob) -> Blob:
    """The entity's own copy of another's bytes, so that neither depends on the other."""
    store().copy(blob_key(blob.entity_id, blob.digest), entity.pk)
    return _vouch(entity, Stored(blob.digest, blob.size, blob.xxh128), blob.parts_sum)


def _vouch(entity: Entity, stored: Stored, parts_sum: str = "") -> Blob:
    """The row of bytes that are in place."""
    said = {"xxh128": stored.xxh128, "parts_sum": parts_sum}
    names = {name: value for name, value in said.items() if value}
    blob, is_new = Blob.objects.get_or_create(
        entity=entity, digest=stored.digest, defaults={"size": stored.size, **names}
    )
    if is_new:
        return blob
    if any(getattr(blob, name) != value for name, value in names.items()):
        Blob.objects.filter(pk=blob.pk).update(**names)
    if blob.unnamed_since is None:
        return blob
    _keep(Blob.objects.filter(pk=blob.pk))
    return _vouch(entity, stored, parts_sum)


def _known(entity_id: int, announced: Iterable[Announced]) -> dict[Name, Blob]:
    """Those whose bytes the entity has, and will have when they are asked for."""
    wanted = {one.name for one in announced}
    own = Blob.objects.filter(_named_by(wanted), entity=entity_id)
    blobs = list(own)
    if any(blob.unnamed_since for blob in blobs):
        _keep(own)
        blobs = list(own.all())
    return {name: blob for blob in blobs for name in _names(blob) & wanted}


def _named_by(wanted: set[Name]) -> Q:
    named = Q(digest__in={md5 for md5, _, _ in wanted if md5})
    if by_xxh128 := {xxh128 for md5, xxh128, _ in wanted if not md5}:
        named |= Q(xxh128__in=by_xxh128)
    return named


def _names(blob: Blob) -> set[Name]:
    names = {(blob.digest, "", ""), (blob.digest, blob.xxh128, "")}
    return names | ({("", blob.xxh128, blob.parts_sum)} if blob.parts_sum else set())


def _keep(blobs: QuerySet[Blob]) -> None:
    """Take rows that a sweep has marked out of the next one.

    It waits for a sweep that is just deleting one: afterwards the row is safe, or gone.
    """
    blobs.filter(unnamed_since__isnull=False).update(unnamed_since=None)
