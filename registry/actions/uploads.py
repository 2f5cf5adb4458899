"""Bytes come in: which files a client still has to send, and taking them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from registry.manifest import check_path, hex_md5
from registry.models import ArtifactVersion, Blob, Entity
from registry.permissions import Actor, require_project_write
from registry.storage import blob_key, store


@dataclass(frozen=True, slots=True)
class FileSpec:
    """A file that a client wants to send: its path in the artifact and its base64 MD5."""

    path: str
    md5: str


@dataclass(frozen=True, slots=True)
class UploadSlot:
    """The answer for one file, in the order asked. `is_stored`: there is nothing to send."""

    path: str
    digest: str
    is_stored: bool


def request_uploads(
    *, actor: Actor, version: ArtifactVersion, files: Sequence[FileSpec]
) -> list[UploadSlot]:
    """Say for each file whether its bytes are here already.

    Only the entity's own bytes count: another tenant's digest tells nothing and gives nothing.
    Raises InvalidManifest for a bad path or digest, NotAllowed.
    """
    project = version.collection.project
    assert project is not None
    require_project_write(actor, project)
    digests = [hex_md5(file.md5) for file in files]
    known = set(
        Blob.objects.filter(entity=project.entity_id, digest__in=set(digests)).values_list(
            "digest", flat=True
        )
    )
    return [
        UploadSlot(check_path(file.path), digest, digest in known)
        for file, digest in zip(files, digests, strict=True)
    ]


def store_blob(*, entity: Entity, digest: str | None, chunks: Iterable[bytes]) -> Blob:
    """Write bytes and the row that vouches for them, in that order.

    `digest`: the hex MD5 they must have; None takes what they have. Raises DigestMismatch,
    StorageFull. The same bytes twice give the same row.
    """
    stored = store().write(entity.pk, chunks, md5=digest)
    blob, _ = Blob.objects.get_or_create(
        entity=entity, digest=stored.digest, defaults={"size": stored.size}
    )
    return blob


def adopt_blob(*, entity: Entity, blob: Blob) -> Blob:
    """The entity's own copy of another's bytes, so that neither depends on the other."""
    store().copy(blob_key(blob.entity_id, blob.digest), entity.pk)
    own, _ = Blob.objects.get_or_create(
        entity=entity, digest=blob.digest, defaults={"size": blob.size}
    )
    return own
