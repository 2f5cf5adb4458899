import pytest

from tests import make
from tests.api.rest import World, make_world
from tests.lineage.zoo import Zoo, make_zoo


@pytest.fixture
def zoo(zoo_team, mika) -> Zoo:
    return make_zoo(make.make_project(zoo_team, "zoo-classifier"))


@pytest.fixture
def ask(mika):
    """Reads an address as mika."""
    browser = make.browse(mika)
    return lambda url, **params: browser.get(url, params)


@pytest.fixture
def world(mika) -> World:
    return make_world(mika)
