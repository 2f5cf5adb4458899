"""Inviting by the SDK: what each may do, and what the refusal says."""

import pytest

from registry.models import Entity, Organization, Role, User
from tests import expect, make
from tests.api.wire import Wire
from tests.conftest import join

pytestmark = pytest.mark.django_db

INVITE = """mutation ($name: String) {
  createInvite(input: {entityName: "zoo-team", username: $name}) { invite { id name } } }"""
TEAM = """mutation ($admin: String) {
  createTeam(input: {teamName: "birds", teamAdminUserName: $admin}) { entity { name } } }"""


@pytest.fixture
def lead(zoo_team: Entity) -> Wire:
    """An admin of the team who is a mere member of its organization."""
    return Wire(join(zoo_team, make.make_user("lead"), Role.ADMIN))


def test_a_teams_admin_invites_people_of_the_organization(
    lead: Wire, acme: Organization, zoo_team: Entity
) -> None:
    make.join_organization(acme, make.make_user("kim"))

    lead.data(INVITE, name="kim")

    assert zoo_team.team_members.filter(user__username="kim").exists()


def test_a_teams_admin_brings_nobody_in(lead: Wire, acme: Organization) -> None:
    make.make_user("kim")
    make.note_use(lead.key)

    with expect.nothing_changes():
        error = lead.error(INVITE, name="kim")

    assert "only its admins bring in new people. You are member" in error["message"]
    assert "Ask an admin: olivia." in error["message"]


def test_an_organizations_admin_brings_people_in(acme: Organization, olivia: User) -> None:
    make.make_user("kim")

    Wire(olivia).data(TEAM, admin="kim")

    assert acme.members.filter(user__username="kim").exists()


def test_a_teams_admin_makes_no_teams_of_strangers(lead: Wire, acme: Organization) -> None:
    make.make_user("kim")
    make.note_use(lead.key)

    with expect.nothing_changes():
        error = lead.error(TEAM, admin="kim")

    assert "needs the role admin" in error["message"]


def test_who_is_in_the_team_keeps_their_role(olivia: User, zoo_team: Entity) -> None:
    lead = Wire(olivia)

    lead.data(INVITE, name="olivia")

    assert zoo_team.team_members.get(user=olivia).role == Role.ADMIN
