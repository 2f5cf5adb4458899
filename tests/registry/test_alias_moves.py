"""Before an alias moves, its form says which version loses it."""

import pytest

from registry.models import Alias, RegistryRole
from tests import make

pytestmark = pytest.mark.django_db
NEWER = "/orgs/acme/registry/model/zoo/v1"
ASKED = {"change": "add_alias", "alias": "staging", "reason": "gate passed"}


@pytest.fixture
def as_mika(client, mika, models, zoo, project):
    """`staging` stands on v0; v1 is newer."""
    make.give(models, mika, RegistryRole.MEMBER)
    make.link(make.make_version(project, "zoo-net"), models, "zoo")
    client.force_login(mika)
    return client


def holder():
    return Alias.objects.get(name="staging").version.name


def test_asks_before_it_takes_one_from_another_version(as_mika):
    page = as_mika.post(f"{NEWER}/edit", ASKED)

    assert b"stands on v0, which loses it." in page.content
    assert b'value="gate passed"' in page.content
    assert holder() == "v0"


def test_moves_it_once_that_is_read(as_mika):
    answer = as_mika.post(f"{NEWER}/edit", ASKED | {"told": "staging:v0"})

    assert answer.status_code == 302
    assert holder() == "v1"


def test_asks_again_when_it_has_moved_meanwhile(as_mika, models, project):
    make.link(make.make_version(project, "zoo-net"), models, "zoo", aliases=["staging"])

    page = as_mika.post(f"{NEWER}/edit", ASKED | {"told": "staging:v0"})

    assert b"stands on v2, which loses it." in page.content


def test_a_new_alias_needs_no_question(as_mika, zoo):
    as_mika.post(f"{NEWER}/edit", ASKED | {"alias": "fresh"})

    assert Alias.objects.filter(collection=zoo, name="fresh").exists()


def test_tells_it_while_somebody_types(as_mika):
    taken = as_mika.get(f"{NEWER}/edit/moves", {"alias": "staging"})
    free = as_mika.get(f"{NEWER}/edit/moves", {"alias": "fresh"})

    assert b'name="told" value="staging:v0"' in taken.content
    assert free.content.strip() == b""


def test_tells_strangers_nothing(client, sam, linked):
    client.force_login(sam)

    assert client.get(f"{NEWER}/edit/moves", {"alias": "staging"}).status_code == 404
