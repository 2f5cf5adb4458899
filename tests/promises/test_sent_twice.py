"""A change that is sent again, as after a lost reply, is done once: the same answer, or refused."""

import json
from collections import Counter

import pytest
from django.db import transaction

from lineal.sdk import ids
from registry.models import ArtifactVersion
from tests import expect, make
from tests.api.wire import Wire, artifact_id
from tests.content import manifest_digest, manifest_text
from tests.promises.changes import Input, changes
from tests.promises.test_tenant_graphql import change
from tests.promises.world import Tenant, make_tenant

FILES = {"a.txt": b"a"}
# What has to be uploaded first: tests/api/test_multipart.py.
ELSEWHERE = {"completeMultipartUploadArtifact"}
# The second time the name is taken by the first, or what was meant is gone.
REFUSED = {
    **dict.fromkeys(("createTeam", "createServiceAccount"), "NAME_TAKEN"),
    **dict.fromkeys(("deleteArtifactSequence", "deleteArtifactPortfolio"), "NOT_FOUND"),
    **dict.fromkeys(("unlinkArtifact", "renameProject", "deleteModel"), "NOT_FOUND"),
    "deleteApiKey": "NOT_FOUND",
    "updateRunState": "INVALID_TRANSITION",
}


@pytest.fixture
def tenant(db: None) -> Tenant:
    return make_tenant()


def test_each_mutation(tenant: Tenant) -> None:
    wire, found = Wire(tenant.owner), {}
    make.note_use(wire.key)

    asked = changes(tenant) | fulfilled(tenant)
    for name in asked.keys() - ELSEWHERE:
        with transaction.atomic():
            first = change(wire, name, asked[name])
            once = counts()
            second = change(wire, name, asked[name])
            assert counts() == once, name
            transaction.set_rollback(True)
        assert "errors" not in json.loads(first), (name, first)
        codes = [error["extensions"]["code"] for error in json.loads(second).get("errors", ())]
        found[name] = "".join(codes)

    assert found == dict.fromkeys(found, "") | REFUSED


def fulfilled(tenant: Tenant) -> dict[str, Input]:
    """Where the tenant has nothing that it may be done with."""
    text = manifest_text(FILES, {})
    ready = make.begin(tenant.run.project, "okapi-ready", digest=manifest_digest(text))
    make.upload(ready, FILES, text)
    scores = ArtifactVersion.objects.get(collection__name="okapi-scores").collection
    return {
        "commitArtifact": {"artifactID": artifact_id(ready)},
        "moveArtifactSequence": {
            "artifactSequenceID": ids.encode("ArtifactSequence", scores.pk),
            "destinationArtifactTypeName": "okapi-kind",
        },
    }


def counts() -> Counter[str]:
    return Counter({name: len(rows) for name, rows in expect.rows().items()})
