"""Bytes in a folder of the server's machine.

Order of every write: bytes to a temporary file, flush to disk, rename to the digest, and only then
may a row name them. A crash leaves at most a file that nothing names: housekeeping removes it.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from registry.errors import NotFound
from registry.storage.locks import folder_lock, try_folder_lock
from registry.storage.places import Stored, blob_key, folder_of, part_missing, path_of, read_all
from registry.storage.spool import (
    flush_folder,
    folder_problem,
    make_folder,
    remove,
    spooled,
    sweep_incoming,
)
from registry.storage.sums import require_same


class LocalStore:
    """Files under one root, spread over folders by the first four digits of their digest."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(
        self,
        owner: int,
        chunks: Iterable[bytes],
        *,
        md5: str | None = None,
        xxh128: str | None = None,
    ) -> Stored:
        with spooled(self.root, chunks, md5, xxh128, durable=True) as (temporary, stored):
            target = self._path(blob_key(owner, stored.digest))
            make_folder(target.parent)
            with folder_lock(self.root):
                with suppress(FileNotFoundError):
                    require_same(read_all(target.open("rb")), stored)
                os.replace(temporary, target)
            flush_folder(target.parent)
        return stored

    def begin_parts(self) -> str:
        return str(uuid4())

    def write_part(self, parts: str, number: int, chunks: Iterable[bytes], *, md5: str) -> Stored:
        folder = self._parts(parts)
        make_folder(folder)
        with spooled(self.root, chunks, md5, durable=True) as (temporary, stored):
            try:
                os.replace(temporary, folder / str(number))
                flush_folder(folder)
            except FileNotFoundError as error:
                raise NotFound("This upload has ended. Log the artifact again.") from error
        return stored

    def join(
        self, parts: str, count: int, owner: int, *, md5: str | None, xxh128: str | None = None
    ) -> Stored:
        paths = [self._parts(parts) / str(number) for number in range(1, count + 1)]
        if missing := next((path for path in paths if not path.is_file()), None):
            raise part_missing(int(missing.name))
        with try_folder_lock(self._parts(parts)):
            chunks = chain.from_iterable(map(_part, paths))
            return self.write(owner, chunks, md5=md5, xxh128=xxh128)

    def drop_parts(self, parts: str) -> None:
        remove(self._parts(parts))

    def open(self, key: str, start: int = 0) -> BinaryIO:
        try:
            file = self._path(key).open("rb")
        except FileNotFoundError as error:
            raise NotFound("The stored file is missing.") from error
        file.seek(start)
        return file

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def copy(self, key: str, owner: int) -> None:
        """One file of two names, for it never changes."""
        target = self._path(blob_key(owner, key.split("/")[1]))
        make_folder(target.parent)
        try:
            with folder_lock(self.root):
                _link_or_touch(self._path(key), target)
        except FileNotFoundError as error:
            raise NotFound("The stored file is missing.") from error
        flush_folder(target.parent)

    def delete(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def delete_all(self, owner: int) -> None:
        shutil.rmtree(self.root / folder_of(owner), ignore_errors=True)

    def sweep(self, key: str, *, before: datetime) -> bool:
        path = self._path(key)
        with folder_lock(self.root, alone=True), suppress(FileNotFoundError):
            if path.stat().st_ctime < before.timestamp():
                path.unlink()
                return True
        return False

    def sweep_incoming(self, *, before: datetime) -> int:
        return sweep_incoming(self.root, before)

    def keys(self) -> Iterator[str]:
        for path in (self.root / "blobs").glob("*/*/*/*"):
            yield f"{path.parts[-4]}/{path.name}"

    def problem(self) -> str:
        return folder_problem(self.root)

    def _path(self, key: str) -> Path:
        return self.root / path_of(key)

    def _parts(self, parts: str) -> Path:
        return self.root / "parts" / str(UUID(parts))


def _part(path: Path) -> Iterator[bytes]:
    """A request that has put the file together drops its parts, perhaps just now."""
    try:
        return read_all(path.open("rb"))
    except FileNotFoundError as error:
        raise part_missing(int(path.name)) from error


def _link_or_touch(path: Path, target: Path) -> None:
    """Either way the target counts as stored just now."""
    try:
        target.hardlink_to(path)
    except FileExistsError:
        os.utime(target)
