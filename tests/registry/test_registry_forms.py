"""Registries are made, changed and deleted in the browser."""

import pytest

from registry.models import AuditEvent, Door, Registry, RegistryMember, RegistryRole, Visibility
from tests import make

pytestmark = pytest.mark.django_db
NEW = {"name": "golden", "description": "Reviewed.", "visibility": "organization"}


@pytest.fixture
def model(acme):
    return make.make_registry(acme, "model", accepted_types=["model"])


@pytest.fixture
def as_olivia(client, olivia):
    client.force_login(olivia)
    return client


def change(client, change, /, **fields):
    return client.post("/orgs/acme/registries/model/settings", {"change": change, **fields})


def test_makes_a_registry_whose_maker_is_its_admin(client, mika, acme):
    client.force_login(mika)

    answer = client.post("/orgs/acme/registries/new", NEW | {"accepted_types": "model, dataset"})

    registry = Registry.objects.get(name="golden")
    assert answer.url == "/orgs/acme/registry/golden"
    assert [each.name for each in registry.accepted_types.order_by("name")] == ["dataset", "model"]
    assert RegistryMember.objects.get(registry=registry, user=mika).role == RegistryRole.ADMIN


@pytest.mark.parametrize("name", ["", "a/b", "x" * 114, "golden\u200b"])
def test_says_beside_the_field_what_is_wrong_and_keeps_what_was_typed(as_olivia, acme, name):
    answer = as_olivia.post("/orgs/acme/registries/new", NEW | {"name": name})

    assert answer.status_code == 200
    assert answer.context["form"].errors["name"]
    assert b"Reviewed." in answer.content
    assert not Registry.objects.exists()


def test_sending_the_form_twice_makes_one_registry(as_olivia, acme):
    as_olivia.post("/orgs/acme/registries/new", NEW)

    answer = as_olivia.post("/orgs/acme/registries/new", NEW)

    assert "already" in answer.context["form"].errors["name"][0]
    assert Registry.objects.count() == 1


def test_another_organization_is_not_there(client, sam, acme):
    client.force_login(sam)

    assert client.get("/orgs/acme/registries/new").status_code == 404
    assert client.post("/orgs/acme/registries/new", NEW).status_code == 404


def test_renames_it_and_goes_to_its_new_address(as_olivia, model):
    answer = change(as_olivia, "rename", name="models")

    assert answer.url == "/orgs/acme/registries/models/settings"
    assert Registry.objects.get(pk=model.pk).name == "models"
    assert AuditEvent.objects.latest("pk").door == Door.WEB


def test_describes_it(as_olivia, model):
    change(as_olivia, "describe", description="For endpoints.")

    assert Registry.objects.get(pk=model.pk).description == "For endpoints."


def test_adds_types_and_opens_it_to_all(as_olivia, model):
    change(as_olivia, "accept", accepted_types="dataset")
    change(as_olivia, "accept_all")

    model.refresh_from_db()
    assert model.accepts_all_types
    assert set(model.accepted_types.values_list("name", flat=True)) == {"dataset", "model"}


def test_says_whom_a_restriction_shuts_out_before_it_does(as_olivia, model, mika, vic):
    page = as_olivia.get("/orgs/acme/registries/model/settings")
    done = change(as_olivia, "visibility", visibility="restricted")

    assert b"2 people who have no role here no longer see it: mika, vic." in page.content
    assert b"only people and teams with a role here" in as_olivia.get(done.url).content
    assert Registry.objects.get(pk=model.pk).visibility == Visibility.RESTRICTED


def test_says_who_comes_in_before_it_is_opened(as_olivia, model, mika, vic):
    change(as_olivia, "visibility", visibility="restricted")

    page = as_olivia.get("/orgs/acme/registries/model/settings")

    assert b"2 more people may look at it and download from it: mika, vic." in page.content


def test_names_the_first_of_many_and_counts_the_rest(as_olivia, model, acme):
    for number in range(22):
        make.join_organization(acme, make.make_user(f"person{number:02}"))

    page = as_olivia.get("/orgs/acme/registries/model/settings")

    assert b"person19 and 2 more." in page.content


def test_protects_an_alias_and_stops(as_olivia, model):
    change(as_olivia, "protect", alias="production")
    assert model.protected_aliases.get().name == "production"

    change(as_olivia, "unprotect", alias="production")
    assert not model.protected_aliases.exists()


def test_deletes_it_when_its_name_is_typed(as_olivia, model, zoo_team):
    make.link(make.make_version(make.make_project(zoo_team)), model)
    page = as_olivia.get("/orgs/acme/registries/model/delete")

    wrong = as_olivia.post("/orgs/acme/registries/model/delete", {"confirm": "Model"})
    right = as_olivia.post("/orgs/acme/registries/model/delete", {"confirm": "model"})

    assert b"1 collection" in page.content
    assert "'model'" in wrong.context["form"].errors["confirm"][0]
    assert right.url == "/registry"
    assert not Registry.objects.exists()


@pytest.mark.parametrize("page", ["model/delete", "model/collections/new"])
def test_who_only_looks_is_told_the_rule(client, vic, model, page):
    client.force_login(vic)

    answer = client.get(f"/orgs/acme/registries/{page}")

    assert answer.status_code == 403
    assert b"you are viewer. Ask an admin: olivia." in answer.content


@pytest.mark.parametrize("name", ["accept_all", "visibility", "protect", "unprotect"])
def test_a_member_is_told_the_role_it_takes(client, mika, model, name):
    client.force_login(mika)
    RegistryMember.objects.create(registry=model, user=mika, role=RegistryRole.MEMBER)

    answer = change(client, name, visibility="restricted", alias="production")

    assert b"you need the role admin; you are member. Ask an admin: olivia." in answer.content
    assert Registry.objects.get(pk=model.pk).visibility == Visibility.ORGANIZATION


def test_a_viewer_reads_the_settings_without_forms(client, vic, model):
    client.force_login(vic)

    page = client.get("/orgs/acme/registries/model/settings")

    assert page.status_code == 200
    assert b"<textarea" not in page.content
    assert b'name="change"' not in page.content


def test_an_unknown_change_is_not_there(as_olivia, model):
    assert change(as_olivia, "explode").status_code == 404
