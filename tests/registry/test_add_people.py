"""People come into organizations and teams, several at once, by user name or e-mail."""

import pytest

from registry.actions.people import add_organization_members, add_team_members
from registry.actions.service_accounts import create_service_account
from registry.errors import InvalidValue, NotAllowed, NotFound
from registry.models import Entity, Organization, Role, User
from tests import expect, make
from tests.conftest import join

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim(db: None) -> User:
    kim = make.make_user("kim")
    kim.email = "kim@example.com"
    kim.save()
    return kim


@pytest.fixture
def lead(zoo_team: Entity) -> User:
    """An admin of the team who is a mere member of its organization."""
    return join(zoo_team, make.make_user("lead"), Role.ADMIN)


def test_into_an_organization(acme: Organization, olivia: User, kim: User, sam: User) -> None:
    with expect.events() as events:
        add_organization_members(
            actor=make.actor(olivia),
            organization=acme,
            names=["KIM@example.com", " sam ", "kim"],
            role=Role.VIEWER,
        )

    assert events == [
        ("added to organization", "kim", None, "viewer"),
        ("added to organization", "sam", None, "viewer"),
    ]


def test_who_is_in_the_organization_keeps_the_role(acme: Organization, olivia: User) -> None:
    with expect.nothing_changes():
        add_organization_members(
            actor=make.actor(olivia), organization=acme, names=["olivia"], role=Role.VIEWER
        )


def test_all_or_nobody(acme: Organization, olivia: User, kim: User) -> None:
    with expect.refused(InvalidValue, "Nobody on this server has the name or e-mail no1, no2"):
        add_organization_members(
            actor=make.actor(olivia), organization=acme, names=["kim", "no1", "no2"]
        )


def test_the_machines_of_other_teams_stay_there(
    acme: Organization, zoo_team: Entity, sam: User
) -> None:
    create_service_account(actor=make.actor(), team=zoo_team, name="robot")
    globex = Organization.objects.get(name="globex")

    with expect.refused(InvalidValue, "robot"):
        add_organization_members(actor=make.actor(sam), organization=globex, names=["robot"])


def test_members_bring_nobody_in(acme: Organization, mika: User, kim: User) -> None:
    with expect.refused(NotAllowed, "needs the role admin. Ask an admin: olivia"):
        add_organization_members(actor=make.actor(mika), organization=acme, names=["kim"])


def test_outsiders_do_not_learn_of_the_organization(acme: Organization, sam: User) -> None:
    with expect.refused(NotFound, "no organization 'acme'"):
        add_organization_members(actor=make.actor(sam), organization=acme, names=["sam"])


def test_into_a_team(zoo_team: Entity, olivia: User, mika: User, kim: User) -> None:
    with expect.events() as events:
        add_team_members(actor=make.actor(olivia), team=zoo_team, names=["mika", "kim"])

    assert events == [
        ("added to organization", "kim", None, "member"),
        ("added to team", "kim in zoo-team", None, "member"),
    ]


def test_a_teams_admin_names_people_of_the_organization(
    acme: Organization, zoo_team: Entity, lead: User, kim: User
) -> None:
    make.join_organization(acme, kim)

    add_team_members(actor=make.actor(lead), team=zoo_team, names=["kim@example.com"])

    assert zoo_team.team_members.filter(user=kim).exists()


@pytest.mark.parametrize("name", ["kim", "nobody"])
def test_a_teams_admin_does_not_learn_who_else_is_there(
    zoo_team: Entity, lead: User, kim: User, name: str
) -> None:
    with expect.refused(InvalidValue, f"Not in organization 'acme': {name}. An admin of the org"):
        add_team_members(actor=make.actor(lead), team=zoo_team, names=[name])


def test_members_of_a_team_add_nobody(zoo_team: Entity, mika: User, vic: User) -> None:
    with expect.refused(NotAllowed, "You are member of team 'zoo-team'"):
        add_team_members(actor=make.actor(mika), team=zoo_team, names=["vic"])
