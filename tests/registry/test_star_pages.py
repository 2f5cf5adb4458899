"""Registries and collections are starred in the browser and stand first on home."""

import pytest

from registry.models import Star
from tests import make

pytestmark = pytest.mark.django_db
STARS = "/registry/stars"


@pytest.fixture
def as_vic(client, vic):
    client.force_login(vic)
    return client


def asked(thing, wanted="yes", back="/registry"):
    kind = thing._meta.model_name
    return {"kind": kind, "pk": thing.pk, "wanted": wanted, "back": back}


def test_stars_and_goes_back_to_where_it_was_pressed(as_vic, vic, models):
    answer = as_vic.post(STARS, asked(models, back="/orgs/acme/registry/model?q=x"))

    assert answer.url == "/orgs/acme/registry/model?q=x"
    assert Star.objects.get().registry == models


def test_pressed_twice_it_is_one_star(as_vic, models):
    for _ in range(2):
        as_vic.post(STARS, asked(models))

    assert Star.objects.count() == 1


def test_takes_it_off(as_vic, zoo):
    as_vic.post(STARS, asked(zoo))
    as_vic.post(STARS, asked(zoo, wanted="no"))

    assert not Star.objects.exists()


def test_home_begins_with_what_is_starred(as_vic, models, zoo):
    as_vic.post(STARS, asked(models))
    as_vic.post(STARS, asked(zoo))

    page = as_vic.get("/registry")

    assert [registry.pk for registry in page.context["starred_registries"]] == [models.pk]
    assert [row.collection.pk for row in page.context["starred_collections"]] == [zoo.pk]
    text = page.content.decode()
    assert text.index("Starred") < text.index("Recently updated")


@pytest.mark.parametrize(
    "page", ["/registry", "/orgs/acme/registry/model", "/orgs/acme/registry/model/zoo"]
)
def test_pages_show_it_as_pressed(as_vic, models, zoo, page):
    before = as_vic.get(page).content
    as_vic.post(STARS, asked(models))
    as_vic.post(STARS, asked(zoo))

    assert b'aria-pressed="true"' not in before
    assert b'aria-pressed="true"' in as_vic.get(page).content


def test_stars_are_ones_own(as_vic, mika, models):
    make.browse(mika).post(STARS, asked(models))

    assert b'aria-pressed="true"' not in as_vic.get("/registry").content


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_leads_to_no_other_server(as_vic, models, back):
    assert as_vic.post(STARS, asked(models, back=back)).url == "/registry"


@pytest.mark.parametrize("wrong", [{"pk": "x"}, {"kind": "user"}, {"wanted": "maybe"}])
def test_nonsense_is_not_there(as_vic, models, wrong):
    assert as_vic.post(STARS, asked(models) | wrong).status_code == 404


def test_hidden_things_are_not_there(client, sam, models, zoo):
    client.force_login(sam)

    assert client.post(STARS, asked(models)).status_code == 404
    assert client.post(STARS, asked(zoo)).status_code == 404
    assert not Star.objects.exists()


def test_a_script_is_told_that_it_is_saved_and_stays(as_vic, models):
    answer = as_vic.post(STARS, asked(models), headers={"X-Requested-With": "fetch"})

    assert answer.status_code == 204
    assert Star.objects.get().registry == models
