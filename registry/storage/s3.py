"""Bytes in an S3 bucket, for installations of several servers.

Order of every write: bytes to a temporary file here, where their digest is checked; then the whole
object; and only then may a row name it. The server is in between also on the way out, so that
whoever loses a right loses the files with it.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from registry.errors import NotFound
from registry.storage.address import BucketAddress
from registry.storage.bucket import Body, Bucket
from registry.storage.locks import key_lock
from registry.storage.places import StorageAway, Stored, blob_key, folder_of, path_of
from registry.storage.spool import folder_problem, spooled, sweep_incoming


class S3Store:
    """`root`: a folder for what is on its way in."""

    def __init__(self, bucket: Bucket, root: Path) -> None:
        self.bucket = bucket
        self.root = root

    def write(self, owner: int, chunks: Iterable[bytes], *, md5: str | None = None) -> Stored:
        with spooled(self.root, chunks, md5) as (temporary, stored):
            path = path_of(blob_key(owner, stored.digest))
            with key_lock(path, self.root):
                self.bucket.put(path, temporary)
        return stored

    def open(self, key: str, start: int = 0) -> Body:
        return self.bucket.get(path_of(key), start)

    def exists(self, key: str) -> bool:
        try:
            return bool(self.bucket.head(path_of(key)))
        except NotFound:
            return False

    def copy(self, key: str, owner: int) -> None:
        target = path_of(blob_key(owner, key.split("/")[1]))
        with key_lock(target, self.root):
            self.bucket.copy(path_of(key), target)

    def delete(self, key: str) -> None:
        self.bucket.delete(path_of(key))

    def delete_all(self, owner: int) -> None:
        for path in self.bucket.paths(folder_of(owner)):
            self.bucket.delete(path)

    def sweep(self, key: str, *, before: datetime) -> bool:
        path = path_of(key)
        with key_lock(path, self.root, alone=True):
            try:
                is_old = self.bucket.head(path)["LastModified"] < before
            except NotFound:
                return False
            if is_old:
                self.bucket.delete(path)
        return bool(is_old)

    def sweep_incoming(self, *, before: datetime) -> int:
        broken = [one for one in self.bucket.uploads("blobs/") if one["Initiated"] < before]
        for upload in broken:
            self.bucket.abort(upload)
        return len(broken) + sweep_incoming(self.root, before)

    def keys(self) -> Iterator[str]:
        for path in self.bucket.paths("blobs/"):
            _, owner, _, _, digest = path.split("/")
            yield blob_key(int(owner), digest)

    def problem(self) -> str:
        try:
            self.bucket.check()
        except StorageAway as error:
            return str(error)
        return folder_problem(self.root)


@lru_cache(maxsize=8)
def bucket_at(address: BucketAddress) -> Bucket:
    """Making a client takes long, and threads may share it."""
    return Bucket(address)


# A forked worker must not share its parent's connections.
os.register_at_fork(after_in_child=bucket_at.cache_clear)
