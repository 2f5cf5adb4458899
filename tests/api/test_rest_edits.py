"""Two people edit one thing: the second is told. What has not changed is not sent again."""

from collections.abc import Callable

import pytest

from registry.models import User
from tests import make
from tests.api.rest import Rest, World

pytestmark = pytest.mark.django_db

Address = Callable[[World], str]
EDITABLE: dict[str, Address] = {
    "registry": lambda world: f"/registries/{world.registry.pk}",
    "collection": lambda world: f"/collections/{world.link.collection_id}",
    "version": lambda world: f"/versions/{world.version.pk}",
}
each_thing = pytest.mark.parametrize("address", EDITABLE.values(), ids=EDITABLE)


@each_thing
def test_second_of_two_editors_is_told(
    world: World, mika: User, olivia: User, address: Address
) -> None:
    first, second, path = Rest(mika), Rest(olivia), address(world)
    tag = first.get(path)["ETag"]

    done = first.patch(path, match=tag, description="mine")
    told = second.patch(path, match=tag, description="also mine")

    assert (done.status_code, told.status_code) == (200, 412)
    assert (told.json()["type"], "Read it again" in told.json()["detail"]) == (
        "urn:lineal:stale",
        True,
    )
    assert second.get(path).json()["description"] == "mine"
    again = second.patch(path, match=done["ETag"], description="also mine")
    assert (again.status_code, again.json()["description"]) == (200, "also mine")


@each_thing
def test_counters_do_not_get_in_the_way(world: World, mika: User, address: Address) -> None:
    rest, path = Rest(mika), address(world)
    tag = rest.get(path)["ETag"]
    make.link(make.make_version(world.project), world.registry, "zoo")
    make.use(world.run, world.version)

    answer = rest.patch(path, match=tag, description="mine")

    assert answer.status_code == 200


@each_thing
def test_deletion_of_an_older_state_is_refused(
    world: World, olivia: User, address: Address
) -> None:
    rest, path = Rest(olivia), address(world)
    tag = rest.get(path)["ETag"]
    rest.patch(path, description="worth keeping")

    answer = rest.delete(f"{path}?confirm=model&with_aliases=true", match=tag)

    assert answer.status_code == 412
    assert rest.get(path).json()["description"] == "worth keeping"


@pytest.mark.parametrize("match", ["", "*"])
def test_edit_without_a_tag_is_done(world: World, mika: User, match: str) -> None:
    answer = Rest(mika).patch(EDITABLE["collection"](world), match=match, description="x")

    assert answer.status_code == 200


def test_revision_of_a_list_is_as_good_as_a_tag(world: World, mika: User) -> None:
    rest = Rest(mika)
    [row] = rest.items(f"/registries/{world.registry.pk}/collections")
    path = EDITABLE["collection"](world)

    assert rest.patch(path, match=f'"{row["revision"]}"', description="x").status_code == 200
    assert rest.patch(path, match=f'"{row["revision"]}"', description="y").status_code == 412


def test_weak_tag_of_a_compressing_proxy_counts(world: World, mika: User) -> None:
    rest, path = Rest(mika), EDITABLE["collection"](world)
    tag = f"W/{rest.get(path)['ETag']}"

    assert rest.get(path, **{"If-None-Match": tag}).status_code == 304
    assert rest.patch(path, match=tag, description="x").status_code == 200


@pytest.mark.parametrize("match", ['"a", "b"', "a", '"a', "W/a", ","])
def test_all_but_one_tag_in_quotes_is_refused(world: World, mika: User, match: str) -> None:
    answer = Rest(mika).patch(EDITABLE["collection"](world), match=match, description="x")

    assert (answer.status_code, answer.json()["field"]) == (422, "If-Match")


def test_own_profile(world: World, mika: User) -> None:
    rest = Rest(mika)
    tag = rest.get("/me")["ETag"]

    assert rest.patch("/me", match=tag, first_name="Mika").status_code == 200
    assert rest.patch("/me", match=tag, last_name="M").status_code == 412


def test_changed_thing_is_sent_again(world: World, mika: User) -> None:
    rest, path = Rest(mika), EDITABLE["collection"](world)
    tag = rest.get(path)["ETag"]
    make.link(make.make_version(world.project), world.registry, "zoo")

    assert rest.get(path, **{"If-None-Match": tag}).status_code == 200
