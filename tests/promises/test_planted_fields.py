"""What else a request says of rights, owners, times and ids is refused or passed over."""

import json
import re
from functools import partial

import pytest
from graphql import GraphQLInputObjectType, get_named_type

from lineal.sdk.resolvers import schema
from registry.models import User
from tests import make
from tests.api.rest import Rest
from tests.api.test_every_address import PATHS
from tests.api.test_openapi import GOLDEN
from tests.api.wire import Wire
from tests.promises.changes import Input, changes
from tests.promises.planted import outcome, planted, standing
from tests.promises.routes import addresses
from tests.promises.world import Tenant, make_tenant

SCHEMAS = json.loads(GOLDEN.read_text())["components"]["schemas"]
BODIES = [
    (method.upper(), path, body["content"]["application/json"]["schema"]["$ref"].split("/")[-1])
    for path, methods in PATHS.items()
    for method, operation in methods.items()
    if (body := operation.get("requestBody"))
]
HOME = "/orgs/okapi-org"
VAULT = f"{HOME}/registries/okapi-vault"
FORMS: dict[str, dict[str, str]] = {
    "/settings/profile": {"change": "profile", "first_name": "Okapi"},
    "/settings/keys": {"name": "laptop", "scope": "read"},
    HOME: {"change": "add", "names": "kim", "role": "viewer"},
    f"{HOME}/new-team": {"name": "okapi-second"},
    f"{HOME}/teams/okapi-team": {"change": "role", "member": "okapi-owner", "role": "viewer"},
    f"{HOME}/teams/okapi-team/service-accounts": {
        "change": "create",
        "name": "second",
        "scope": "read",
    },
    f"{HOME}/registries/new": {"name": "second", "visibility": "restricted"},
    f"{VAULT}/settings": {"change": "rename", "name": "kept"},
    f"{VAULT}/members": {"change": "add", "names": "lou", "role": "viewer"},
    f"{VAULT}/collections/new": {"name": "second", "type_name": "okapi-type"},
    f"{VAULT}/collections/okapi-zoo/card": {"description": "better"},
    f"{HOME}/registry/okapi-vault/okapi-zoo/v0/edit": {
        "change": "describe",
        "description": "better",
    },
    "/admin/registry/user/new": {"username": "lee", "password": "battery horse staple correct"},
    "/admin/registry/organization/new": {"name": "second", "admin": "okapi-owner"},
}


@pytest.fixture
def tenant(db: None) -> Tenant:
    """Kim is somebody else; lou is in the organization."""
    make.make_user("kim")
    tenant = make_tenant()
    make.join_organization(tenant.organization, make.make_user("lou"))
    return tenant


def test_rest_names_what_it_does_not_know(tenant: Tenant, sam: User) -> None:
    rest, values, given = Rest(tenant.owner), addresses(tenant), planted(sam)

    taken = {}
    for method, path, kind in BODIES:
        answer = rest.send(method, path.format(**values), given)
        refused = {each["field"].rpartition(".")[2] for each in answer.json().get("errors", ())}
        taken[method, path] = given.keys() - refused - fields_of(kind), answer.status_code

    assert {where: found for where, found in taken.items() if found != (set(), 422)} == {}


def fields_of(kind: str) -> set[str]:
    return set(SCHEMAS[kind]["properties"])


def test_graphql_passes_over_what_it_does_not_know(tenant: Tenant, sam: User) -> None:
    wire, given = Wire(tenant.owner), planted(sam)
    make.note_use(wire.key)

    told = {}
    for name, asked in changes(tenant).items():
        plain = outcome(partial(change, wire, name, asked), sam)
        laden = outcome(partial(change, wire, name, asked, given), sam)
        if plain != laden or plain[2]:
            told[name] = plain, laden

    assert told == {}


def change(wire: Wire, name: str, asked: Input, more: Input | None = None) -> bool:
    """Whether it is done."""
    mutation = schema.mutation_type
    assert mutation
    kind = get_named_type(mutation.fields[name].args["input"].type)
    assert isinstance(kind, GraphQLInputObjectType)
    extra = {key: one for key, one in (more or {}).items() if key not in kind.fields}
    document = f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ __typename }} }}"
    return "errors" not in wire.graphql(document, input={**extra, **asked})


def test_forms_pass_over_what_they_do_not_ask_for(tenant: Tenant, sam: User) -> None:
    User.objects.filter(pk=tenant.owner.pk).update(is_staff=True, is_superuser=True)
    given, before = planted(sam), standing(sam)

    told = {}
    for path, typed in FORMS.items():
        page = make.browse(tenant.owner).get(path).content.decode()
        asked_for = set(re.findall(r'name="(\w+)"', page))
        more = {key: str(one) for key, one in given.items() if key not in asked_for}
        plain = outcome(partial(send, tenant.owner, path, typed), sam)
        laden = outcome(partial(send, tenant.owner, path, more | typed), sam)
        if plain != laden or plain[1] == before or plain[2]:
            told[path] = plain, laden

    assert told == {}


def send(user: User, path: str, typed: dict[str, str]) -> int:
    return make.browse(user).post(path, typed).status_code
