"""No address with a NUL character reaches a database: PostgreSQL refuses it in any text."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/registry?q=%00", "/registry/%00", "/orgs/%00/registry/x", "/projects?page=%00", "/%00/x"],
)
def test_is_a_bad_request(client, olivia, address):
    client.force_login(olivia)

    assert client.get(address).status_code == 400


def test_its_page_keeps_the_policy_and_can_be_traced(client):
    page = client.get("/registry?page=%00", headers={"Accept": "text/html"})

    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert page["X-Request-ID"]
