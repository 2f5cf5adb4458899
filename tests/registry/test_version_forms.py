"""Versions are labelled, linked, unlinked and deleted in the browser."""

import pytest

from registry.models import (
    Alias,
    ArtifactVersion,
    AuditEvent,
    LinkedVersion,
    ProtectedAlias,
    RegistryMember,
    RegistryRole,
)
from tests import make

pytestmark = pytest.mark.django_db
LINKED = "/orgs/acme/registry/model/zoo/v0"
SOURCE = "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0"


@pytest.fixture
def as_mika(client, mika, models, zoo):
    RegistryMember.objects.create(registry=models, user=mika, role=RegistryRole.MEMBER)
    client.force_login(mika)
    return client


def test_puts_an_alias_on_with_its_reason(as_mika, zoo):
    as_mika.post(
        f"{LINKED}/edit", {"change": "add_alias", "alias": "canary", "reason": "looks good"}
    )

    assert Alias.objects.filter(collection=zoo, name="canary").exists()
    assert AuditEvent.objects.filter(reason="looks good").exists()


def test_takes_one_off(as_mika, zoo):
    as_mika.post(f"{LINKED}/edit", {"change": "remove_alias", "names": "staging"})

    assert not Alias.objects.filter(collection=zoo, name="staging").exists()


@pytest.mark.parametrize("alias", ["v3", "a/b", ""])
def test_says_what_is_wrong_with_an_alias(as_mika, zoo, alias):
    answer = as_mika.post(f"{LINKED}/edit", {"change": "add_alias", "alias": alias})

    assert answer.context["add_alias_form"].errors["alias"]


def test_leaves_protected_aliases_to_admins(as_mika, models, zoo):
    ProtectedAlias.objects.create(registry=models, name="production")

    answer = as_mika.post(f"{LINKED}/edit", {"change": "add_alias", "alias": "production"})

    assert "protected" in answer.context["add_alias_form"].errors["alias"][0]
    assert not Alias.objects.filter(name="production").exists()


def test_tags_and_describes(as_mika, linked):
    as_mika.post(f"{LINKED}/edit", {"change": "add_tags", "tags": "gdpr, edge"})
    as_mika.post(f"{LINKED}/edit", {"change": "remove_tags", "tags": "edge"})
    as_mika.post(f"{LINKED}/edit", {"change": "describe", "description": "Better."})

    version = ArtifactVersion.objects.get(pk=linked.version_id)
    assert [tag.name for tag in version.tags.all()] == ["gdpr"]
    assert version.description == "Better."


def test_links_a_version_into_a_new_collection(as_mika, models, linked):
    answer = as_mika.post(
        f"{SOURCE}/link", {"registry": models.pk, "collection": "edge", "aliases": "trial"}
    )

    assert answer.url == "/orgs/acme/registry/model/edge/v0"
    assert LinkedVersion.objects.filter(collection__name="edge", version=linked.version).exists()


def test_offers_only_registries_that_take_the_type(as_mika, acme, linked):
    make.make_registry(acme, "data", accepted_types=["dataset"])

    page = as_mika.get(f"{SOURCE}/link")

    names = [registry.name for registry in page.context["form"].fields["registry"].queryset]
    assert names == ["model"]


def test_says_why_another_registry_cannot_be_chosen(as_mika, mika, acme, linked):
    closed = make.make_registry(acme, "closed")
    data = make.make_registry(acme, "data", accepted_types=["dataset"])
    make.give(data, mika, RegistryRole.MEMBER)

    by_role = as_mika.post(f"{SOURCE}/link", {"registry": closed.pk, "collection": "x"})
    by_type = as_mika.post(f"{SOURCE}/link", {"registry": data.pk, "collection": "x"})

    assert "you need the role member" in by_role.context["form"].errors["registry"][0]
    assert "accepts dataset artifacts" in by_type.context["form"].errors["registry"][0]


def test_unlinks_after_asking(as_mika, linked):
    assert b"What stays" in as_mika.get(f"{LINKED}/remove").content

    answer = as_mika.post(f"{LINKED}/remove")

    assert answer.url == "/orgs/acme/registry/model/zoo"
    assert not LinkedVersion.objects.exists()


def test_deletes_a_source_leaving_a_tombstone(as_mika, linked):
    wrong = as_mika.post(f"{SOURCE}/remove", {"confirm": "zoo-net"})
    answer = as_mika.post(f"{SOURCE}/remove", {"confirm": "zoo-net:v0"}, follow=True)

    assert "'zoo-net:v0'" in wrong.context["form"].errors["confirm"][0]
    assert ArtifactVersion.objects.get(pk=linked.version_id).is_deleted
    assert answer.status_code == 200


def test_a_protected_alias_stands_in_the_way_of_both(as_mika, models, zoo, linked):
    ProtectedAlias.objects.create(registry=models, name="staging")

    unlinked = as_mika.post(f"{LINKED}/remove")
    deleted = as_mika.post(f"{SOURCE}/remove", {"confirm": "zoo-net:v0"})

    assert b"protected" in unlinked.content
    assert b"protected" in deleted.content
    assert LinkedVersion.objects.filter(pk=linked.pk).exists()


def test_a_viewer_changes_nothing(client, vic, models, zoo, linked):
    client.force_login(vic)

    edit = client.post(f"{LINKED}/edit", {"change": "add_alias", "alias": "mine"})
    link = client.post(f"{SOURCE}/link", {"registry": models.pk, "collection": "x"})
    remove = client.post(f"{LINKED}/remove")

    for answer in (edit, link, remove):
        assert answer.status_code == 403
        assert b"you need the role member" in answer.content
    assert LinkedVersion.objects.count() == 1


@pytest.mark.parametrize("page", [f"{LINKED}/remove", f"{SOURCE}/link"])
def test_a_viewer_reads_the_rule_whom_to_ask_and_the_frame(client, vic, linked, page):
    client.force_login(vic)

    answer = client.get(page)

    assert answer.status_code == 403
    assert b"you need the role member; you are viewer. Ask an admin: olivia." in answer.content
    assert b'class="top"' in answer.content


def test_only_who_may_link_somewhere_is_offered_it(client, mika, vic, models, linked):
    make.give(models, mika, RegistryRole.MEMBER)

    assert b"Link to registry" in make.browse(mika).get(SOURCE).content
    assert b"Link to registry" not in make.browse(vic).get(SOURCE).content


def test_says_when_no_registry_takes_the_type(as_mika, project):
    make.make_version(project, "frames", "dataset")

    answer = as_mika.get("/zoo-team/zoo-classifier/artifacts/dataset/frames/v0/link")

    assert answer.status_code == 403
    assert b"No registry that you may see takes dataset artifacts" in answer.content


def test_who_may_not_link_gets_the_line_with_the_exact_path(client, vic, linked):
    client.force_login(vic)

    page = client.get(f"{SOURCE}/link")

    line = 'run.link_artifact(artifact, "acme-org/wandb-registry-model/zoo-net")'
    assert page.status_code == 403
    assert page.context["code"] == line


@pytest.mark.parametrize("base", [LINKED, SOURCE])
@pytest.mark.parametrize("page", ["edit", "link", "remove"])
def test_another_organization_finds_nothing(client, sam, linked, base, page):
    client.force_login(sam)

    assert client.get(f"{base}/{page}").status_code == 404
    assert client.post(f"{base}/{page}", {"change": "add_alias"}).status_code == 404
