"""Bytes do not come into place while they are swept, and are put together by one request only.

Else a file could be replaced, by the same bytes sent again, between the look at its age and its
deletion.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from registry.storage.places import StorageBusy
from registry.storage.spool import make_folder

AT_IT = "the parts of this upload are being put together"


@contextmanager
def folder_lock(folder: Path, *, alone: bool = False) -> Iterator[None]:
    """For all processes of one machine. The kernel drops the lock of a process that dies."""
    make_folder(folder)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def try_folder_lock(folder: Path) -> Iterator[None]:
    """Likewise, but raises StorageBusy instead of waiting."""
    make_folder(folder)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _lock_or_raise(descriptor)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def key_lock(name: str, folder: Path, *, alone: bool = False) -> Iterator[None]:
    """For all servers of one database; SQLite's are on one machine."""
    if connection.vendor == "sqlite":
        with folder_lock(folder, alone=alone):
            yield
        return
    lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [name])
        yield


@contextmanager
def try_key_lock(name: str, folder: Path) -> Iterator[None]:
    """Likewise, for one request alone: raises StorageBusy instead of waiting."""
    if connection.vendor == "sqlite":
        with try_folder_lock(folder / name):
            yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        if not cursor.fetchone()[0]:
            raise StorageBusy(AT_IT)
        yield


def _lock_or_raise(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StorageBusy(AT_IT) from error
