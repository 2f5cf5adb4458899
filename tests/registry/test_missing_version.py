"""An address of a version that is not there says so, and leads to one that is."""

import pytest

from registry.models import LinkedVersion, Registry, User
from tests import make

PAGE = "/orgs/acme/registry/model/zoo"
SOURCE = "/zoo-team/zoo-classifier/artifacts/model/zoo-net"
TABS = ["", "/metadata", "/usage", "/files", "/lineage", "/history", "/edit", "/download?path=a"]


@pytest.mark.parametrize("page", [PAGE, SOURCE])
@pytest.mark.parametrize("tab", TABS)
def test_names_what_is_missing(mika: User, linked: LinkedVersion, page: str, tab: str) -> None:
    answer = make.browse(mika).get(f"{page}/v99{tab}")

    assert answer.status_code == 404
    text = answer.content.decode()
    assert f"<h1>{page.rpartition('/')[2]} has no v99</h1>" in text
    assert f'href="{page}/v0">Newest version: v0</a>' in text
    assert f'href="{page}">The collection, 1 version</a>' in text


def test_names_a_missing_alias(vic: User, linked: LinkedVersion) -> None:
    page = make.browse(vic).get(f"{PAGE}/<b>no").content.decode()

    assert "zoo has no &lt;b&gt;no" in page
    assert "No version here has this alias." in page


def test_a_collection_without_versions(vic: User, models: Registry) -> None:
    make.make_collection(models, "farm")

    page = make.browse(vic).get("/orgs/acme/registry/model/farm/latest").content.decode()

    assert "farm has no latest" in page
    assert "Newest version" not in page


@pytest.mark.parametrize("page", [PAGE, SOURCE])
def test_what_is_hidden_stays_nameless(sam: User, linked: LinkedVersion, page: str) -> None:
    there, nowhere = (make.browse(sam).get(f"{page}{name}") for name in ("/v99", "-none/v99"))

    assert there.status_code == nowhere.status_code == 404
    assert "There is nothing here" in there.content.decode()
    assert "zoo" not in there.content.decode().partition("<main")[2]
