"""Pages with forms cost no more statements for more rows: golden numbers for few and for many."""

import pytest

from registry.models import AuditEvent, CollectionTag, RegistryRole, Verb
from tests import make
from tests.query_counts import counted

pytestmark = pytest.mark.django_db
REGISTRY = "/orgs/acme/registries/model"
PAGES = {
    "registry-settings": f"{REGISTRY}/settings",
    "registry-delete": f"{REGISTRY}/delete",
    "collection-new": f"{REGISTRY}/collections/new",
    "collection-settings": f"{REGISTRY}/collections/zoo/settings",
    "collection-card": f"{REGISTRY}/collections/zoo/card",
    "collection-delete": f"{REGISTRY}/collections/zoo/delete",
    "version-edit": "/orgs/acme/registry/model/zoo/v0/edit",
    "version-moves": "/orgs/acme/registry/model/zoo/v0/edit/moves?alias=staging",
    "version-link": "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0/link",
    "version-link-moves": "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0/link/moves",
    "collection-link-moves": f"{REGISTRY}/collections/zoo/link/moves",
    "version-remove": "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0/remove",
}


@pytest.mark.parametrize("rows", [10, 10_000])
def test_statements(client, mika, models, zoo, linked, rows):
    make.give(models, mika, RegistryRole.ADMIN)
    event = {"door": "web", "verb": Verb.ADDED_TAG, "name": "x", "collection": zoo}
    AuditEvent.objects.bulk_create(AuditEvent(registry=models, **event) for _ in range(rows))
    CollectionTag.objects.bulk_create(
        CollectionTag(collection=zoo, name=f"tag-{row}") for row in range(min(rows, 100))
    )
    client.force_login(mika)

    for name, address in PAGES.items():
        with counted(f"page {name}"):
            answer = client.get(address)
        assert answer.status_code == 200
