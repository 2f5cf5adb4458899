"""Bytes in an S3 bucket, for installations of several servers.

Order of every write: bytes to a temporary file here, where their digest is checked; then the whole
object; and only then may a row name it. The server is in between also on the way out, so that
whoever loses a right loses the files with it.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID, uuid4

from registry.errors import NotFound
from registry.storage.address import BucketAddress
from registry.storage.bucket import Body, Bucket
from registry.storage.locks import key_lock, try_key_lock
from registry.storage.places import (
    StorageAway,
    Stored,
    blob_key,
    folder_of,
    part_missing,
    path_of,
    read_all,
)
from registry.storage.spool import folder_problem, remove, spooled, sweep_incoming
from registry.storage.sums import Sums, require_same

STAGE = "parts/"
FOLDERS = ("blobs/", STAGE)


class S3Store:
    """`root`: a folder for what is on its way in."""

    def __init__(self, bucket: Bucket, root: Path) -> None:
        self.bucket = bucket
        self.root = root

    def write(
        self,
        owner: int,
        chunks: Iterable[bytes],
        *,
        md5: str | None = None,
        xxh128: str | None = None,
    ) -> Stored:
        with spooled(self.root, chunks, md5, xxh128) as (temporary, stored):
            path = path_of(blob_key(owner, stored.digest))
            with key_lock(path, self.root):
                self._require_same(path, stored)
                self.bucket.put(path, temporary)
        return stored

    def begin_parts(self) -> str:
        name = str(uuid4())
        return f"{name}/{self.bucket.begin(_staged(name))}"

    def write_part(self, parts: str, number: int, chunks: Iterable[bytes], *, md5: str) -> Stored:
        name, upload = parts.split("/", 1)
        with spooled(self.root, chunks, md5) as (temporary, stored):
            self.bucket.put_part(_staged(name), upload, number, temporary)
        return stored

    def join(
        self, parts: str, count: int, owner: int, *, md5: str | None, xxh128: str | None = None
    ) -> Stored:
        """Whole first in a place of its own, where its digest is checked."""
        name, upload = parts.split("/", 1)
        with try_key_lock(f"parts/{name}", self.root):
            self._complete(_staged(name), upload, count)
            sums = Sums()
            for _ in sums.passing(read_all(self.bucket.get(_staged(name), 0))):
                pass
            stored = sums.checked(md5, xxh128)
            target = path_of(blob_key(owner, stored.digest))
            with key_lock(target, self.root):
                self._require_same(target, stored)
                self.bucket.copy(_staged(name), target)
        return stored

    def drop_parts(self, parts: str) -> None:
        name, upload = parts.split("/", 1)
        self.bucket.abort({"Key": self.bucket.prefix + _staged(name), "UploadId": upload})
        self.bucket.delete(_staged(name))
        remove(self.root / "parts" / name)

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
        started = [one for folder in FOLDERS for one in self.bucket.uploads(folder)]
        broken = [one for one in started if one["Initiated"] < before]
        for upload in broken:
            self.bucket.abort(upload)
        whole = list(self.bucket.paths(STAGE, before=before))
        for path in whole:
            self.bucket.delete(path)
        return len(broken) + len(whole) + sweep_incoming(self.root, before)

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

    def _require_same(self, path: str, stored: Stored) -> None:
        with suppress(NotFound):
            require_same(read_all(self.bucket.get(path, 0)), stored)

    def _complete(self, path: str, upload: str, count: int) -> None:
        """Make one object of the parts, unless a request that broke off has done it already."""
        try:
            found = self.bucket.parts(path, upload)
        except NotFound:
            self.bucket.head(path)
            return
        wanted = range(1, count + 1)
        if missing := next((number for number in wanted if number not in found), None):
            raise part_missing(missing)
        self.bucket.complete(path, upload, {number: found[number] for number in wanted})


def _staged(name: str) -> str:
    return f"{STAGE}{UUID(name)}"


@lru_cache(maxsize=8)
def bucket_at(address: BucketAddress) -> Bucket:
    """Making a client takes long, and threads may share it."""
    return Bucket(address)


# A forked worker must not share its parent's connections.
os.register_at_fork(after_in_child=bucket_at.cache_clear)
