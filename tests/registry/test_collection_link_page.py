"""A version is chosen step by step and linked, from the collection's page."""

import pytest

from registry.models import Alias, Collection, LinkedVersion, RegistryRole
from tests import make

pytestmark = pytest.mark.django_db
PAGE = "/orgs/acme/registries/model/collections/zoo/link"
CHOSEN = {"team": "zoo-team", "project": "zoo-classifier", "artifact": "zoo-net", "version": "v1"}


@pytest.fixture
def as_mika(client, mika, models, zoo, project):
    make.give(models, mika, RegistryRole.MEMBER)
    make.make_version(project, "zoo-net", user=mika)
    make.make_version(project, "frames", "dataset")
    client.force_login(mika)
    return client


def choices(page):
    return [choice.name for choice in page.context["step"].choices]


def address(**words):
    return f"{PAGE}?" + "&".join(f"{name}={value}" for name, value in words.items())


def test_leads_from_the_team_to_the_version_by_links(as_mika):
    page = as_mika.get(PAGE)
    for expected in ("zoo-team", "zoo-classifier", "zoo-net", "v1"):
        assert choices(page)[0] == expected
        page = as_mika.get(PAGE + page.context["step"].choices[0].url)

    assert page.context["version"].name == "v1"


def test_offers_only_the_type_of_the_collection(as_mika):
    page = as_mika.get(PAGE, {"team": "zoo-team", "project": "zoo-classifier"})

    assert choices(page) == ["zoo-net"]


@pytest.mark.parametrize(("text", "found"), [("stag", []), ("v1", ["v1"]), ("lat", ["v1"])])
def test_searches_versions_by_number_and_alias(as_mika, text, found):
    way = {"team": "zoo-team", "project": "zoo-classifier", "artifact": "zoo-net"}

    assert choices(as_mika.get(PAGE, way | {"q": text})) == found


def test_links_it_with_its_aliases(as_mika, zoo):
    answer = as_mika.post(address(**CHOSEN), {"aliases": "canary"})

    assert answer.url == "/orgs/acme/registry/model/zoo/v1"
    assert Alias.objects.get(collection=zoo, name="canary").version.name == "v1"


def test_sent_twice_it_is_one_link(as_mika, zoo):
    for _ in range(2):
        as_mika.post(address(**CHOSEN), {"aliases": ""})

    assert LinkedVersion.objects.filter(collection=zoo).count() == 2


def test_says_which_version_loses_an_alias_first(as_mika, zoo):
    page = as_mika.post(address(**CHOSEN), {"aliases": "staging"})
    assert b"stands on v0, which loses it." in page.content

    as_mika.post(address(**CHOSEN), {"aliases": "staging", "told": "staging:v0"})

    assert Alias.objects.get(collection=zoo, name="staging").version.name == "v1"


def test_keeps_what_was_typed_and_says_the_rule(as_mika, zoo):
    page = as_mika.post(address(**CHOSEN), {"aliases": "a/b"})

    assert b'value="a/b"' in page.content
    assert b"which is not allowed" in page.content
    assert LinkedVersion.objects.filter(collection=zoo).count() == 1


def test_takes_a_pasted_name(as_mika):
    page = as_mika.get(PAGE, {"path": "zoo-team/zoo-classifier/zoo-net:latest"})

    assert page.context["version"].name == "v1"


@pytest.mark.parametrize("path", ["zoo-team/zoo-classifier/nothing:v9", "zoo-net", "a/b/c/d", "//"])
def test_says_when_a_pasted_name_leads_nowhere(as_mika, path):
    page = as_mika.get(PAGE, {"path": path})

    assert f"There is no version {path}" in page.content.decode()
    assert choices(page) == ["zoo-team"]


def test_says_when_the_address_leads_nowhere(as_mika):
    page = as_mika.get(PAGE, CHOSEN | {"version": "v9"})

    assert b"There is no version zoo-team/zoo-classifier/zoo-net:v9" in page.content


def test_says_that_a_collection_keeps_its_type(as_mika, zoo):
    page = as_mika.get(PAGE, {"path": "zoo-team/zoo-classifier/frames:v0"})

    assert b"zoo takes only model artifacts" in page.content
    assert b'name="aliases"' not in page.content


def test_shows_the_line_that_does_the_same_in_a_run(as_mika):
    code = as_mika.get(PAGE).context["link_code"]

    assert code == ('run.link_artifact(\n  artifact,\n  "acme-org/wandb-registry-model/"\n  "zoo")')


def test_a_new_collection_may_begin_with_a_link(as_mika):
    new = {"name": "edge", "type_name": "model", "then": "link"}

    answer = as_mika.post("/orgs/acme/registries/model/collections/new", new)

    assert answer.url == "/orgs/acme/registries/model/collections/edge/link"
    assert Collection.objects.filter(name="edge").exists()


def test_a_viewer_reads_the_rule(client, vic, zoo):
    client.force_login(vic)

    answer = client.get(PAGE)

    assert answer.status_code == 403
    assert b"To link a version in registry" in answer.content
    assert b"you are viewer. Ask an admin: olivia." in answer.content


def test_another_organization_finds_nothing(client, sam, zoo):
    client.force_login(sam)

    assert client.get(PAGE).status_code == 404


def test_hides_what_the_viewer_may_not_see(as_mika, acme, mika):
    make.make_version(make.make_project(make.make_team(acme, "secret-team"), "x"), "hidden")

    assert choices(as_mika.get(PAGE)) == ["zoo-team"]
    pasted = as_mika.get(PAGE, {"path": "secret-team/x/hidden:v0"})
    assert b"There is no version" in pasted.content


def test_who_may_not_link_gets_the_line_with_the_exact_path(client, vic, zoo):
    client.force_login(vic)

    page = client.get(PAGE)

    assert page.status_code == 403
    assert "To link a version in registry" in page.context["exception"]
    line = 'run.link_artifact(artifact, "acme-org/wandb-registry-model/zoo")'
    assert page.context["code"] == line
