"""Documents that no SDK sends are refused before they cost anything."""

import pytest
from graphql import build_schema

from lineal.sdk import limits
from lineal.sdk.contract import SDL
from lineal.sdk.documents import Documents, check_limits
from lineal.sdk.errors import OverLimit
from tests.sdk.documents import shipped


def read(text: str) -> None:
    Documents(build_schema(SDL.read_text())).read(text)


def test_every_document_of_the_sdk_is_within_the_limits() -> None:
    for found in shipped():
        assert len(found.text) < limits.MAX_DOCUMENT
        if found.document:
            check_limits(found.document)


@pytest.mark.parametrize(
    "text",
    [
        "{ viewer { id } } # " + "x" * 70_000,
        "{" + " viewer" * 3_000 + "}",
        "{viewer" * 5_000,
        "{ viewer " + "{ teams " * 30 + "id" + "}" * 31,
        "{" + " ".join(f"a{number}: viewer {{ id }}" for number in range(200)) + "}",
        "query { ...a0 } "
        + "".join(f"fragment a{n} on Query {{ ...a{n + 1} ...a{n + 1} }} " for n in range(30))
        + "fragment a30 on Query { serverInfo { __typename } }",
        "{ viewer { id } } " + "".join(f"fragment f{n} on User {{ id }} " for n in range(60)),
    ],
    ids=[
        "characters",
        "tokens",
        "unclosed nesting",
        "levels",
        "aliases",
        "doubling fragments",
        "fragments",
    ],
)
def test_an_oversized_document_is_refused(text: str) -> None:
    with pytest.raises(OverLimit):
        read(text)


def test_a_fragment_within_itself_is_left_to_validation() -> None:
    document, errors = Documents(build_schema(SDL.read_text())).read(
        "query { viewer { ...a } } fragment a on User { ...a }"
    )

    assert document is None
    assert "Cannot spread fragment" in errors[0].message


def test_a_document_is_parsed_once() -> None:
    documents = Documents(build_schema(SDL.read_text()))

    first = documents.read("{ viewer { id } }")
    again = documents.read("{ viewer { id } }")

    assert first[0] is again[0]
