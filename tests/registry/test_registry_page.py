"""The page of one registry: its collections."""

from http import HTTPStatus

import pytest
from django.test import Client

from registry.models import Collection, Organization, Project, Registry, User, Visibility
from tests import make

PAGE = "/orgs/acme/registry/model"


def test_lists_collections_with_their_live_aliases(vic: User, zoo: Collection) -> None:
    page = make.browse(vic).get(PAGE).content.decode()

    assert '<a class="name" href="/orgs/acme/registry/model/zoo">zoo</a>' in page
    assert '<span class="chip">staging</span> v0' in page
    assert "latest" not in page


def test_offers_the_line_that_links(vic: User, zoo: Collection) -> None:
    page = make.browse(vic).get(PAGE).content.decode()

    assert "acme-org/wandb-registry-model/&lt;collection&gt;" in page


def test_finds_by_the_name_of_the_organizations_entity(vic: User, models: Registry) -> None:
    answer = make.browse(vic).get("/orgs/acme-org/registry/model")

    assert answer.status_code == HTTPStatus.OK


def test_filters_by_name_and_by_alias(vic: User, zoo: Collection, models: Registry) -> None:
    make.make_collection(models, "farm")

    by_name = make.browse(vic).get(f"{PAGE}?q=far").content.decode()
    by_alias = make.browse(vic).get(f"{PAGE}?q=stag").content.decode()

    assert f"{PAGE}/farm" in by_name
    assert f"{PAGE}/zoo" not in by_name
    assert f"{PAGE}/zoo" in by_alias


def test_says_when_the_filter_finds_nothing(vic: User, zoo: Collection) -> None:
    page = make.browse(vic).get(f"{PAGE}?q=unicorn").content.decode()

    assert "No collection here has “unicorn”" in page


def test_opens_a_row(vic: User, zoo: Collection) -> None:
    page = make.browse(vic).get(f"{PAGE}?open=zoo").content.decode()

    assert '<a class="name" href="/orgs/acme/registry/model/zoo/v0">v0</a>' in page
    assert "All 1 version" in page


def test_an_empty_registry_says_how_to_fill_it(vic: User, models: Registry) -> None:
    page = make.browse(vic).get(PAGE).content.decode()

    assert "No collections yet" in page
    assert "run.log_artifact(" in page
    assert "acme-org/wandb-registry-model/my-models" in page
    assert "Members and admins of this registry may do so." in page


def test_an_empty_registry_offers_its_members_to_create_a_collection(
    olivia: User, models: Registry
) -> None:

    page = make.browse(olivia).get(PAGE).content.decode()

    assert (
        'Or <a href="/orgs/acme/registries/model/collections/new">create a collection</a>' in page
    )


def test_pages_through_many_collections(vic: User, models: Registry) -> None:
    for _ in range(51):
        make.make_collection(models)

    page = make.browse(vic).get(PAGE).content.decode()

    assert "50 of 51 collections" in page
    assert 'rel="next"' in page


def test_the_sdks_address_of_a_linked_version_leads_to_it(vic: User, zoo: Collection) -> None:
    path = "acme-org%2Fwandb-registry-model%2Fzoo"

    answer = make.browse(vic).get(f"{PAGE}?selectionPath={path}&view=membership&version=v0")

    assert answer["Location"] == "/orgs/acme/registry/model/zoo/v0"


def test_the_sdks_address_of_a_collection_leads_to_it(vic: User, zoo: Collection) -> None:
    answer = make.browse(vic).get(f"{PAGE}?selectionPath=acme-org%2Fwandb-registry-model%2Fzoo")

    assert answer["Location"] == "/orgs/acme/registry/model/zoo"


@pytest.mark.parametrize("query", ["selectionPath=a%2F", "selectionPath=a%2Fzoo&version=..%2Fx"])
def test_a_selection_that_is_no_name_is_not_there(vic: User, zoo: Collection, query: str) -> None:
    assert make.browse(vic).get(f"{PAGE}?{query}").status_code == 404


def test_hides_a_restricted_registry(vic: User, acme: Organization) -> None:
    make.make_registry(acme, "secret", visibility=Visibility.RESTRICTED)

    answer = make.browse(vic).get("/orgs/acme/registry/secret")

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_hides_another_organizations_registry(sam: User, models: Registry) -> None:
    assert make.browse(sam).get(PAGE).status_code == HTTPStatus.NOT_FOUND


def test_sends_strangers_to_sign_in(client: Client, models: Registry) -> None:
    assert client.get(PAGE)["Location"] == f"/login?next={PAGE}"


def test_names_are_shown_as_text(vic: User, models: Registry, project: Project) -> None:
    name = "<img src=x onerror=alert(1)>"
    make.link(make.make_version(project), models, name, aliases=["<b>"])

    page = make.browse(vic).get(PAGE).content.decode()

    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
