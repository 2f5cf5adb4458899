"""Manifests: reserved, uploaded, and assembled into the entries of a version."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from registry import manifest as manifest_file
from registry.actions.blobs import by_key, named_by
from registry.actions.transactions import action
from registry.actions.uploads import adopt_blob, store_blob
from registry.errors import InvalidManifest, MissingFiles, NotCommitted, TooLarge
from registry.manifest import Key
from registry.models import (
    ArtifactVersion,
    Blob,
    Entity,
    Manifest,
    ManifestEntry,
    ManifestKind,
    Project,
    VersionState,
)
from registry.models.prepared import Prepared
from registry.permissions import Actor, require_files, require_project_write
from registry.sentences import marked as _
from registry.storage import blob_key, store

BATCH = 1000
MAX_MANIFEST = 256 * 1024 * 1024


_FULL = Prepared(
    lambda version: Manifest.objects.filter(version=version, kind=ManifestKind.FULL).order_by("pk")
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a version holds, once its manifest has been read and its files found."""

    digest: str
    size: int
    file_count: int
    is_merged: bool


@action
def reserve_manifest(
    *,
    actor: Actor,
    version: ArtifactVersion,
    kind: ManifestKind = ManifestKind.FULL,
    base: ArtifactVersion | None = None,
) -> Manifest:
    """A place for a manifest to be uploaded to.

    There is one FULL manifest, which the SDK reserves twice; each INCREMENTAL or PATCH is new and
    may build on `base`, a version whose files the actor may have.
    """
    _require_own(actor, version)
    if kind == ManifestKind.FULL:
        if found := _FULL.first(version=version.pk):
            found.version = version
            return found
        return Manifest.objects.create(version=version, kind=kind)
    if base:
        require_files(actor, base)
    return Manifest.objects.create(version=version, kind=kind, base_version=base)


def receive_manifest(*, manifest: Manifest, digest: str | None, chunks: Iterable[bytes]) -> Blob:
    """Take the bytes of a manifest. After the commit they are taken and left aside.

    The upload was granted by reserve_manifest; its signed address is the permission.
    """
    blob = store_blob(entity=entity_of(manifest.version), digest=digest, chunks=chunks)
    Manifest.objects.filter(pk=manifest.pk, version__state=VersionState.PENDING).update(blob=blob)
    return blob


def read_manifest(manifest: Manifest, *, to_merge: bool = False) -> manifest_file.ManifestFile:
    """Parse a stored manifest. Raises InvalidManifest, MissingFiles, TooLarge."""
    blob = manifest.blob
    if blob is None:
        raise MissingFiles(_("The manifest has not been uploaded. Upload it, then commit."))
    if blob.size > MAX_MANIFEST:
        raise TooLarge(
            _(
                "The manifest has %(size)s bytes; at most %(max_manifest)s are allowed.",
                {"size": blob.size, "max_manifest": MAX_MANIFEST},
            )
        )
    with store().open(blob_key(blob.entity_id, blob.digest)) as file:
        return manifest_file.read_file(file, with_records=to_merge)


def assemble(*, actor: Actor, version: ArtifactVersion) -> Contents | None:
    """Write the entries of a pending version's one manifest. Doing it again gives the same rows.

    None: there are several, and others may still come; see assemble_merged.
    """
    uploaded = list(version.manifests.filter(blob__isnull=False).select_related("blob"))
    if not uploaded:
        raise MissingFiles(_("No manifest has been uploaded. Upload it, then commit."))
    if any(each.kind != ManifestKind.FULL for each in uploaded):
        return None
    contents = read_manifest(uploaded[0])
    digest = contents.digest_by(version.digest_algorithm)
    if digest != version.digest:
        raise InvalidManifest(
            _(
                "The manifest's digest is %(digest)s, not the announced %(announced)s.",
                {"digest": digest, "announced": version.digest},
            )
        )
    return _write_entries(actor, version, contents, digest=version.digest, is_merged=False)


def assemble_merged(*, actor: Actor, version: ArtifactVersion) -> Contents:
    """Write the entries of all that was uploaded, laid over the base. The version is locked."""
    partial = version.manifests.exclude(kind=ManifestKind.FULL).filter(blob__isnull=False)
    uploaded = list(partial.select_related("blob", "base_version").order_by("pk"))
    base = next((each.base_version for each in uploaded if each.base_version), None)
    merged = manifest_file.merge(
        _contents_of(base) if base else None,
        [read_manifest(part, to_merge=True) for part in uploaded],
    )
    chunks = manifest_file.write(merged)
    blob = store_blob(entity=entity_of(version), digest=None, chunks=chunks)
    Manifest.objects.update_or_create(
        version=version, kind=ManifestKind.FULL, defaults={"blob": blob}
    )
    version.entries.all().delete()
    digest = merged.digest_by(version.digest_algorithm)
    return _write_entries(actor, version, merged, digest=digest, is_merged=True)


def _contents_of(base: ArtifactVersion) -> manifest_file.ManifestFile:
    full = None if base.is_deleted else _full_manifest(base)
    if full is None:
        raise MissingFiles(
            _("The base version %(base)s has no files (any more).", {"base": base.name})
        )
    return read_manifest(full, to_merge=True)


def _full_manifest(version: ArtifactVersion) -> Manifest | None:
    full = version.manifests.filter(kind=ManifestKind.FULL, blob__isnull=False)
    return full.select_related("blob").first()


def _write_entries(
    actor: Actor,
    version: ArtifactVersion,
    contents: manifest_file.ManifestFile,
    *,
    digest: str,
    is_merged: bool,
) -> Contents:
    size = 0
    for batch in _batches(contents.entries.values()):
        blobs = _blobs_for(actor, version, batch)
        rows = [_row(version, entry, blobs.get(entry.path)) for entry in batch]
        ManifestEntry.objects.bulk_create(rows, ignore_conflicts=True)
        size += sum(row.size for row in rows)
    return Contents(digest=digest, size=size, file_count=len(contents.entries), is_merged=is_merged)


def _row(version: ArtifactVersion, entry: manifest_file.Entry, blob: Blob | None) -> ManifestEntry:
    if blob and entry.size not in (None, blob.size):
        raise InvalidManifest(
            _(
                "The manifest says that %(path)r has %(size)s bytes; the uploaded file has "
                "%(stored)s.",
                {"path": entry.path[:80], "size": entry.size, "stored": blob.size},
            )
        )
    return ManifestEntry(
        version=version,
        path=entry.path,
        digest=entry.digest,
        size=blob.size if blob else entry.size or 0,
        ref=entry.ref,
        blob=blob,
    )


def _blobs_for(
    actor: Actor, version: ArtifactVersion, entries: Sequence[manifest_file.Entry]
) -> dict[str, Blob]:
    """The stored bytes of each file by its path. Raises MissingFiles, naming one that is not."""
    wanted = {entry.path: entry.key for entry in entries if not entry.is_reference}
    entity, keys = entity_of(version), set(wanted.values())
    found = by_key(Blob.objects.filter(named_by(keys), entity=entity), keys)
    if missing := keys - found.keys():
        found |= _adopted_blobs(actor, entity, missing)
    lost = [path for path, key in wanted.items() if key not in found]
    if lost:
        raise MissingFiles(
            _(
                "%(count)s files of the manifest have not been uploaded, first %(path)r. "
                "Upload them, then commit.",
                {"count": len(lost), "path": lost[0][:80]},
            )
        )
    return {path: found[key] for path, key in wanted.items()}


def _adopted_blobs(actor: Actor, entity: Entity, keys: set[Key]) -> dict[Key, Blob]:
    """Copies of other entities' bytes that the actor may download: drafts of linked versions."""
    if actor.user is None:
        return {}
    readable = ArtifactVersion.objects.downloadable_by(actor.user)
    entries = ManifestEntry.objects.filter(named_by(keys, "blob__"), version__in=readable)
    rows = entries.select_related("blob")
    theirs = by_key((entry.blob for entry in rows if entry.blob), keys)
    return {key: adopt_blob(entity=entity, blob=blob) for key, blob in theirs.items()}


def entity_of(version: ArtifactVersion) -> Entity:
    """The entity that a version's bytes belong to."""
    return project_of(version).entity


def project_of(version: ArtifactVersion) -> Project:
    """The project that a version was logged into."""
    project = version.collection.project
    assert project is not None
    return project


def _require_own(actor: Actor, version: ArtifactVersion) -> None:
    assert version.collection.project is not None
    require_project_write(actor, version.collection.project)
    if version.is_deleted:
        raise NotCommitted(_("%(version)s has been deleted.", {"version": version}))


def _batches(entries: Iterable[manifest_file.Entry]) -> Iterator[list[manifest_file.Entry]]:
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        yield batch
