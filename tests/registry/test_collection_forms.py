"""Collections are made, described, tagged, renamed and deleted in the browser."""

import pytest

from registry.models import ArtifactType, Collection, RegistryMember, RegistryRole
from tests import make

pytestmark = pytest.mark.django_db
BASE = "/orgs/acme/registries/model/collections"
NEW = {"name": "zoo-net", "type_name": "model", "description": "# Limits"}


@pytest.fixture
def as_mika(client, mika, models):
    RegistryMember.objects.create(registry=models, user=mika, role=RegistryRole.MEMBER)
    client.force_login(mika)
    return client


def test_makes_one(as_mika, models):
    answer = as_mika.post(f"{BASE}/new", NEW)

    assert answer.url == "/orgs/acme/registry/model/zoo-net"
    assert Collection.objects.get(name="zoo-net").description == "# Limits"


def test_asks_before_it_makes_a_type(as_mika, models):
    models.accepts_all_types = True
    models.save()
    new = NEW | {"type_name": "modle"}

    asked = as_mika.post(f"{BASE}/new", new)
    assert "has the type “modle”: this would be a new type" in asked.content.decode()
    assert not Collection.objects.exists()

    as_mika.post(f"{BASE}/new", new | {"told": "modle"})
    assert Collection.objects.get().artifact_type.name == "modle"


def test_another_new_type_is_asked_for_again(as_mika, models):
    models.accepts_all_types = True
    models.save()

    as_mika.post(f"{BASE}/new", NEW | {"type_name": "modele", "told": "modle"})

    assert not ArtifactType.objects.filter(name="modele").exists()


@pytest.mark.parametrize("type_name", ["model", "dataset", "zoo-type"])
def test_known_types_are_not_asked_for(as_mika, models, project, type_name):
    make.make_version(project, "seen", type_name="zoo-type")
    models.accepts_all_types = True
    models.save()

    answer = as_mika.post(f"{BASE}/new", NEW | {"type_name": type_name})

    assert answer.url == "/orgs/acme/registry/model/zoo-net"


def test_offers_the_types_in_sight_only(as_mika, models, project, sam):
    make.make_version(project, "seen", type_name="zoo-type")
    theirs = make.make_project(sam.default_entity)
    make.make_version(theirs, "hidden", type_name="secret-type")
    models.accepts_all_types = True
    models.save()

    page = as_mika.get(f"{BASE}/new").content.decode()

    assert '<option value="zoo-type">' in page
    assert "secret-type" not in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"name": "a/b"}, "name"), ({"name": ""}, "name"), ({"type_name": "dataset"}, "type_name")],
)
def test_says_what_is_wrong_and_makes_none(as_mika, models, typed, field):
    answer = as_mika.post(f"{BASE}/new", NEW | typed)

    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert not Collection.objects.filter(registry=models).exists()


def test_previews_the_card_without_saving(as_mika, zoo):
    answer = as_mika.post(f"{BASE}/zoo/card", {"description": "# Hello", "preview": "1"})

    assert b"<h3>Hello</h3>" in answer.content
    assert not Collection.objects.get(pk=zoo.pk).description


def test_saves_the_card_safely(as_mika, zoo):
    text = "<script>alert(1)</script> [x](javascript:alert(1))"

    answer = as_mika.post(f"{BASE}/zoo/card", {"description": text}, follow=True)

    assert Collection.objects.get(pk=zoo.pk).description == text
    assert b"<script>alert" not in answer.content
    assert b'href="javascript' not in answer.content


def test_tells_the_second_of_two_writers_and_shows_what_the_first_wrote(as_mika, zoo):
    read = as_mika.get(f"{BASE}/zoo/card").context["form"].initial["revision"]
    as_mika.post(f"{BASE}/zoo/card", {"description": "# First", "revision": read})

    second = as_mika.post(f"{BASE}/zoo/card", {"description": "# Mine", "revision": read})

    assert b"was edited after you read it" in second.content
    assert b"<h3>First</h3>" in second.content
    assert b"# Mine" in second.content
    assert Collection.objects.get(pk=zoo.pk).description == "# First"


def test_offers_the_questions_of_a_model_card(as_mika, zoo):
    page = as_mika.get(f"{BASE}/zoo/card")

    assert b"Training data" in page.content


def test_renames_and_tags(as_mika, zoo):
    as_mika.post(f"{BASE}/zoo/settings", {"change": "add_tags", "tags": "vision, edge"})
    as_mika.post(f"{BASE}/zoo/settings", {"change": "remove_tags", "tags": "edge"})
    answer = as_mika.post(f"{BASE}/zoo/settings", {"change": "rename", "name": "zoo2"})

    assert answer.url == f"{BASE}/zoo2/settings"
    assert [tag.name for tag in zoo.tags.all()] == ["vision"]


def test_deletes_it_when_its_name_is_typed(as_mika, zoo):
    wrong = as_mika.post(f"{BASE}/zoo/delete", {"confirm": "zo"})
    right = as_mika.post(f"{BASE}/zoo/delete", {"confirm": "zoo"})

    assert wrong.context["form"].errors["confirm"]
    assert right.url == "/orgs/acme/registry/model"
    assert not Collection.objects.live().filter(pk=zoo.pk).exists()


def test_a_viewer_is_told_the_role_it_takes_and_changes_nothing(client, vic, zoo):
    client.force_login(vic)

    answer = client.post(f"{BASE}/zoo/settings", {"change": "rename", "name": "mine"})
    card = client.post(f"{BASE}/zoo/card", {"description": "mine"})

    for refused in (answer, card):
        assert refused.status_code == 403
        assert b"you need the role member; you are viewer" in refused.content
    assert Collection.objects.get(pk=zoo.pk).name == "zoo"


def test_a_viewer_sees_no_buttons(client, vic, zoo):
    client.force_login(vic)

    assert b"Edit card" not in client.get("/orgs/acme/registry/model/zoo").content
    assert b"Create collection" not in client.get("/orgs/acme/registry/model").content


@pytest.mark.parametrize("page", ["new", "zoo/settings", "zoo/card", "zoo/delete"])
def test_another_organization_finds_nothing(client, sam, zoo, page):
    client.force_login(sam)

    assert client.get(f"{BASE}/{page}").status_code == 404
    assert client.post(f"{BASE}/{page}", make_everything()).status_code == 404


def make_everything():
    return NEW | {"change": "rename", "confirm": "zoo", "tags": "x"}
