"""A version that is linked in very many places shows the newest of them."""

import pytest

from registry.models import ArtifactVersion, Collection, CollectionKind, LinkedVersion
from tests import make

pytestmark = pytest.mark.django_db


def test_the_newest_are_shown_and_the_others_counted(client, mika, models, linked) -> None:
    kind = linked.version.collection.artifact_type
    places = Collection.objects.bulk_create(
        Collection(registry=models, kind=CollectionKind.REGISTRY, artifact_type=kind, name=f"c{n}")
        for n in range(60)
    )
    LinkedVersion.objects.bulk_create(
        LinkedVersion(collection=place, version=linked.version, index=0) for place in places
    )
    ArtifactVersion.objects.filter(pk=linked.version_id).update(link_count=61)

    page = make.browse(mika).get(linked.version.get_absolute_url())

    assert [link.collection.name for link in page.context["links"].others][:2] == ["c59", "c58"]
    assert b"and 10 more" in page.content
