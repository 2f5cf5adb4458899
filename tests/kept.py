"""Rows that several tests share, for walks that would build the same world hundreds of times."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker


@contextmanager
def kept_rows(blocker: DjangoDbBlocker) -> Iterator[None]:
    """What the block makes is there until its end; what a test does meanwhile is undone as ever.

    Not for a module with `transactional_db`: its flush would meet an open transaction.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
