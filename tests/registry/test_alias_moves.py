"""Before an alias moves, its form says which version loses it."""

import pytest

from registry.models import Alias, RegistryRole
from tests import make

pytestmark = pytest.mark.django_db
NEWER = "/orgs/acme/registry/model/zoo/v1"
LINK_VERSION = "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v1/link/moves"
LINK_HERE = "/orgs/acme/registries/model/collections/zoo/link/moves"
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


def test_tells_it_where_a_version_is_linked_into_a_collection(as_mika, models):
    typed = {"registry": models.pk, "collection": "zoo", "aliases": "staging, fresh"}

    taken = as_mika.get(LINK_VERSION, typed)
    elsewhere = as_mika.get(LINK_VERSION, typed | {"collection": "another"})

    assert b'name="told" value="staging:v0"' in taken.content
    assert elsewhere.content.strip() == b""


def test_tells_it_where_a_collection_takes_a_version(as_mika):
    chosen = {"team": "zoo-team", "project": "zoo-classifier", "artifact": "zoo-net"}

    taken = as_mika.get(LINK_HERE, chosen | {"version": "v1", "aliases": "staging"})
    unchosen = as_mika.get(LINK_HERE, chosen | {"aliases": "staging"})

    assert b'name="told" value="staging:v0"' in taken.content
    assert unchosen.content.strip() == b""


def test_tells_nothing_of_a_registry_that_one_may_not_link_into(client, vic, models, zoo, project):
    make.make_version(project, "zoo-net")
    client.force_login(vic)
    typed = {"registry": models.pk, "collection": "zoo", "aliases": "staging"}

    assert client.get(LINK_VERSION, typed).content.strip() == b""
    assert client.get(LINK_HERE, typed).status_code == 403


@pytest.mark.parametrize(
    "page", [f"{NEWER}/edit/moves", LINK_VERSION.replace("v1", "v0"), LINK_HERE]
)
def test_tells_strangers_nothing(client, sam, linked, page):
    client.force_login(sam)

    assert client.get(page, {"alias": "staging"}).status_code == 404
