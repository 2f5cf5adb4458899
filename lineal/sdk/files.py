"""Stored files as the wire shows them, with addresses to send and fetch their bytes."""

import mimetypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from lineage.models import Run, RunFile
from lineal.sdk import ids, tokens
from lineal.sdk.call import Call
from lineal.sdk.parts import PartAddresses, addresses
from registry.actions.uploads import UploadSlot
from registry.manifest import base64_md5
from registry.models import ArtifactVersion, Blob, Manifest, ManifestEntry
from registry.permissions import require_files


def _nowhere() -> str | None:
    return None


def _whole() -> PartAddresses | None:
    return None


@dataclass(frozen=True, slots=True)
class ManifestSlot:
    """A manifest, and the hex digest of what the client is about to send there."""

    manifest: Manifest
    md5: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """`fetch` and `send` make addresses: signed only when asked for."""

    id: str
    name: str
    size_bytes: int = 0
    digest: str | None = None
    md5: str | None = None
    updated_at: datetime | None = None
    storage_path: str | None = None
    artifact: ArtifactVersion | None = None
    upload_headers: tuple[str, ...] = ()
    fetch: Callable[[], str | None] = _nowhere
    send: Callable[[], str | None] = _nowhere
    send_parts: Callable[[], PartAddresses | None] = _whole

    @property
    def display_name(self) -> str:
        return self.name

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


def of_entry(call: Call, entry: ManifestEntry, version: ArtifactVersion) -> File:
    """A file of a version. A reference is where it points to; we never open it."""
    blob = entry.blob
    return File(
        id=ids.encode("File", entry.pk),
        name=entry.path,
        size_bytes=entry.size,
        digest=entry.digest,
        md5=base64_md5(blob.digest) if blob else None,
        updated_at=version.committed_at,
        storage_path=blob.digest if blob else None,
        artifact=version,
        fetch=(lambda: _address(call, blob, entry.path, version=version.pk))
        if blob
        else (lambda: entry.ref),
    )


def of_manifest(call: Call, slot: ManifestSlot) -> File:
    manifest, md5 = slot.manifest, slot.md5
    upload = tokens.Upload(key=call.key, manifest=manifest.pk)
    if md5:
        upload["md5"] = md5
    return File(
        id=ids.encode("ManifestFile", manifest.pk),
        name="wandb_manifest.json",
        size_bytes=manifest.blob.size if manifest.blob else 0,
        upload_headers=_headers(md5),
        send=lambda: call.absolute(tokens.upload_path(upload)),
        fetch=lambda: _manifest_address(call, manifest),
    )


def of_slot(
    call: Call, version: ArtifactVersion, slot: UploadSlot, parts: Sequence[str] = ()
) -> File:
    """A file that a client wants to send. No address tells it that the bytes are here already."""
    assert version.collection.project_id is not None
    md5, xxh128 = slot.announced.md5, slot.announced.xxh128
    upload = tokens.Upload(key=call.key, project=version.collection.project_id)
    if md5:
        upload["md5"] = md5
    if xxh128:
        upload["xxh128"] = xxh128
    return File(
        id=ids.encode("FileSlot", version.pk),
        name=slot.path,
        storage_path=md5 or xxh128,
        artifact=version,
        upload_headers=_headers(md5),
        send=_nowhere if slot.is_stored else lambda: call.absolute(tokens.upload_path(upload)),
        send_parts=(lambda: addresses(upload, slot.parts, parts)) if slot.parts else _whole,
        fetch=lambda: "",
    )


def of_run(call: Call, file: RunFile) -> File:
    blob = file.blob
    return File(
        id=ids.encode("RunFile", file.pk),
        name=file.name,
        size_bytes=file.size,
        md5=base64_md5(blob.digest) if blob else None,
        updated_at=file.updated_at,
        fetch=lambda: _address(call, blob, file.name, run=file.run_id) if blob else "",
    )


def of_run_slot(call: Call, run: Run, name: str) -> File:
    upload = tokens.Upload(key=call.key, run=run.pk, name=name)
    return File(
        id=ids.encode("RunFileSlot", run.pk),
        name=name,
        send=lambda: call.absolute(tokens.upload_path(upload)),
        fetch=lambda: "",
    )


def _headers(md5: str | None) -> tuple[str, ...]:
    """The client splits each at its first colon and sends it with the bytes."""
    checked = (f"Content-MD5:{base64_md5(md5)}",) if md5 else ()
    return (*checked, "Content-Type:application/octet-stream")


def _manifest_address(call: Call, manifest: Manifest) -> str:
    if manifest.blob is None:
        return ""
    require_files(call.actor, manifest.version)
    return _address(call, manifest.blob, "wandb_manifest.json", version=manifest.version_id)


def _address(call: Call, blob: Blob, path: str, **of: Unpack[tokens.Of]) -> str:
    name = path.rpartition("/")[2]
    download = tokens.Download(
        key=call.key, entity=blob.entity_id, md5=blob.digest, name=name, **of
    )
    return call.absolute(tokens.download_path(download))
