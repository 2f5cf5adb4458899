"""GET /api/v1/search"""

import pytest
from django.test import Client

from lineage.schemas.search import SearchOut
from registry.models import Organization, User
from tests import make

pytestmark = pytest.mark.django_db
URL = "/api/v1/search"


def test_hits(acme: Organization, mika: User) -> None:
    registry = make.make_registry(acme, "zoology")

    answer = make.browse(mika).get(URL, {"q": "olo"}).json()

    SearchOut.model_validate(answer)
    [hit] = answer["hits"]
    assert (hit["kind"], hit["id"], hit["ranges"]) == ("registry", registry.pk, [[2, 5]])
    assert (answer["cursor"], answer["is_partial"]) == (None, False)


def test_pages_of_one_kind(acme: Organization, mika: User) -> None:
    registry = make.make_registry(acme, "zoo")
    for number in range(3):
        make.make_collection(registry, f"zoo-{number}")
    asked = {"q": "zoo", "kinds": "collection", "limit": 2}

    first = make.browse(mika).get(URL, asked).json()
    rest = make.browse(mika).get(URL, asked | {"cursor": first["cursor"]}).json()

    names = [hit["name"] for hit in [*first["hits"], *rest["hits"]]]
    assert (names, rest["cursor"]) == (["zoo-2", "zoo-1", "zoo-0"], None)


def test_strangers_find_nothing(acme: Organization, sam: User) -> None:
    make.make_registry(acme, "zoology")

    assert make.browse(sam).get(URL, {"q": "zoology"}).json()["hits"] == []


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": " "},
        {"q": "x" * 129},
        {"q": "zoo", "kinds": "people"},
        {"q": "zoo", "cursor": "nonsense"},
        {"q": "zoo", "limit": 101},
        {"q": "zoo", "limit": 0},
    ],
)
def test_bad_questions(mika: User, asked: dict[str, str | int]) -> None:
    answer = make.browse(mika).get(URL, asked)

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


def test_nobody_searches_unnamed(client: Client, db: None) -> None:
    assert client.get(URL, {"q": "zoo"}).status_code == 401
