"""Manifests: reserved, uploaded, and assembled into the entries of a version."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from registry import manifest as manifest_file
from registry.actions.uploads import adopt_blob, store_blob
from registry.errors import InvalidManifest, MissingFiles, NotCommitted
from registry.models import (
    ArtifactVersion,
    Blob,
    Entity,
    Manifest,
    ManifestEntry,
    ManifestKind,
    VersionState,
)
from registry.permissions import Actor, require_project_write
from registry.storage import blob_key, store

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Contents:
    """What a version holds, once its manifest has been read and its files found."""

    digest: str
    size: int
    file_count: int
    is_merged: bool


@transaction.atomic
def reserve_manifest(
    *,
    actor: Actor,
    version: ArtifactVersion,
    kind: ManifestKind = ManifestKind.FULL,
    base: ArtifactVersion | None = None,
) -> Manifest:
    """A place for a manifest to be uploaded to.

    There is one FULL manifest, which the SDK reserves twice; each INCREMENTAL or PATCH is new.
    """
    _require_own(actor, version)
    if kind == ManifestKind.FULL:
        found, _ = Manifest.objects.get_or_create(version=version, kind=kind)
        return found
    return Manifest.objects.create(version=version, kind=kind, base_version=base)


def receive_manifest(*, manifest: Manifest, digest: str | None, chunks: Iterable[bytes]) -> Blob:
    """Take the bytes of a manifest. After the commit they are taken and left aside.

    The upload was granted by reserve_manifest; its signed address is the permission.
    """
    blob = store_blob(entity=entity_of(manifest.version), digest=digest, chunks=chunks)
    Manifest.objects.filter(pk=manifest.pk, version__state=VersionState.PENDING).update(blob=blob)
    return blob


def read_manifest(manifest: Manifest) -> manifest_file.ManifestFile:
    """Parse a stored manifest. Raises InvalidManifest, MissingFiles."""
    if manifest.blob is None:
        raise MissingFiles("The manifest has not been uploaded. Upload it, then commit.")
    with store().open(blob_key(manifest.blob.entity_id, manifest.blob.digest)) as file:
        return manifest_file.read(file.read())


def assemble(*, actor: Actor, version: ArtifactVersion) -> Contents:
    """Read the uploaded manifests of a pending version and write its entries.

    Called by commit_version. Doing it again gives the same rows.
    """
    uploaded = list(
        version.manifests.filter(blob__isnull=False).select_related("blob").order_by("pk")
    )
    full = next((each for each in uploaded if each.kind == ManifestKind.FULL), None)
    parts = [each for each in uploaded if each.kind != ManifestKind.FULL]
    if parts:
        return _assemble_merged(actor, version, parts)
    if full is None:
        raise MissingFiles("No manifest has been uploaded. Upload it, then commit.")
    contents = read_manifest(full)
    if version.digest_algorithm == "MANIFEST_MD5" and contents.digest != version.digest:
        raise InvalidManifest(
            f"The manifest's digest is {contents.digest}, not the announced {version.digest}."
        )
    return _write_entries(actor, version, contents, is_merged=False)


def _assemble_merged(actor: Actor, version: ArtifactVersion, parts: Sequence[Manifest]) -> Contents:
    base = next((part.base_version for part in parts if part.base_version), None)
    merged = manifest_file.merge(
        _contents_of(base) if base else None, [read_manifest(part) for part in parts]
    )
    text = manifest_file.write(merged)
    blob = store_blob(entity=entity_of(version), digest=None, chunks=[text])
    Manifest.objects.update_or_create(
        version=version, kind=ManifestKind.FULL, defaults={"blob": blob}
    )
    version.entries.all().delete()
    return _write_entries(actor, version, merged, is_merged=True)


def _contents_of(version: ArtifactVersion) -> manifest_file.ManifestFile:
    full = version.manifests.select_related("blob").filter(kind=ManifestKind.FULL).first()
    if full is None:
        raise MissingFiles(f"The base version {version.name} has no manifest.")
    return read_manifest(full)


def _write_entries(
    actor: Actor, version: ArtifactVersion, contents: manifest_file.ManifestFile, *, is_merged: bool
) -> Contents:
    entries = list(contents.entries.values())
    for batch in _batches(entries):
        blobs = _blobs_for(actor, version, batch)
        rows = [
            ManifestEntry(
                version=version,
                path=entry.path,
                digest=entry.digest,
                size=entry.size if entry.is_reference else blobs[entry.path].size,
                ref=entry.ref,
                blob=blobs.get(entry.path),
            )
            for entry in batch
        ]
        ManifestEntry.objects.bulk_create(rows, ignore_conflicts=True)
    return Contents(
        digest=contents.digest if is_merged else version.digest,
        size=sum(entry.size for entry in entries),
        file_count=len(entries),
        is_merged=is_merged,
    )


def _blobs_for(
    actor: Actor, version: ArtifactVersion, entries: Sequence[manifest_file.Entry]
) -> dict[str, Blob]:
    """The stored bytes of each file by its path. Raises MissingFiles, naming one that is not."""
    wanted = {entry.path: entry.md5 for entry in entries if not entry.is_reference}
    own = Blob.objects.filter(entity=entity_of(version), digest__in=set(wanted.values()))
    found = {blob.digest: blob for blob in own}
    if missing := set(wanted.values()) - found.keys():
        found |= _adopted_blobs(actor, entity_of(version), missing)
    lost = [path for path, md5 in wanted.items() if md5 not in found]
    if lost:
        raise MissingFiles(
            f"{len(lost)} files of the manifest have not been uploaded, first {lost[0][:80]!r}. "
            "Upload them, then commit."
        )
    return {path: found[md5] for path, md5 in wanted.items()}


def _adopted_blobs(actor: Actor, entity: Entity, digests: set[str]) -> dict[str, Blob]:
    """Copies of other entities' bytes that the actor may download: drafts of linked versions."""
    if actor.user is None:
        return {}
    readable = ArtifactVersion.objects.downloadable_by(actor.user)
    entries = ManifestEntry.objects.filter(blob__digest__in=digests, version__in=readable)
    theirs = {
        entry.blob.digest: entry.blob for entry in entries.select_related("blob") if entry.blob
    }
    return {digest: adopt_blob(entity=entity, blob=blob) for digest, blob in theirs.items()}


def entity_of(version: ArtifactVersion) -> Entity:
    """The entity that a version's bytes belong to."""
    project = version.collection.project
    assert project is not None
    return project.entity


def _require_own(actor: Actor, version: ArtifactVersion) -> None:
    assert version.collection.project is not None
    require_project_write(actor, version.collection.project)
    if version.is_deleted:
        raise NotCommitted(f"{version} has been deleted.")


def _batches(entries: Sequence[manifest_file.Entry]) -> Iterator[list[manifest_file.Entry]]:
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        yield batch
