"""Two admins change one person's role: the second is told."""

from collections.abc import Callable
from typing import Any

import pytest

from registry.models import RegistryRole, Role, User
from tests import expect, make
from tests.api.rest import Rest, World

pytestmark = pytest.mark.django_db

Address = Callable[[World], str]
LISTS: dict[str, Address] = {
    "registry": lambda world: f"/registries/{world.registry.pk}/members",
    "organization": lambda world: f"/organizations/{world.acme.pk}/members",
    "team": lambda world: f"/teams/{world.team.pk}/members",
}
each_list = pytest.mark.parametrize("members", LISTS.values(), ids=LISTS)


@pytest.fixture
def second(world: World) -> Rest:
    """An admin of the organization is one of its teams and registries too."""
    ada = make.make_user("ada")
    make.join_organization(world.acme, ada, Role.ADMIN)
    return Rest(ada)


def row_of(rest: Rest, path: str) -> tuple[str, dict[str, Any]]:
    """Mika's, and its address: in a registry it has a number, elsewhere the name is enough."""
    rows = rest.items(path)
    row = next(row for row in rows if (row["user"] or {}).get("username") == "mika")
    return f"{path}/{row.get('id', 'mika')}", row


@each_list
def test_second_of_two_admins_is_told(
    world: World, olivia: User, second: Rest, members: Address
) -> None:
    path, row = row_of(second, members(world))
    tag = f'"{row["revision"]}"'

    done = Rest(olivia).patch(path, match=tag, role="admin")
    with expect.nothing_changes():
        told = second.patch(path, match=tag, role="viewer")

    assert (done.status_code, told.status_code) == (200, 412)
    assert told.json()["type"] == "urn:lineal:stale"
    assert told.json()["detail"].startswith("The role of mika was edited after you read it.")
    again = second.patch(path, match=done["ETag"], role="viewer")
    assert (again.status_code, again.json()["role"]) == (200, "viewer")


@each_list
def test_nobody_is_removed_in_another_role(world: World, second: Rest, members: Address) -> None:
    path, row = row_of(second, members(world))
    second.patch(path, role="admin")

    with expect.nothing_changes():
        answer = second.delete(path, match=f'"{row["revision"]}"')

    assert answer.status_code == 412
    _, row = row_of(second, members(world))
    assert second.delete(path, match=f'"{row["revision"]}"').status_code == 204


def test_a_role_through_a_team_is_no_edit(world: World, olivia: User, second: Rest) -> None:
    """The role that counts changes, and what was given here does not."""
    path, row = row_of(second, LISTS["registry"](world))
    make.give_team(world.registry, world.team, RegistryRole.ADMIN)

    answer = Rest(olivia).patch(path, match=f'"{row["revision"]}"', role="viewer")

    assert answer.status_code == 200
