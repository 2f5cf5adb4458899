"""What GraphQL tells of people and teams, and to whom."""

import pytest

from registry.models import Entity, Organization, Role, User
from tests import make
from tests.api.wire import Wire
from tests.conftest import join

USERS = """query ($query: String) { users(query: $query) { edges { node {
    username email admin } } } }"""
STORED = "query ($name: String) { entity(name: $name) { storageBytes } }"


def found(wire: Wire, query: str) -> dict[str, object]:
    (edge,) = wire.data(USERS, query=query)["users"]["edges"]
    return edge["node"]


def test_somebody_is_found_by_their_exact_name(olivia: User, mika: User) -> None:
    assert found(Wire(olivia), "mika")["username"] == "mika"


@pytest.mark.parametrize("query", ["mik", "", "%", "a@b.c"])
def test_nobody_is_listed_by_a_part_of_it(mika: User, query: str) -> None:
    assert Wire(mika).data(USERS, query=query)["users"]["edges"] == []


def test_who_runs_the_server_is_not_told(mika: User) -> None:
    root = make.make_user("root", is_admin=True)

    assert found(Wire(mika), "root")["admin"] is None
    assert found(Wire(mika), "mika")["admin"] is False
    assert found(Wire(root), "mika")["admin"] is False
    assert found(Wire(root), "root")["admin"] is True


def test_a_team_s_size_is_for_those_who_may_look_into_it(
    acme: Organization, zoo_team: Entity, mika: User
) -> None:
    make.make_version(make.make_project(zoo_team, "zoo"), files={"a": b"12345"})
    vets = make.make_team(acme, "vets")
    vera = join(vets, make.make_user("vera"), Role.MEMBER)

    assert Wire(mika).data(STORED, name="zoo-team")["entity"]["storageBytes"] > 0
    assert Wire(vera).data(STORED, name="zoo-team")["entity"]["storageBytes"] == 0
