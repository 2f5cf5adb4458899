"""Each rule broken has its status and its words, as RFC 9457 writes them."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.test import Client, RequestFactory

from lineal.api import STATUS, rule_broken
from registry import errors
from registry.models import User
from tests.api.rest import Rest

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
