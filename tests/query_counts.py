"""Golden numbers of SQL statements. UPDATE_QUERY_COUNTS=1 rewrites them: review the change."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

GOLDEN = Path(__file__).with_name("query_counts.json")


@contextmanager
def counted(name: str) -> Iterator[None]:
    """The block runs as many statements as the golden file says for `name` on this database."""
    with CaptureQueriesContext(connection) as queries:
        yield
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        rewrite(name, len(queries))
        return
    golden = json.loads(GOLDEN.read_text()).get(name, {}).get(connection.vendor)
    statements = "\n".join(str(query["sql"]) for query in queries.captured_queries)
    assert len(queries) == golden, f"{name}: {len(queries)} statements, not {golden}\n{statements}"


def rewrite(name: str, count: int) -> None:
    """One process at a time: the tests run in parallel."""
    with GOLDEN.open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        counts = json.load(file)
        counts.setdefault(name, {})[connection.vendor] = count
        file.seek(0)
        file.truncate()
        json.dump(counts, file, indent=2, sort_keys=True)
        file.write("\n")
