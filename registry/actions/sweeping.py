"""What nobody needs any more is swept away: abandoned uploads, bytes that nothing names.

Each function takes `before`, a day or more ago. Uploads unmark the rows that they count on, and
files know when they came into place, so nothing is swept that somebody is about to use.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db.models import Exists, ManyToOneRel, OuterRef, Q
from django.utils import timezone

from registry.actions.locks import lock_version
from registry.actions.transactions import action
from registry.errors import NotFound
from registry.models import ArtifactVersion, Blob, VersionState
from registry.sentences import marked as _
from registry.storage import blob_key, store

BATCH = 500


def sweep_uploads(*, before: datetime) -> int:
    """Forget versions that nobody has gone on uploading since `before`; how many."""
    pending = ArtifactVersion.objects.filter(state=VersionState.PENDING, updated_at__lt=before)
    left = store().sweep_incoming(before=before)
    return left + sum(_forget(version, before) for version in pending.with_place().order_by("pk"))


def sweep_blobs(*, before: datetime) -> int:
    """Delete bytes that nothing has named since `before`, as earlier sweeps found; how many files.

    The row goes first. A crash in between leaves a file without a row: see sweep_strays.
    """
    _mark_unnamed()
    swept = 0
    while keys := _forget_blobs(before):
        swept += sum(store().sweep(key, before=before) for key in keys)
    return swept


def sweep_strays(*, before: datetime) -> int:
    """Delete stored files that have no row, as a crash may leave them; how many.

    Reads the names of all files, and trusts the database: only for an operator who knows that the
    two belong together. Raises NotFound when the database knows no files at all.
    """
    if not Blob.objects.exists():
        raise NotFound(_("The database knows no stored files. Is it the one that they belong to?"))
    keys, swept = store().keys(), 0
    while batch := list(islice(keys, BATCH)):
        known = set(_known(batch))
        swept += sum(store().sweep(key, before=before) for key in batch if key not in known)
    return swept


@action
def _forget(version: ArtifactVersion, before: datetime) -> bool:
    try:
        version = lock_version(version)
    except NotFound:
        return False
    is_abandoned = version.state == VersionState.PENDING and version.updated_at < before
    if is_abandoned:
        version.delete()
    return is_abandoned


@action
def _mark_unnamed() -> None:
    marked = Blob.objects.filter(unnamed_since__isnull=False)
    marked.filter(_is_named()).update(unnamed_since=None)
    unmarked = Blob.objects.filter(unnamed_since=None)
    unmarked.exclude(_is_named()).update(unnamed_since=timezone.now())


@action
def _forget_blobs(before: datetime) -> list[str]:
    unnamed = Blob.objects.filter(~_is_named(), unnamed_since__lt=before).order_by("pk")
    blobs = list(unnamed.select_for_update(of=("self",), skip_locked=True)[:BATCH])
    Blob.objects.filter(pk__in=[blob.pk for blob in blobs]).delete()
    return [blob_key(blob.entity_id, blob.digest) for blob in blobs]


def _is_named() -> Q:
    """By whatever has a foreign key to blobs, in this app or in another."""
    named = Q()
    for relation in Blob._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            rows = relation.field.model._default_manager
            named |= Q(Exists(rows.filter(**{relation.field.name: OuterRef("pk")})))
    return named


def _known(keys: list[str]) -> Iterator[str]:
    digests = {key.split("/")[1] for key in keys}
    rows = Blob.objects.filter(digest__in=digests).values_list("entity", "digest")
    return (blob_key(entity, digest) for entity, digest in rows)
