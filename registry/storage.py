"""Bytes at rest, by digest. No name that a client chose ever becomes a path here.

Order of every write: bytes to a temporary file, flush to disk, rename to the digest, and only then
may a row name them. A crash leaves at most a file that nothing names: housekeeping removes it.
"""

import errno
import fcntl
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from registry.errors import DigestMismatch, NotFound, StorageFull

CHUNK = 1 << 20
_KEY = re.compile(r"[1-9][0-9]*/[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Stored:
    """What has been written: hex MD5 and size in bytes."""

    digest: str
    size: int


class Store(Protocol):
    """What a place for bytes must offer. Keys are `<entity pk>/<hex md5>`."""

    def write(self, owner: int, chunks: Iterable[bytes], *, md5: str | None = None) -> "Stored": ...

    def open(self, key: str) -> BinaryIO: ...

    def exists(self, key: str) -> bool: ...

    def copy(self, key: str, owner: int) -> None: ...

    def delete(self, key: str) -> None: ...

    def sweep(self, key: str, *, before: datetime) -> bool: ...

    def sweep_incoming(self, *, before: datetime) -> int: ...

    def keys(self) -> Iterator[str]: ...

    def delete_all(self, owner: int) -> None: ...


class LocalStore:
    """Files under one root, spread over folders by the first four digits of their digest."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, owner: int, chunks: Iterable[bytes], *, md5: str | None = None) -> Stored:
        """Store the chunks for the owner. Raises DigestMismatch, StorageFull.

        The MD5 is taken while the bytes pass; nothing but verified bytes gets the final name.
        """
        temporary = self.root / "incoming" / secrets.token_hex(16)
        try:
            _make_folder(temporary.parent)
            stored = _spool(temporary, chunks, md5)
            target = self._path(blob_key(owner, stored.digest))
            _make_folder(target.parent)
            with self._unswept():
                os.replace(temporary, target)
            _flush_folder(target.parent)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
                raise StorageFull("The server's disk is full. Free space, then retry.") from error
            raise
        finally:
            temporary.unlink(missing_ok=True)
        return stored

    def open(self, key: str) -> BinaryIO:
        """The bytes, or NotFound."""
        try:
            return self._path(key).open("rb")
        except FileNotFoundError as error:
            raise NotFound("The stored file is missing.") from error

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def copy(self, key: str, owner: int) -> None:
        """Give another owner the same bytes: one file of two names, for it never changes."""
        target = self._path(blob_key(owner, key.split("/")[1]))
        _make_folder(target.parent)
        try:
            with self._unswept():
                _link_or_touch(self._path(key), target)
        except FileNotFoundError as error:
            raise NotFound("The stored file is missing.") from error
        _flush_folder(target.parent)

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def delete_all(self, owner: int) -> None:
        shutil.rmtree(self.root / "blobs" / str(int(owner)), ignore_errors=True)

    def sweep(self, key: str, *, before: datetime) -> bool:
        """Delete the file unless it has been stored since `before`; whether it was deleted."""
        path = self._path(key)
        with self._unswept(alone=True), suppress(FileNotFoundError):
            if path.stat().st_ctime < before.timestamp():
                path.unlink()
                return True
        return False

    def sweep_incoming(self, *, before: datetime) -> int:
        """Delete what uploads that broke off have left; how many."""
        swept = 0
        for path in (self.root / "incoming").glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_ctime < before.timestamp():
                    path.unlink()
                    swept += 1
        return swept

    def keys(self) -> Iterator[str]:
        """Every stored file; slow where there are many."""
        for path in (self.root / "blobs").glob("*/*/*/*"):
            yield f"{path.parts[-4]}/{path.name}"

    @contextmanager
    def _unswept(self, *, alone: bool = False) -> Iterator[None]:
        """Files do not come into place while one is swept.

        Else a file could be replaced, by the same bytes sent again, between the look at its age and
        its deletion. The kernel drops the lock of a process that dies.
        """
        _make_folder(self.root)
        folder = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            yield
        finally:
            os.close(folder)

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a storage key: {key!r}")
        owner, digest = key.split("/")
        return self.root / "blobs" / owner / digest[:2] / digest[2:4] / digest


def store() -> Store:
    """The configured place for bytes."""
    return LocalStore(settings.FILES_DIR)


def blob_key(entity_id: int, digest: str) -> str:
    return f"{entity_id}/{digest}"


def read_range(file: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    """Chunks of `length` bytes from `start`; closes the file at the end."""
    with file:
        file.seek(start)
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk


def _spool(path: Path, chunks: Iterable[bytes], md5: str | None) -> Stored:
    total = hashlib.md5(usedforsecurity=False)
    size = 0
    with path.open("xb") as file:
        for chunk in chunks:
            total.update(chunk)
            size += len(chunk)
            file.write(chunk)
        if md5 and total.hexdigest() != md5:
            raise DigestMismatch(
                f"The {size} bytes received have MD5 {total.hexdigest()}, not the announced {md5}. "
                "Send the file again."
            )
        file.flush()
        os.fsync(file.fileno())
    return Stored(total.hexdigest(), size)


def _link_or_touch(path: Path, target: Path) -> None:
    """Either way the target counts as stored just now."""
    try:
        target.hardlink_to(path)
    except FileExistsError:
        os.utime(target)


def _make_folder(folder: Path) -> None:
    """A file is as durable as each folder on the way to it."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    """Make the rename itself durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
