"""Who gets no lineage, and what is said to them."""

from base64 import b64encode

import pytest

from tests import make


@pytest.mark.parametrize(
    ("params", "word"),
    [
        ({"direction": "sideways"}, "direction"),
        ({"depth": 0}, "depth"),
        ({"depth": 1_001}, "depth"),
        ({"depth": "deep"}, "depth"),
        ({"unfold": "x" * 20_001}, "unfold"),
    ],
)
def test_a_wrong_value_is_named(ask, zoo, params, word):
    response = ask(zoo.model_url, **params)

    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert word in response.json()["detail"]


@pytest.mark.parametrize("pk", ["0", "-1", "abc", str(2**63), "1.5"])
def test_what_is_no_number_is_refused(ask, mika, pk):
    assert ask(f"/api/v1/lineage/versions/{pk}").status_code == 422


def test_a_missing_version_is_not_found(ask, mika):
    response = ask("/api/v1/lineage/versions/999999")

    assert response.status_code == 404
    assert response.json()["detail"] == "There is no artifact 999999 that you may see."


def test_another_organization_is_not_found(zoo, sam):
    response = make.browse(sam).get(zoo.model_url)

    assert response.status_code == 404
    assert response.json()["detail"] == f"There is no artifact {zoo.model.pk} that you may see."


def test_nobody_is_asked_to_sign_in(client, zoo):
    response = client.get(zoo.model_url)

    assert response.status_code == 401
    assert "API key" in response.json()["detail"]


def test_a_wrong_key_is_said_to_be_wrong(zoo, mika):
    headers = {"Authorization": "Bearer nonsense"}

    response = make.browse(mika).get(zoo.model_url, headers=headers)

    assert response.status_code == 401
    assert "not valid" in response.json()["detail"]


@pytest.mark.parametrize("scheme", ["Bearer", "Basic"])
def test_a_key_opens_the_door(client, zoo, mika, scheme):
    key = make.make_key(mika)
    secret = key if scheme == "Bearer" else b64encode(f"api:{key}".encode()).decode()

    response = client.get(zoo.model_url, headers={"Authorization": f"{scheme} {secret}"})

    assert response.status_code == 200


def test_only_reading_is_possible(zoo, mika):
    assert make.browse(mika).post(zoo.model_url).status_code == 405
