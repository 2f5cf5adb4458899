"""What every test may ask for: a running server, people. tests/make.py makes other data."""

import gc
from collections.abc import Iterator
from urllib.parse import quote

import hypothesis
import pytest
from django.db import connection

from registry.models import Entity, Organization, Role, User
from tests import make
from tests.server import Server

# The same examples in every run, and no clock: whether a change passes is up to the change alone.
# `pytest --hypothesis-profile=default` looks further.
hypothesis.settings.load_profile("ci")

PROCESSES = {"shared_server", "own_server", "new_server"}
WALKS = "tests/promises/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        starts = PROCESSES.intersection(getattr(item, "fixturenames", ()))
        if starts or item.nodeid.startswith(WALKS):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """All that is loaded by now stays: the collector need not look at it again."""
    gc.freeze()


def database_url() -> str:
    """The address of this process's test database, for a server of its own to use."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    address = f"{settings['HOST']}:{settings['PORT']}" if settings["PORT"] else settings["HOST"]
    secret = f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else ""
    return f"postgresql://{settings['USER']}{secret}@{address}/{settings['NAME']}"


@pytest.fixture(scope="session")
def shared_server(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[Server]:
    """Started once. It shares database and files with the test process."""
    server = Server(DATABASE_URL=database_url()).start()
    yield server
    server.stop()


@pytest.fixture
def server(shared_server: Server, transactional_db: None) -> Server:
    """The running server with an empty database; rows made by the test are seen by it at once."""
    return shared_server


# The people of most tests: olivia runs the organization, mika works there, vic looks, sam is
# somebody else's admin.


@pytest.fixture
def olivia(db: None) -> User:
    return make.make_user("olivia")


@pytest.fixture
def acme(olivia: User) -> Organization:
    return make.make_organization("acme", admin=olivia)


@pytest.fixture
def zoo_team(acme: Organization, olivia: User) -> Entity:
    return make.make_team(acme, "zoo-team", olivia=Role.ADMIN)


@pytest.fixture
def mika(zoo_team: Entity) -> User:
    return join(zoo_team, make.make_user("mika"), Role.MEMBER)


@pytest.fixture
def vic(zoo_team: Entity) -> User:
    return join(zoo_team, make.make_user("vic"), Role.VIEWER)


@pytest.fixture
def sam(db: None) -> User:
    sam = make.make_user("sam")
    make.make_organization("globex", admin=sam)
    return sam


def join(team: Entity, user: User, role: Role) -> User:
    make.join_team(team, user, role)
    return user
