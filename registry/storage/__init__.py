"""Bytes at rest, by digest. No name that a client chose ever becomes a path here."""

from django.conf import settings

from registry.storage.local import LocalStore
from registry.storage.places import (
    CHUNK,
    Reader,
    StorageAway,
    StorageBusy,
    Store,
    Stored,
    blob_key,
    read_range,
)

__all__ = [
    "CHUNK",
    "LocalStore",
    "Reader",
    "StorageAway",
    "StorageBusy",
    "Store",
    "Stored",
    "blob_key",
    "read_range",
    "store",
]


def store() -> Store:
    """The configured place for bytes."""
    if settings.BUCKET is None:
        return LocalStore(settings.FILES_DIR)
    # boto3 is large, and only installed where it is used.
    from registry.storage.s3 import S3Store, bucket_at

    return S3Store(bucket_at(settings.BUCKET), settings.FILES_DIR)
