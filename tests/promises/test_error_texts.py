"""No error, ours or of the request, tells of the code, the database, the disk or other people."""

import json
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from registry.models import User
from tests import make
from tests.api.wire import Wire
from tests.lineal.test_routes import ROUTES, example
from tests.promises.routes import WITH_PARAMETERS, addresses, fill
from tests.promises.world import Tenant, make_tenant

METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
KEYED = ("/graphql", "/files/", "/artifactsV2/")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
INNER = re.compile(
    r"Traceback|File \"|\w\.py\b|\b(SELECT|INSERT|UPDATE|DELETE) |\b(registry|lineage)_\w+"
    r"|psycopg|sqlite|OperationalError|Programming|Integrity|django\.|site-packages|relation "
    rf"|no such (table|column)|/tmp/|/root|/home/|{re.escape(str(settings.DATA_DIR))}"
)


@pytest.fixture
def tenant(db: None) -> Tenant:
    return make_tenant()


class Visitor:
    """Somebody with a browser, who shows a key where only a key counts."""

    def __init__(self, user: User) -> None:
        self.browser = make.browse(user)
        self.browser.raise_request_exception = False
        self.keyed = Wire(user).headers

    def ask(self, method: str, path: str, body: bytes, media: str) -> tuple[int, str]:
        headers = self.keyed if path.startswith(KEYED) else {}
        answer = self.browser.generic(method, path, body, media, headers=headers)
        content = b"".join(answer) if answer.streaming else answer.content
        return answer.status_code, content.decode()


def paths(tenant: Tenant) -> Iterator[str]:
    values = addresses(tenant)
    yield from (fill(route, values) for route in WITH_PARAMETERS)
    yield from (example(route) for route in ROUTES if "<" not in route)


def test_refusals(tenant: Tenant) -> None:
    visitor = Visitor(tenant.owner)

    telling = {}
    for method in METHODS:
        for path in paths(tenant):
            is_page = not path.startswith((*KEYED, "/api/"))
            broken = (b"change=%FF&revision=x", FORM) if is_page else (b"{", JSON)
            status, said = visitor.ask(method, path, *broken)
            if status >= 500 or (status >= 400 and INNER.search(said)):
                telling[method, path] = status, INNER.findall(said), said[:300]

    assert telling == {}


VAULT = "okapi-org/registry/okapi-vault"
DOORS = [
    "/registry",
    f"/orgs/{VAULT}",
    f"/orgs/{VAULT}/okapi-zoo/v0/download?path=okapi.txt",
    "/api/v1/registries",
    "/api/v1/search?q=okapi",
    "/admin/registry/registry/",
    "/graphql",
    "/artifactsV2/default/okapi-org-org/wandb-registry-okapi-vault/okapi-zoo/x/y/z",
]
QUERY = json.dumps(
    {
        "query": """{ project(entityName: "okapi-org-org", name: "wandb-registry-okapi-vault")
            { artifactTypes { edges { node { name } } } } }"""
    }
)


@pytest.fixture
def broken(transactional_db: None) -> Iterator[Tenant]:
    """A table is gone that most answers need."""
    tenant = make_tenant()
    User.objects.filter(pk=tenant.owner.pk).update(is_staff=True, is_superuser=True)
    rename("registry_registry", "registry_gone")
    yield tenant
    rename("registry_gone", "registry_registry")


def rename(old: str, new: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {old} RENAME TO {new}")


def test_the_servers_own_faults(broken: Tenant) -> None:
    visitor = Visitor(broken.owner)

    telling = {}
    for path in DOORS:
        method, body = ("POST", QUERY) if path == "/graphql" else ("GET", "")
        status, said = visitor.ask(method, path, body.encode(), JSON)
        is_said = status in {500, 503} or (path == "/graphql" and "INTERNAL" in said)
        if not is_said or INNER.search(said) or "<html" in said:
            telling[path] = status, INNER.findall(said), said[:300]

    assert telling == {}


def test_people_get_a_page(broken: Tenant) -> None:
    browser = make.browse(broken.owner)
    browser.raise_request_exception = False

    answer = browser.get("/registry", headers={"Accept": "text/html"})

    assert answer.status_code in {500, 503}
    assert b'class="top"' in answer.content
    assert not INNER.search(answer.content.decode())
