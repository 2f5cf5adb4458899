"""One change is one transaction, begun again when it loses a race against another.

Locks are taken in one order, so that changes rarely wait for each other in a circle: the source
collection of a version, then registry collections by key, then what is in them, then runs, then
projects and registries. The lock of its source collection guards all that is counted of a version:
its uses, its producers, its links.
"""

import random
import sqlite3
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

ATTEMPTS = 5
_PAUSE = 0.02

# PostgreSQL: serialization failure, deadlock, and a row that somebody else made first: begun
# again, the action finds that row. SQLite writes one transaction after the other, but two of them
# may have looked before either wrote.
_LOST = {"40001", "40P01", "23505"}


def action(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Run the function in a transaction of its own, or as a part of the one that is open.

    It may run several times: it must not change its arguments before the database has.
    """

    @wraps(function)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        attempts = 1 if connection.in_atomic_block else ATTEMPTS
        for attempt in range(1, attempts + 1):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except (IntegrityError, OperationalError) as error:
                if attempt == attempts or not _lost_a_race(error):
                    raise
                time.sleep(random.uniform(0, _PAUSE * 2**attempt))
        raise AssertionError("the last attempt returns or raises")

    return run


def _lost_a_race(error: Exception) -> bool:
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    return getattr(cause, "sqlstate", None) in _LOST or code == sqlite3.SQLITE_CONSTRAINT_UNIQUE
