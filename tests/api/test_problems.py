"""Each rule broken has its status and its words, as RFC 9457 writes them."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from lineal.api import STATUS, rule_broken
from registry import errors
from registry.models import ApiKey, Registry, User
from tests.api.rest import Rest

PROBLEM = "application/problem+json"
DOCUMENTED = {
    "not_found": 404,
    "not_allowed": 403,
    "alias_protected": 403,
    "name_taken": 409,
    "in_use": 409,
    "last_admin": 409,
    "not_committed": 409,
    "invalid_transition": 409,
    "stale": 412,
    "too_large": 413,
    "storage_full": 507,
    "invalid_name": 422,
    "invalid_value": 422,
    "wrong_type": 422,
    "invalid_manifest": 422,
    "missing_files": 422,
    "digest_mismatch": 422,
}


def rules(base: type[errors.RuleError] = errors.RuleError) -> Iterator[type[errors.RuleError]]:
    for rule in base.__subclasses__():
        yield rule
        yield from rules(rule)


RULES = list(rules())


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_its_answer(rule: type[errors.RuleError]) -> None:
    answer = rule_broken(RequestFactory().get("/"), rule("What is wrong.", field="name"))

    status = HTTPStatus(DOCUMENTED[rule.code])
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert Rest.read(answer) == {
        "type": f"urn:lineal:{rule.code}",
        "title": status.phrase,
        "status": status,
        "detail": "What is wrong.",
        "field": "name",
    }


def test_no_rule_is_forgotten() -> None:
    assert {rule.code for rule in RULES} == DOCUMENTED.keys()
    assert STATUS.keys() == {*RULES}


def test_a_refusal_says_the_role_and_who_can_grant_it() -> None:
    refusal = errors.NotAllowed("No.", held="viewer", needed="admin", ask=["olivia"])

    said = Rest.read(rule_broken(RequestFactory().get("/"), refusal))

    assert (said["held"], said["needed"], said["ask"]) == ("viewer", "admin", ["olivia"])


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v1/registries/"])
def test_an_unknown_address_is_a_problem_too(client: Client, path: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.django_db
def test_what_the_database_refuses_is_said(mika: User) -> None:
    answer = Rest(mika).get("/projects?name=%00")

    assert answer.status_code in (400, 422)


# What answers before a handler of ours does.


def is_problem(answer: HttpResponse, status: HTTPStatus) -> bool:
    told = Rest.read(answer)
    kind = answer["Content-Type"]
    return (answer.status_code, told["status"], kind) == (status, status, PROBLEM)


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_a_method_that_there_is_not(mika: User, accept: str) -> None:
    answer = Rest(mika).send("PATCH", "/registries", headers={"Accept": accept})

    assert is_problem(answer, HTTPStatus.METHOD_NOT_ALLOWED)
    assert {*answer["Allow"].split(", ")} == {"GET", "POST"}


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
def test_a_fault_of_the_server(mika: User, monkeypatch, accept: str) -> None:
    monkeypatch.setattr(Registry.objects, "visible_to", None)

    answer = Rest(mika).get("/registries", Accept=accept)

    assert is_problem(answer, HTTPStatus.INTERNAL_SERVER_ERROR)


def test_a_body_that_is_too_large(mika: User, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = Rest(mika).post("/me/keys", name="n" * 200)

    assert is_problem(answer, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    assert Rest.read(answer)["detail"] == "The body is larger than 100 bytes."


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "image/png"])
def test_a_body_that_is_no_json(mika: User, kind: str) -> None:
    answer = Rest(mika).send("POST", "/me/keys", {"name": "n"}, {"Content-Type": kind})

    assert is_problem(answer, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    assert kind in Rest.read(answer)["detail"]
    assert not ApiKey.objects.filter(name="n").exists()


@pytest.mark.parametrize(
    "kind", ["application/json; charset=utf-8", "application/merge-patch+json"]
)
def test_kinds_of_json(mika: User, kind: str) -> None:
    answer = Rest(mika).send("POST", "/me/keys", {"name": "n"}, {"Content-Type": kind})

    assert answer.status_code == HTTPStatus.CREATED


def test_a_browser_without_its_token(mika: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(mika, backend="django.contrib.auth.backends.ModelBackend")

    answer = browser.post("/api/v1/me/keys", {"name": "n"}, content_type="application/json")

    assert is_problem(answer, HTTPStatus.FORBIDDEN)
