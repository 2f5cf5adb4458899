"""What holds for each address of the REST API, those yet to come included."""

import json
import re

import pytest

from registry.actions.stars import star
from registry.models import RegistryRole, User
from tests import make
from tests.api.rest import ROOT, Rest, World
from tests.api.test_openapi import GOLDEN

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PATHS = json.loads(GOLDEN.read_text())["paths"]
READABLE = sorted(path.removeprefix(ROOT) for path, methods in PATHS.items() if "get" in methods)
ABOUT_ONE_THING = [path for path in READABLE if "{" in path]
NEEDS_MORE = {
    "/search": "?q=zoo",
    "/lineage/nodes/{node_id}/neighbours": "?direction=up",
    "/registries/{registry_id}/visibility": "?to=restricted",
}


@pytest.fixture
def curator(world: World, mika: User) -> User:
    """Mika, who may ask all questions about the registry."""
    make.give(world.registry, mika, RegistryRole.ADMIN)
    for thing in (world.registry, world.source):
        star(actor=make.actor(mika), thing=thing)
    return mika


def pages_of(path: str) -> bool:
    answer = PATHS[ROOT + path]["get"]["responses"]["200"]["content"]
    return "Page_" in json.dumps(answer)


LISTS = [path for path in READABLE if pages_of(path)]


def filled(world: World, path: str) -> str:
    return world.address(path) + NEEDS_MORE.get(path, "")


def test_the_lists_are_found() -> None:
    assert {"/registries", "/runs/{run_id}/inputs", "/registries/{registry_id}/history"} <= {*LISTS}


@pytest.mark.parametrize("path", READABLE)
def test_a_member_reads_it(world: World, curator: User, path: str) -> None:
    answer = Rest(curator).get(filled(world, path))

    assert answer.status_code == 200, answer.content


@pytest.mark.parametrize("path", READABLE)
def test_nobody_reads_it_unnamed(world: World, path: str) -> None:
    answer = Rest(key="").get(filled(world, path))

    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ABOUT_ONE_THING)
def test_another_organizations_admin_finds_nothing(world: World, sam: User, path: str) -> None:
    mine = "{key_id}" in path
    answer = Rest(sam).get(filled(world, path))

    assert answer.status_code == 404, answer.content
    assert "that you may see" in answer.json()["detail"] or mine


@pytest.mark.parametrize("path", sorted({*LISTS} - {*ABOUT_ONE_THING}))
def test_another_organizations_admin_gets_nothing_of_ours(
    world: World, sam: User, path: str
) -> None:
    text = json.dumps(Rest(sam).items(path))

    assert not re.search(r"acme|zoo|mika|olivia|robot", text)


@pytest.mark.parametrize("path", LISTS)
def test_pages_join_to_the_whole_list(world: World, curator: User, path: str) -> None:
    make_more(world, curator)
    rest, address = Rest(curator), filled(world, path)

    whole = rest.get(f"{address}?limit=100").json()

    assert whole["next"] is None
    assert whole["items"]
    assert rest.items(f"{address}?limit=1") == whole["items"]


@pytest.mark.parametrize("path", LISTS)
def test_a_forged_cursor_is_refused(world: World, curator: User, path: str) -> None:
    answer = Rest(curator).get(f"{filled(world, path)}?cursor=WyIxIiwxXQ:x")

    assert answer.status_code == 422
    assert answer.json()["field"] == "cursor"


@pytest.mark.parametrize("limit", ["0", "101", "x"])
def test_a_page_has_a_greatest_size(world: World, curator: User, limit: str) -> None:
    answer = Rest(curator).get(f"/registries?limit={limit}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "limit"


@pytest.mark.parametrize("path", READABLE)
def test_what_is_known_is_not_sent_again(world: World, curator: User, path: str) -> None:
    rest, address = Rest(curator), filled(world, path)
    make.note_use(rest.key)
    tag = rest.get(address)["ETag"]

    again = rest.get(address, **{"If-None-Match": tag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def make_more(world: World, mika: User) -> None:
    """So that most lists have more than one page of one."""
    for number in range(2):
        version = make.make_version(world.project, "zoo-net", run=world.run, tags=(f"t{number}",))
        make.link(version, world.registry, "zoo", aliases=[f"alias{number}"])
        make.link(world.version, world.registry, f"zoo{number}")
        make.use(world.run, version)
        make.use(make.make_run(world.project, user=mika), world.version)
        make.make_key(mika)
