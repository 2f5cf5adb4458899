"""No page and no list of the REST API costs more statements for 10,000 rows than for 10.

The golden numbers know nothing of the number of rows: both have to meet the same one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from registry.models import User
from tests import make, pages
from tests.api.crowd import crowd, open_world
from tests.api.rest import Rest
from tests.api.test_every_address import LISTS
from tests.query_counts import counted

MANY = pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.timeout(400)])
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("statement_counts")]


@dataclass(frozen=True)
class Place:
    """A world with many of everything, mika's, and the addresses of its lists."""

    mika: User
    lists: dict[str, str]
    rows: int


@pytest.fixture(scope="module", params=[10, MANY])
def place(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
) -> Iterator[Place]:
    """Filled once: so many rows take a while to write."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_place(request.param)
        transaction.set_rollback(True)


def make_place(rows: int) -> Place:
    world = open_world()
    lists = {path: world.address(path) for path in LISTS}
    crowd(world, world.mika, rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else PostgreSQL plans for the empty tables it knows of
    return Place(world.mika, lists, rows)


def test_pages(place: Place) -> None:
    browser = make.browse(place.mika)

    for name, address in pages.PAGES.items():
        with counted(f"page {name}{wide(name, place)}"):
            answer = browser.get(address)
        assert answer.status_code == 200, name


def wide(name: str, place: Place) -> str:
    """On SQLite a walk that meets very many is made again, by levels: one statement more."""
    return " of many" if name.endswith("-lineage") and place.rows > 10 else ""


def test_lists(place: Place) -> None:
    rest = Rest(place.mika)
    make.note_use(rest.key)

    for path, address in place.lists.items():
        with counted(f"rest {path}"):
            answer = rest.get(f"{address}?limit=100")
        found = answer.json()["items"]
        assert len(found) == 100 if place.rows > 100 else len(found) >= place.rows // 2, path


def test_each_page_is_listed() -> None:
    """A new one fails here until it has its line in tests/pages.py."""
    assert pages.listed() | pages.OTHERS == pages.names()
