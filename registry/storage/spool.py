"""Bytes on their way in: on the server's own disk until they are known to be the announced ones."""

import errno
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from registry.errors import StorageFull
from registry.storage.places import Stored
from registry.storage.sums import Sums

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def spooled(
    root: Path,
    chunks: Iterable[bytes],
    md5: str | None,
    xxh128: str | None = None,
    *,
    durable: bool = False,
) -> Iterator[tuple[Path, Stored]]:
    """A temporary file of the chunks and what it holds; gone at the end, unless renamed.

    The digests are taken while the bytes pass. Raises DigestMismatch, StorageFull.
    """
    temporary = root / "incoming" / secrets.token_hex(16)
    try:
        make_folder(temporary.parent)
        sums = Sums()
        _write(temporary, sums.passing(chunks), durable=durable)
        yield temporary, sums.checked(md5, xxh128)
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull("The server's disk is full. Free space, then retry.") from error
        raise
    finally:
        temporary.unlink(missing_ok=True)


def sweep_incoming(root: Path, before: datetime) -> int:
    swept = 0
    for path in [*(root / "incoming").glob("*"), *(root / "parts").glob("*")]:
        with suppress(FileNotFoundError):
            if path.stat().st_ctime < before.timestamp():
                remove(path)
                swept += 1
    return swept


def remove(path: Path) -> None:
    """A file, or a folder with all that is in it."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def folder_problem(root: Path) -> str:
    """Why the folder takes no files; empty when it does."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=root):
            return ""
    except OSError as error:
        return f"the file folder takes no files: {error.strerror}"


def make_folder(folder: Path) -> None:
    """A file is as durable as each folder on the way to it."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Make a rename in it durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(path: Path, chunks: Iterable[bytes], *, durable: bool) -> None:
    with path.open("xb") as file:
        file.writelines(chunks)
        file.flush()
        if durable:
            os.fsync(file.fileno())
