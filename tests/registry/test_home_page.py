"""The first page after signing in."""

from django.test import Client

from registry.models import Entity, Organization, User, Visibility
from tests import make


def test_lists_registries_with_the_own_role(olivia: User, acme: Organization) -> None:
    make.make_registry(acme, "model", accepted_types=["model"])

    page = make.browse(olivia).get("/registry").content.decode()

    assert '<a class="name" href="/orgs/acme/registry/model">Model</a>' in page
    assert '<span class="role role--admin">admin</span>' in page


def test_says_what_changed_last(mika: User, acme: Organization, zoo_team: Entity) -> None:
    version = make.make_version(make.make_project(zoo_team))
    make.link(version, make.make_registry(acme, "model"), "zoo", aliases=["staging"])

    page = make.browse(mika).get("/registry").content.decode()

    assert "Recently updated" in page
    assert '<span class="chip">staging</span>' in page


def test_counts_registries_that_it_hides(mika: User, acme: Organization) -> None:
    make.make_registry(acme, "classified", visibility=Visibility.RESTRICTED)

    page = make.browse(mika).get("/registry").content.decode()

    assert "1 registry you may not see" in page
    assert "lassified" not in page


def test_says_why_it_is_empty(db: None) -> None:
    page = make.browse(make.make_user()).get("/registry").content.decode()

    assert "You are in no organization" in page
    assert "lineal org add" in page


def test_who_may_create_the_first_registry_is_told_to(olivia: User, acme: Organization) -> None:
    page = make.browse(olivia).get("/registry").content.decode()

    assert "No registry yet." in page
    assert 'href="/orgs/acme/registries/new"' in page
    assert "lineal org" not in page


def test_shows_nothing_of_another_organization(sam: User, acme: Organization) -> None:
    make.make_registry(acme, "model")

    assert "acme" not in make.browse(sam).get("/registry").content.decode()


def test_sends_strangers_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/registry")["Location"] == "/login?next=/registry"


def test_on_an_empty_server_an_operator_makes_the_first_organization(db: None) -> None:
    page = make.browse(make.make_user("root", is_admin=True)).get("/registry").content.decode()

    assert 'href="/admin/registry/organization/new"' in page


def test_who_is_in_no_organization_has_the_commands_for_the_operator(db: None) -> None:
    page = make.browse(make.make_user("kim")).get("/registry").content.decode()

    assert "lineal org add ORGANIZATION kim" in page
    assert "/admin/" not in page
