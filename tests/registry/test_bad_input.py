"""Each form sent with something wrong: it is said at the field, kept as typed, nothing done."""

import pytest

from registry.models import RegistryRole
from tests import expect, make

pytestmark = pytest.mark.django_db
ORGANIZATION = "/orgs/acme/registries"
REGISTRY = f"{ORGANIZATION}/model"
COLLECTION = f"{REGISTRY}/collections/zoo"
LINKED = "/orgs/acme/registry/model/zoo/v0"
SOURCE = "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0"
LONG = "x" * 1_001

# Address, what is typed, the wrong field, and the form's name in the context.
FORMS = [
    (f"{ORGANIZATION}/new", {"name": "a/b", "visibility": "organization"}, "name", "form"),
    (f"{ORGANIZATION}/new", {"name": "model", "visibility": "organization"}, "name", "form"),
    (f"{ORGANIZATION}/new", {"name": "ok", "visibility": "secret"}, "visibility", "form"),
    (f"{REGISTRY}/settings", {"change": "rename", "name": "a#b"}, "name", "rename_form"),
    (
        f"{REGISTRY}/settings",
        {"change": "accept", "accepted_types": ""},
        "accepted_types",
        "accept_form",
    ),
    (f"{REGISTRY}/settings", {"change": "protect", "alias": "v3"}, "alias", "protect_form"),
    (f"{REGISTRY}/delete", {"confirm": "modle"}, "confirm", "form"),
    (f"{REGISTRY}/collections/new", {"name": "zoo", "type_name": "model"}, "name", "form"),
    (f"{REGISTRY}/collections/new", {"name": "new", "type_name": ""}, "type_name", "form"),
    (f"{REGISTRY}/collections/new", {"name": "new", "type_name": "dataset"}, "type_name", "form"),
    (f"{COLLECTION}/settings", {"change": "rename", "name": "a:b"}, "name", "rename_form"),
    (f"{COLLECTION}/settings", {"change": "add_tags", "tags": "a/b"}, "tags", "add_tags_form"),
    (f"{COLLECTION}/card", {"description": "x" * 70_000}, "description", "form"),
    (f"{COLLECTION}/delete", {"confirm": "zo"}, "confirm", "form"),
    (f"{LINKED}/edit", {"change": "add_alias", "alias": "a/b"}, "alias", "add_alias_form"),
    (
        f"{LINKED}/edit",
        {"change": "add_alias", "alias": "ok", "reason": LONG},
        "reason",
        "add_alias_form",
    ),
    (f"{LINKED}/edit", {"change": "add_tags", "tags": ""}, "tags", "add_tags_form"),
    (
        f"{LINKED}/edit",
        {"change": "describe", "description": "x" * 70_000},
        "description",
        "describe_form",
    ),
    (f"{SOURCE}/link", {"registry": "0", "collection": "zoo"}, "registry", "form"),
    (f"{SOURCE}/remove", {"confirm": "zoo-net"}, "confirm", "form"),
    (
        f"{COLLECTION}/link?path=zoo-team/zoo-classifier/zoo-net:v0",
        {"aliases": "v3"},
        "aliases",
        "form",
    ),
]


@pytest.fixture
def as_olivia(client, olivia, models, linked):
    make.give(models, olivia, RegistryRole.ADMIN)
    client.force_login(olivia)
    return client


@pytest.mark.parametrize(("address", "typed", "field", "form"), FORMS)
def test_is_said_at_its_field_and_kept(as_olivia, address, typed, field, form):
    with expect.nothing_changes():
        page = as_olivia.post(address, typed)

    shown = page.context[form]
    assert page.status_code == 200
    assert shown.errors[field]
    assert shown[field].value() == typed[field]
    assert page.content.count(b'class="field__error"') == 1


@pytest.mark.parametrize("text", ["\0", "\u200b", "\ud7ff\u0301" * 200])
@pytest.mark.parametrize("address", [f"{ORGANIZATION}/new", f"{REGISTRY}/collections/new"])
def test_names_that_cannot_be_are_refused(as_olivia, address, text):
    with expect.nothing_changes():
        page = as_olivia.post(
            address, {"name": f"a{text}", "type_name": "model", "visibility": "organization"}
        )

    assert page.context["form"].errors["name"]
