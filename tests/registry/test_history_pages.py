"""What happened to a collection and to a version, as pages."""

import pytest

from registry.actions.tags import add_collection_tags
from registry.models import AuditEvent, Door, Verb
from tests import make

pytestmark = pytest.mark.django_db
COLLECTION = "/orgs/acme/registries/model/collections/zoo/history"
SOURCE = "/zoo-team/zoo-classifier/collections/model/zoo-net/history"
VERSION = "/orgs/acme/registry/model/zoo/v0/history"
FEEDS = [COLLECTION, SOURCE, VERSION, "/orgs/acme/registries/model/history"]


@pytest.fixture
def as_mika(client, mika, linked):
    client.force_login(mika)
    return client


def verbs(page):
    return {row.event.verb for row in page.context["rows"]}


def test_a_collection_tells_of_its_own_only(as_mika, models, project):
    make.link(make.make_version(project), models, "farm", aliases=["other"])

    page = as_mika.get(COLLECTION)

    assert verbs(page) == {Verb.CREATED_COLLECTION, Verb.LINKED_VERSION, Verb.ADDED_ALIAS}
    assert b"other" not in page.content


def test_a_source_tells_of_its_versions(as_mika):
    assert Verb.LOGGED_VERSION in verbs(as_mika.get(SOURCE))


def test_a_version_tells_where_it_was_linked_and_what_it_lost(as_mika, models, project):
    make.link(make.make_version(project), models, "zoo", aliases=["staging"])

    page = as_mika.get(VERSION)

    assert {Verb.LOGGED_VERSION, Verb.LINKED_VERSION, Verb.MOVED_ALIAS} <= verbs(page)
    assert b"staging" in page.content


def test_what_was_tagged_leads_there_from_elsewhere(as_mika, zoo):
    add_collection_tags(actor=make.actor(), collection=zoo, names=["night"])
    link = f'<a href="{zoo.get_absolute_url()}">zoo</a>'

    assert link in as_mika.get(FEEDS[-1]).content.decode().partition("tagged")[2]
    assert link not in as_mika.get(COLLECTION).content.decode().partition("tagged")[2]


def test_says_why_and_through_which_door(as_mika, zoo, linked, mika):
    AuditEvent.objects.filter(verb=Verb.LINKED_VERSION).update(reason="gate", door=Door.SDK)

    page = as_mika.get(COLLECTION)

    assert b"gate" in page.content
    assert b"by SDK" in page.content


@pytest.mark.parametrize("feed", FEEDS)
def test_filters_by_verb_and_person(as_mika, feed, mika, project, models):
    make.link(make.make_version(project, "zoo-net"), models, "zoo", user=None)
    AuditEvent.objects.filter(verb=Verb.ADDED_ALIAS).update(actor=mika)

    by_verb = as_mika.get(feed, {"verb": "added alias", "person": "mika"})
    by_nobody = as_mika.get(feed, {"person": "nobody"})

    assert verbs(by_verb) == {Verb.ADDED_ALIAS}
    assert b"Nothing of the kind" in by_nobody.content


def test_offers_the_verbs_that_there_can_be(as_mika):
    assert b'value="changed visibility"' not in as_mika.get(COLLECTION).content


@pytest.mark.parametrize("feed", FEEDS)
def test_another_organization_finds_nothing(client, sam, linked, feed):
    client.force_login(sam)

    assert client.get(feed).status_code == 404
