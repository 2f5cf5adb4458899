"""Who may come in, by which key, and with what scope."""

import pytest
from django.test import Client

from registry.models import AuditEvent, KeyScope, Project, Registry, User
from tests import expect, make
from tests.api.rest import ROOT, Rest, World
from tests.api.test_every_address import PATHS
from tests.api.wire import Wire

pytestmark = pytest.mark.django_db

CHANGES = [
    (method.upper(), path.removeprefix(ROOT))
    for path, methods in PATHS.items()
    for method in methods
    if method != "get"
]


def address(world: World, path: str) -> str:
    return world.address(path.replace("{alias}", "x").replace("{tag}", "x"))


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_reading_key_changes_nothing(world: World, olivia: User, method: str, path: str) -> None:
    rest = Rest(key=make.make_key(olivia, scope=KeyScope.READ))
    make.note_use(rest.key)

    with expect.nothing_changes():
        answer = rest.send(method, address(world, path), {})

    assert (answer.status_code, answer.json()["type"]) == (403, "urn:lineal:not_allowed")
    assert "may only read" in answer.json()["detail"]


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_nobody_changes_anything(world: World, method: str, path: str) -> None:
    with expect.nothing_changes():
        answer = Rest(key="").send(method, address(world, path), {})

    assert answer.status_code == 401


def test_reading_key_runs_no_mutation(world: World, olivia: User) -> None:
    """Not even one that would find nothing to change."""
    wire = Wire(key=make.make_key(olivia, scope=KeyScope.READ))
    make.note_use(wire.key)
    document = """query Ask { viewer { id } }
        mutation Make($name: String!) { upsertModel(input: {name: $name}) { inserted } }"""

    with expect.nothing_changes():
        refused = wire.post(
            "/graphql",
            {"query": document, "operationName": "Make", "variables": {"name": "x"}},
        ).json()
        asked = wire.post("/graphql", {"query": document, "operationName": "Ask"}).json()

    [error] = refused["errors"]
    assert error["extensions"]["code"] == "NOT_ALLOWED"
    assert "may only read" in error["message"]
    assert asked["data"]["viewer"]["id"]
    assert not Project.objects.filter(name="x").exists()


def test_session_changes_things_with_its_token(world: World, olivia: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(olivia, backend="django.contrib.auth.backends.ModelBackend")
    browser.get("/settings/keys")
    token = browser.cookies["lineal-csrf"].value
    path, body = f"{ROOT}/registries/{world.registry.pk}", '{"description": "x"}'

    bare = browser.patch(path, body, content_type="application/json")
    done = browser.patch(
        path, body, content_type="application/json", headers={"X-CSRFToken": token}
    )

    assert (bare.status_code, bare["Content-Type"]) == (403, "application/problem+json")
    assert done.status_code == 200
    assert Registry.objects.get().description == "x"
    assert AuditEvent.objects.latest("pk").door == "web"


def test_key_in_a_browser_needs_no_token(world: World, olivia: User) -> None:
    rest = Rest(olivia)
    rest.client = Client(enforce_csrf_checks=True)

    answer = rest.patch(f"/registries/{world.registry.pk}", description="x")

    assert answer.status_code == 200
    assert AuditEvent.objects.latest("pk").door == "rest"
