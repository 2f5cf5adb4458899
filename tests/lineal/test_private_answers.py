"""What somebody may see, no cache shows to others, or longer than they may see it."""

import pytest

from registry.models import User
from tests import make
from tests.api.rest import Rest, World

pytestmark = pytest.mark.django_db
PAGES = [
    "/registry",
    "/orgs/acme/registry/model/zoo/v0",
    "/orgs/acme/registry/model/zoo/latest/download?path=file.txt",
    "/orgs/acme/registry/model/zoo/v7",
    "/login",
]


def is_private(answer: object) -> bool:
    asked_by = {name.strip() for name in answer["Vary"].split(",")}
    return "private" in answer["Cache-Control"] and {"Authorization", "Cookie"} <= asked_by


@pytest.mark.parametrize("path", PAGES)
def test_pages_and_downloads(path: str) -> None:
    world = World()
    answer = make.browse(world.mika).get(path)
    b"".join(answer)

    assert is_private(answer)
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["/me", "/registries", "/registries/0", "/none"])
def test_rest(mika: User, path: str) -> None:
    assert is_private(Rest(mika).get(path))


def test_a_download_that_is_known_already() -> None:
    world = World()
    rest, path = Rest(world.mika), f"/versions/{world.version.pk}/files/file.txt"
    known = rest.get(path)["ETag"]

    answer = rest.get(path, **{"If-None-Match": known})

    assert answer.status_code == 304
    assert is_private(answer)
