import pytest

from tests import make
from tests.lineage.zoo import Zoo, make_zoo


@pytest.fixture
def zoo(zoo_team, mika) -> Zoo:
    return make_zoo(make.make_project(zoo_team, "zoo-classifier"))


@pytest.fixture
def ask(mika):
    """Reads an address as mika."""
    browser = make.browse(mika)
    return lambda url, **params: browser.get(url, params)
