"""Bytes do not come into place while they are swept.

Else a file could be replaced, by the same bytes sent again, between the look at its age and its
deletion.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from registry.storage.spool import make_folder


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
