"""The Metadata tab."""

from registry.models import LinkedVersion, Project, Registry, User
from tests import make

PAGE = "/orgs/acme/registry/model/zoo/v0/metadata"


def test_shows_keys_and_values(vic: User, models: Registry, project: Project) -> None:
    version = make.make_version(project, metadata={"optim": {"lr": 0.1}, "<b>": "<i>"})
    make.link(version, models, "zoo")

    page = make.browse(vic).get(PAGE).content.decode()

    assert 'data-key="optim.lr 0.1"' in page
    assert "&lt;b&gt;" in page
    assert "<i>" not in page


def test_says_how_to_give_some(vic: User, linked: LinkedVersion) -> None:
    page = make.browse(vic).get(PAGE).content.decode()

    assert "No metadata" in page
    assert "metadata={" in page
