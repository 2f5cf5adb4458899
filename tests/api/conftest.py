from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db.models import Model
from pytest_django.plugin import DjangoDbBlocker

from registry.models import Entity, Organization, User
from tests import make
from tests.api.rest import World
from tests.kept import kept_rows
from tests.lineage.zoo import Zoo, make_zoo


@pytest.fixture
def zoo(zoo_team, mika) -> Zoo:
    return make_zoo(make.make_project(zoo_team, "zoo-classifier"))


@pytest.fixture
def ask(mika):
    """Reads an address as mika."""
    browser = make.browse(mika)
    return lambda url, **params: browser.get(url, params)


@pytest.fixture(scope="module")
def kept_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Most tests of the REST API ask one thing of the same world."""
    with kept_rows(django_db_blocker):
        yield World()


@pytest.fixture
def world(kept_world: World, db: None) -> World:
    return deepcopy(kept_world)


def known_or_made(request: pytest.FixtureRequest, model: type[Model], **name: str) -> Model:
    """Whoever is in the world already is not made again."""
    known = model._default_manager.filter(**name).first()
    return known or request.getfixturevalue(request.fixturename or "")


@pytest.fixture
def olivia(request: pytest.FixtureRequest, db: None) -> Model:
    return known_or_made(request, User, username="olivia")


@pytest.fixture
def acme(request: pytest.FixtureRequest, db: None) -> Model:
    return known_or_made(request, Organization, name="acme")


@pytest.fixture
def zoo_team(request: pytest.FixtureRequest, db: None) -> Model:
    return known_or_made(request, Entity, name="zoo-team")


@pytest.fixture
def mika(request: pytest.FixtureRequest, db: None) -> Model:
    return known_or_made(request, User, username="mika")
