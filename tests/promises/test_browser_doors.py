"""What a foreign page can make a signed-in browser do: nothing, and go nowhere else."""

import pytest
from django.test import Client

from registry.models import User
from tests import expect, make
from tests.lineal.test_routes import ROUTES, example
from tests.promises.routes import WITH_PARAMETERS, addresses, fill
from tests.promises.world import Tenant, make_tenant

FOREIGN = {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
UNSAFE = ["POST", "PUT", "PATCH", "DELETE"]


@pytest.fixture
def tenant(db: None) -> Tenant:
    return make_tenant()


def signed_in(user: User) -> Client:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.mark.parametrize("media", ["application/x-www-form-urlencoded", "text/plain"])
def test_a_foreign_page_changes_nothing(tenant: Tenant, media: str) -> None:
    """With the cookie of somebody who may do it all."""
    values = addresses(tenant)
    known = [fill(route, values) for route in WITH_PARAMETERS]
    paths = known + [example(route) for route in ROUTES if "<" not in route]
    browser = signed_in(tenant.owner)

    with expect.nothing_changes():
        answers = {
            f"{method} {path}": browser.generic(method, path, b"{}", media, headers=FOREIGN)
            for method in UNSAFE
            for path in paths
            if not path.startswith("/sdk/")  # where nothing is kept
        }

    done = {path: said.status_code for path, said in answers.items() if said.status_code < 400}
    assert done == {}


@pytest.mark.parametrize(
    "media", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"]
)
def test_graphql_takes_neither_cookies_nor_forms(tenant: Tenant, media: str) -> None:
    body = b'{"query": "{ viewer { id } }"}'

    said = signed_in(tenant.owner).generic("POST", "/graphql", body, media, headers=FOREIGN)

    assert said.status_code in {401, 403, 415}


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "///evil.example",
        "https:evil.example",
        "https://evil.example",
        "http:///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "\n//evil.example",
        " //evil.example",
        "\x01https://evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://testserver@evil.example/",
        "https://testserver.evil.example/",
    ],
)
def test_signing_in_leads_to_own_pages_only(client: Client, mika: User, target: str) -> None:
    given = {"username": "mika", "password": make.PASSWORD, "next": target}

    posted = client.post("/login", given)
    again = client.get("/login", {"next": target})

    assert {posted.status_code, again.status_code} == {302}
    assert {posted["Location"], again["Location"]} == {"/registry"}


def test_own_pages_are_gone_to(client: Client, mika: User) -> None:
    given = {"username": "mika", "password": make.PASSWORD, "next": "/projects?q=a"}

    assert client.post("/login", given)["Location"] == "/projects?q=a"


@pytest.mark.parametrize("path", ["//evil.example/registry", "/\\evil.example", "//evil.example/"])
def test_an_address_of_two_slashes_is_no_other_host(client: Client, db: None, path: str) -> None:
    answer = client.generic("GET", path)

    assert not answer.headers.get("Location", "/").startswith(("//", "/\\", "http"))
