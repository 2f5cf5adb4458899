"""POST /graphql: what comes in, and which status answers it."""

import json
from base64 import urlsafe_b64encode

import pytest
from django.test import Client

from lineage.models import Run
from registry.models import Entity, KeyScope, Project, User
from tests import make
from tests.api.wire import Wire

VIEWER = "query Viewer { viewer { username entity } }"


def test_a_key_says_who_asks(mika: User) -> None:
    answer = Wire(mika).data(VIEWER)

    assert answer == {"viewer": {"username": "mika", "entity": "mika"}}


def test_an_empty_operation_name_means_the_only_operation(mika: User) -> None:
    body = {"query": VIEWER, "operationName": "", "variables": None}

    answer = Wire(mika).post("/graphql", body)

    assert answer.json()["data"]["viewer"]["username"] == "mika"


@pytest.mark.parametrize("key", ["", "local-" + "b" * 40])
def test_an_unknown_key_is_refused(db: None, key: str) -> None:
    answer = Wire(key=key).post("/graphql", {"query": VIEWER})

    assert answer.status_code == 401
    assert "wandb login" in answer.json()["errors"][0]["message"]


def test_a_browser_session_is_no_key(mika: User) -> None:
    browser = make.browse(mika)

    answer = browser.post("/graphql", {"query": VIEWER}, content_type="application/json")

    assert answer.status_code == 401


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded"])
def test_only_json_is_read(mika: User, media: str) -> None:
    wire = Wire(mika)

    answer = wire.client.post("/graphql", "{}", content_type=media, headers=wire.headers)

    assert answer.status_code == 415


def test_a_foreign_page_cannot_use_it(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/graphql", {"query": VIEWER})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b"[" * 10_000,
        b'{"query": "\\ud800"}',
        [],
        [{"query": VIEWER}] * 1000,
        {},
        {"query": 1},
        {"query": VIEWER, "variables": []},
        {"query": VIEWER, "variables": "x"},
        {"query": VIEWER, "operationName": {}},
        {"query": "{" + " viewer { id }" * 3_000 + "}"},
        {"query": "{ viewer" * 5_000},
    ],
    ids=lambda body: str(body)[:24],
)
def test_what_is_no_request_is_refused(mika: User, body: object) -> None:
    answer = Wire(mika).post("/graphql", body)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"]


def test_a_body_over_the_limit_is_refused(mika: User) -> None:
    answer = Wire(mika).post("/graphql", b" " * (16 * 1024 * 1024 + 1))

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "document",
    [
        "",
        "nonsense",
        "{ viewer { nothing } }",
        "query a { viewer { id } } query b { viewer { id } }",
        "subscription { viewer { id } }",
        "query ($x: Int64!) { artifact(id: $x) { id } }",
        "{ viewer { ...a } } fragment a on User { ...a }",
    ],
)
def test_a_broken_document_is_explained_in_a_good_answer(mika: User, document: str) -> None:
    answer = Wire(mika).post("/graphql", {"query": document})

    assert answer.status_code == 200
    assert answer.json()["errors"][0]["message"]


def test_the_schema_may_be_asked_about_as_old_sdks_do(mika: User) -> None:
    answer = Wire(mika).data('{ __type(name: "ServerSettings") { fields { name } } }')

    assert answer["__type"]["fields"] == [{"name": "serverMessages"}]


def test_a_broken_rule_names_itself_and_its_class(zoo_team: Entity, vic: User) -> None:
    document = """mutation { upsertBucket(
        input: {name: "r1", modelName: "p", entityName: "zoo-team"}) { inserted } }"""

    error = Wire(vic).error(document)

    assert error["extensions"]["code"] == "NOT_ALLOWED"
    assert "viewer of team 'zoo-team'" in error["message"]
    assert not Project.objects.exists()


def test_a_reading_key_changes_nothing(zoo_team: Entity, mika: User) -> None:
    wire = Wire(key=make.make_key(mika, scope=KeyScope.READ))
    document = """mutation { upsertBucket(
        input: {name: "r1", modelName: "p", entityName: "zoo-team"}) { inserted } }"""

    error = wire.error(document)

    assert error["extensions"]["code"] == "NOT_ALLOWED"
    assert not Project.objects.exists()


def test_what_is_not_supported_says_so(mika: User) -> None:
    document = """mutation { notifyScriptableRunAlert(input: {entityName: "zoo-team",
        projectName: "zoo", runName: "r1", title: "t", text: "t"}) { success } }"""

    error = Wire(mika).error(document)

    assert error["extensions"]["code"] == "NOT_SUPPORTED"
    assert "not supported yet" in error["message"]


def test_unknown_input_fields_of_a_newer_sdk_do_no_harm(zoo_team: Entity, mika: User) -> None:
    document = """mutation ($input: CreateArtifactInput!) {
        createArtifact(input: $input) { artifact { state } } }"""
    known = {
        "entityName": "zoo-team",
        "projectName": "p",
        "artifactTypeName": "model",
        "artifactCollectionName": "zoo",
        "digest": "0" * 32,
    }

    answer = Wire(mika).data(document, input={**known, "inventedNextYear": {"deep": 1}})

    assert answer["createArtifact"]["artifact"]["state"] == "PENDING"


@pytest.mark.parametrize("first", [10**9, -1, 0])
def test_page_sizes_are_kept_within_bounds(zoo_team: Entity, mika: User, first: int) -> None:
    make.make_run(make.make_project(zoo_team, "p"))
    document = """query ($first: Int) { project(name: "p", entityName: "zoo-team") {
        runs(first: $first) { edges { node { name } } } } }"""

    answer = Wire(mika).data(document, first=first)

    assert len(answer["project"]["runs"]["edges"]) == (1 if first > 0 else 0)


@pytest.mark.parametrize("cursor", ["x", "WzFd", "bnVsbA==", "é", "WzEsIDIsIDNd"])
def test_a_foreign_cursor_is_refused(zoo_team: Entity, mika: User, cursor: str) -> None:
    make.make_project(zoo_team, "p")
    document = """query ($after: String) { project(name: "p", entityName: "zoo-team") {
        runs(after: $after) { edges { node { name } } } } }"""

    error = Wire(mika).error(document, after=cursor)

    assert error["extensions"]["code"] == "BAD_CURSOR"


PAGE_OF_RUNS = """query ($order: String, $after: String) {
    project(name: "p", entityName: "zoo-team") { runs(first: 2, order: $order, after: $after) {
        edges { cursor node { name } } } } }"""


@pytest.mark.parametrize("order", ["+created_at", "-created_at", "+display_name"])
def test_the_next_page_of_rows_that_are_gone(zoo_team: Entity, mika: User, order: str) -> None:
    """As when a script deletes all that it lists."""
    project, wire = make.make_project(zoo_team, "p"), Wire(mika)
    runs = [make.make_run(project, name, display_name=name) for name in "abcde"]

    listed: list[str] = []
    after = None
    while edges := wire.data(PAGE_OF_RUNS, order=order, after=after)["project"]["runs"]["edges"]:
        listed += [edge["node"]["name"] for edge in edges]
        after = edges[-1]["cursor"]
        Run.objects.filter(run_id__in=listed).delete()

    assert sorted(listed) == [run.run_id for run in runs]


@pytest.mark.parametrize("key", [1, 1.5, True])
@pytest.mark.parametrize("order", ["+created_at", "+display_name"])
def test_a_cursor_of_another_order(zoo_team: Entity, mika: User, order: str, key: object) -> None:
    make.make_run(make.make_project(zoo_team, "p"))
    cursor = urlsafe_b64encode(json.dumps([key, 1]).encode()).decode()

    answer = Wire(mika).graphql(PAGE_OF_RUNS, order=order, after=cursor)

    codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
    assert codes == (["BAD_CURSOR"] if order == "+created_at" else [])


@pytest.mark.parametrize(
    "filters",
    [
        {"id": "abc"},
        {"id": {"$in": [{}]}},
        {"size": {"$gt": "x"}},
        {"size": {"$gte": None}},
        {"metadata.loss": {"$lt": {"a": 1}}},
    ],
)
def test_a_filter_by_what_a_field_cannot_be(
    zoo_team: Entity, mika: User, filters: dict[str, object]
) -> None:
    make.make_version(make.make_project(zoo_team, "p"), "zoo")
    document = """query ($filters: JSONString) { project(name: "p", entityName: "zoo-team") {
        artifactCollection(name: "zoo") { artifacts(filters: $filters) { totalCount } } } }"""

    error = Wire(mika).error(document, filters=json.dumps(filters))

    assert error["extensions"]["code"] == "BAD_FILTER"


def test_the_nul_character_breaks_nothing(zoo_team: Entity, mika: User) -> None:
    document = """mutation ($notes: String, $config: JSONString) { upsertBucket(input: {
        name: "r1", modelName: "p", entityName: "zoo-team", notes: $notes, config: $config})
        { bucket { notes config } } }"""
    config = json.dumps({"a\0b": {"value": "c\0d"}})

    answer = Wire(mika).data(document, notes="a\0b", config=config)

    bucket = answer["upsertBucket"]["bucket"]
    assert bucket["notes"] == "a\ufffdb"
    assert json.loads(bucket["config"]) == {"a\ufffdb": {"value": "c\ufffdd"}}
