"""What happened in a registry, as a page."""

import pytest

from registry.models import AuditEvent
from tests import make

pytestmark = pytest.mark.django_db
PAGE = "/orgs/acme/registries/model/history"


@pytest.fixture
def as_olivia(client, olivia):
    client.force_login(olivia)
    return client


def test_tells_who_did_what(as_olivia, olivia, models, project):
    version = make.make_version(project, "net")
    make.link(version, models, "zoo", aliases=["staging"], user=olivia)

    page = as_olivia.get(PAGE)

    assert page.status_code == 200
    assert b"staging" in page.content
    assert b"olivia" in page.content


def test_filters_by_verb_and_person(as_olivia, olivia, models, project):
    make.link(make.make_version(project, "net"), models, "zoo", user=olivia)

    linked = as_olivia.get(PAGE, {"verb": "linked version", "person": "olivia"})
    nobody = as_olivia.get(PAGE, {"person": "mika"})

    assert [row.event.verb for row in linked.context["rows"]] == ["linked version"]
    assert b"Nothing of the kind" in nobody.content


def test_pages_by_cursor(as_olivia, models, django_assert_max_num_queries):
    AuditEvent.objects.bulk_create(
        AuditEvent(door="web", verb="added tag", subject="zoo", after="x", registry=models)
        for _ in range(120)
    )
    first = as_olivia.get(PAGE)

    with django_assert_max_num_queries(15):
        second = as_olivia.get(PAGE + first.context["feed"].next)

    assert first.context["rows"][-1].event.pk == second.context["rows"][0].event.pk + 1


def test_another_organization_finds_nothing(client, sam, models):
    client.force_login(sam)

    assert client.get(PAGE).status_code == 404
