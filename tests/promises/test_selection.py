"""The address of a linked version that the SDK prints, with odd words in it."""

import pytest

from tests import make
from tests.promises.world import make_tenant


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "selectionPath=",
        "selectionPath=a/b/",
        "selectionPath=okapi-zoo&version=",
        "selectionPath=okapi-zoo&version=a/b",
        "selectionPath=okapi-zoo&version=..",
        "selectionPath=//evil.example/x&version=v0",
        "selectionPath=%0d%0aX:y&version=v0",
        "open=a/b",
    ],
)
def test_odd_selection(query: str) -> None:
    tenant = make_tenant()

    answer = make.browse(tenant.owner).get(f"/orgs/okapi-org/registry/okapi-vault?{query}")

    assert answer.status_code in {200, 302, 404}
    assert answer.headers.get("Location", "/orgs/okapi-org/").startswith("/orgs/okapi-org/")
