"""Teams are entities that runs log to."""

import pytest

from registry.actions.people import add_team_member, create_team
from registry.errors import InvalidName, NameTaken, NotAllowed, NotFound
from registry.models import Entity, Organization, OrganizationMember, Role, TeamMember, User
from tests import expect, make
from tests.conftest import join

pytestmark = pytest.mark.django_db


def test_its_creator_is_its_admin(acme: Organization, olivia: User) -> None:
    team = create_team(actor=make.actor(olivia), organization=acme, name="birds")

    assert (team.name, team.is_team, team.organization) == ("birds", True, acme)
    member = TeamMember.objects.get(team=team)
    assert (member.user, member.role) == (olivia, Role.ADMIN)


def test_events(acme: Organization, olivia: User) -> None:
    with expect.events() as events:
        create_team(actor=make.actor(olivia), organization=acme, name="birds")

    assert events == [
        ("created team", "birds", None, None),
        ("added to team", "olivia in birds", None, "admin"),
    ]


def test_another_first_admin(acme: Organization, olivia: User) -> None:
    kim = make.make_user("kim")

    team = create_team(actor=make.actor(olivia), organization=acme, name="birds", admin=kim)

    assert list(team.team_members.values_list("user__username", flat=True)) == ["kim"]
    assert OrganizationMember.objects.get(user=kim, organization=acme).role == Role.MEMBER


def test_members_of_the_organization_may_not(acme: Organization, mika: User) -> None:
    with expect.refused(NotAllowed, "You are member of organization 'acme'.* needs the role admin"):
        create_team(actor=make.actor(mika), organization=acme, name="birds")


def test_outsiders_do_not_learn_of_the_organization(acme: Organization, sam: User) -> None:
    with expect.refused(NotFound, "no organization 'acme' that you may see"):
        create_team(actor=make.actor(sam), organization=acme, name="birds")


def test_name_taken(acme: Organization, zoo_team: Entity) -> None:
    with expect.refused(NameTaken, "'Zoo-Team' is taken"):
        create_team(actor=make.actor(), organization=acme, name="Zoo-Team")


def test_bad_name(acme: Organization) -> None:
    with expect.refused(InvalidName, "not a valid name"):
        create_team(actor=make.actor(), organization=acme, name="the birds")


def test_member_joins_the_organization_too(zoo_team: Entity, olivia: User) -> None:
    kim = make.make_user("kim")

    with expect.events() as events:
        add_team_member(actor=make.actor(olivia), team=zoo_team, user=kim, role=Role.VIEWER)

    assert events == [
        ("added to organization", "kim", None, "member"),
        ("added to team", "kim in zoo-team", None, "viewer"),
    ]


def test_role_in_a_team_changes(zoo_team: Entity, vic: User, olivia: User) -> None:
    with expect.events() as events:
        add_team_member(actor=make.actor(olivia), team=zoo_team, user=vic, role=Role.MEMBER)

    assert events == [("changed team role", "vic in zoo-team", "viewer", "member")]
    assert TeamMember.objects.get(user=vic).role == Role.MEMBER


def test_same_role_again_is_no_change(zoo_team: Entity, vic: User) -> None:
    with expect.nothing_changes():
        add_team_member(actor=make.actor(), team=zoo_team, user=vic, role=Role.VIEWER)


@pytest.fixture
def lead(zoo_team: Entity) -> User:
    """An admin of the team who is a mere member of its organization."""
    return join(zoo_team, make.make_user("lead"), Role.ADMIN)


def test_admin_of_the_team_adds_people_of_the_organization(
    acme: Organization, zoo_team: Entity, lead: User
) -> None:
    kim = make.make_user("kim")
    make.join_organization(acme, kim)

    add_team_member(actor=make.actor(lead), team=zoo_team, user=kim)

    assert TeamMember.objects.get(user=kim).role == Role.MEMBER


def test_admin_of_the_team_brings_nobody_into_the_organization(
    zoo_team: Entity, lead: User
) -> None:
    kim = make.make_user("kim")

    with expect.refused(
        NotAllowed,
        "kim is not in organization 'acme', and only its admins bring in new people. You are "
        "member of organization 'acme'; this needs the role admin. Ask an admin: olivia.",
    ):
        add_team_member(actor=make.actor(lead), team=zoo_team, user=kim)


def test_members_of_the_team_may_not_add(zoo_team: Entity, mika: User) -> None:
    kim = make.make_user("kim")

    with expect.refused(NotAllowed, "needs the role admin"):
        add_team_member(actor=make.actor(mika), team=zoo_team, user=kim)


def test_another_organizations_admin_may_not_add(zoo_team: Entity, sam: User) -> None:
    with expect.refused(NotFound, "organization 'acme'"):
        add_team_member(actor=make.actor(sam), team=zoo_team, user=sam)
