"""Whatever comes in, no door answers with an error of its own (5xx), and none hangs."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from graphql import GraphQLField, get_named_type, is_leaf_type
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineal.sdk.resolvers import schema, unsupported
from registry.models import Entity, Organization, User
from tests import make
from tests.api import hostile
from tests.api.wire import Wire

pytestmark = pytest.mark.slow

few = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def wire(acme: Organization, zoo_team: Entity, olivia: User) -> Wire:
    """An admin's, with one of each thing to hit."""
    zoo = make.make_project(zoo_team, "zoo")
    version = make.make_version(zoo, "animals", run=make.make_run(zoo, "r1"))
    make.link(version, make.make_registry(acme, "model"), "Animals", aliases=["best"])
    return Wire(olivia)


def fields(type_name: str) -> list[str]:
    kind = schema.type_map[type_name]
    return [name for name in kind.fields if f"{type_name}.{name}" not in unsupported]  # type: ignore[attr-defined]


def document(operation: str, name: str, field: GraphQLField) -> str:
    """The field alone, with a variable for each argument."""
    declared = ", ".join(f"${key}: {argument.type}" for key, argument in field.args.items())
    passed = ", ".join(f"{key}: ${key}" for key in field.args)
    answer = "" if is_leaf_type(get_named_type(field.type)) else "{ __typename }"
    head = f"({declared})" if declared else ""
    return f"{operation} {head} {{ {name} {f'({passed})' if passed else ''} {answer} }}"


def send(wire: Wire, operation: str, name: str, data: st.DataObject) -> None:
    field = schema.type_map[operation.title()].fields[name]  # type: ignore[attr-defined]
    variables = {key: data.draw(hostile.of_type(one.type)) for key, one in field.args.items()}
    body = {"query": document(operation, name, field), "variables": variables}
    answer = wire.post("/graphql", json.dumps(body).encode())
    assert answer.status_code < 500, answer.content
    codes = [error.get("extensions", {}).get("code") for error in answer.json().get("errors", ())]
    assert "INTERNAL" not in codes, (body, answer.json())


@pytest.mark.parametrize("name", fields("Query"))
@few
@given(data=st.data())
def test_queries(wire: Wire, name: str, data: st.DataObject) -> None:
    send(wire, "query", name, data)


@pytest.mark.parametrize("name", fields("Mutation"))
@few
@given(data=st.data())
def test_mutations(wire: Wire, name: str, data: st.DataObject) -> None:
    send(wire, "mutation", name, data)


LISTS = {
    "runs": 'project(name: "zoo", entityName: "zoo-team")',
    "artifactCollections": 'project(name: "zoo", entityName: "zoo-team")',
    "projects": 'entity(name: "acme-org")',
    "artifactMemberships": 'entity(name: "acme-org")',
}


@pytest.mark.parametrize("name", LISTS)
@few
@given(filters=hostile.values | hostile.texts, order=hostile.texts, after=hostile.texts)
def test_filters_orders_and_cursors(
    wire: Wire, name: str, filters: object, order: str, after: str
) -> None:
    text = filters if isinstance(filters, str) else json.dumps(filters)
    body = {
        "query": "query ($f: JSONString, $o: String, $a: String) {"
        f" {LISTS[name]} {{ {name}(filters: $f, order: $o, after: $a) {{"
        " edges { node { __typename } } } } }",
        "variables": {"f": text, "o": order, "a": after},
    }

    answer = wire.post("/graphql", json.dumps(body).encode())

    assert answer.status_code < 500
    codes = [error.get("extensions", {}).get("code") for error in answer.json().get("errors", ())]
    assert "INTERNAL" not in codes, (body, answer.json())


@few
@given(body=hostile.values, media=st.sampled_from(["application/json", "text/plain"]))
def test_bodies(wire: Wire, body: object, media: str) -> None:
    for path in ("/graphql", "/files/zoo-team/zoo/r1/file_stream"):
        raw = json.dumps(body).encode()
        answer = wire.client.post(path, raw, content_type=media, headers=wire.headers)
        assert answer.status_code < 500, answer.content


@few
@given(
    files=st.dictionaries(
        st.sampled_from(["wandb-history.jsonl", "wandb-summary.json", "output.log", "x"]),
        st.fixed_dictionaries({"offset": hostile.values, "content": hostile.values})
        | st.fixed_dictionaries(
            {"offset": hostile.numbers, "content": st.lists(hostile.texts, max_size=3)}
        ),
    ),
    exitcode=hostile.values,
)
def test_streams(wire: Wire, files: object, exitcode: object) -> None:
    body = json.dumps({"files": files, "complete": True, "exitcode": exitcode}).encode()

    assert wire.post("/files/zoo-team/zoo/r1/file_stream", body).status_code < 500


PLACES = [
    "/{}",
    "/zoo-team/{}",
    "/zoo-team/zoo/{}",
    "/zoo-team/zoo/runs/{}",
    "/zoo-team/zoo/artifacts/model/{}",
    "/zoo-team/zoo/artifacts/model/animals/{}",
    "/orgs/acme/registry/{}",
    "/orgs/acme/registry/model?selectionPath={}&version={}",
    "/files/upload/{}",
    "/files/download/{}",
    "/files/{}/zoo/r1/file_stream",
    "/artifactsV2/default/zoo-team/zoo/animals/{}/{}/{}",
    "/search?q={}",
    "/static/{}",
    "/api/v1/search?q={}",
    "/api/v1/lineage/versions/{}",
    "/api/v1/lineage/nodes/{}/neighbours?direction={}",
]


@pytest.mark.parametrize("place", PLACES)
@few
@given(part=hostile.texts)
def test_addresses(wire: Wire, place: str, part: str) -> None:
    path = place.replace("{}", quote(part, safe="/%", errors="replace"))

    for client in (wire.client, make.browse(User.objects.get(username="olivia"))):
        answer = client.get(path, headers=wire.headers if client is wire.client else {})
        assert answer.status_code < 500, path


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, details)
        for path, methods in document["paths"].items()
        for method, details in methods.items()
    ]


@settings(few, max_examples=100)
@given(data=st.data())
def test_rest(wire: Wire, data: st.DataObject) -> None:
    document = wire.get("/api/v1/openapi.json").json()
    method, path, details = data.draw(st.sampled_from(operations(document)))
    query = {}
    for parameter in details.get("parameters", ()):
        value = str(data.draw(hostile.numbers | hostile.texts))
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(value, safe="", errors="replace"))
        else:
            query[parameter["name"]] = value.encode(errors="replace").decode()
    body = json.dumps(data.draw(hostile.values)).encode() if "requestBody" in details else b""

    answer = wire.client.generic(
        method.upper(), path, body, "application/json", headers=wire.headers, query_params=query
    )

    assert answer.status_code < 500, (method, path, query, answer.content)
