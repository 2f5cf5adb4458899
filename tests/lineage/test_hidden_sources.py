"""A run's page names its inputs only by what its reader may see."""

import pytest

from registry.models import Role
from tests import make

pytestmark = pytest.mark.django_db
SECRETS = (b"hidden-team", b"hidden-project", b"secret-source", b"private-alias")


@pytest.fixture
def looker(acme):
    user = make.make_user("looker")
    make.join_organization(acme, user, Role.VIEWER)
    return user


@pytest.mark.parametrize("tab", ["", "/artifacts"])
def test_a_version_of_a_hidden_team_goes_by_its_link(client, looker, acme, tab):
    hidden = make.make_project(make.make_team(acme, "hidden-team"), "hidden-project")
    version = make.make_version(hidden, "secret-source", aliases=("private-alias",))
    make.link(version, make.make_registry(acme, "model"), "released", aliases=["open"])
    run = make.make_run(make.make_project(looker.personal_entity, "own"), "r1")
    make.use(run, version)
    client.force_login(looker)

    page = client.get(f"/looker/own/runs/r1{tab}").content

    assert b"released" in page
    assert not [secret for secret in SECRETS if secret in page]
