"""Roles in a team change and end; what came through the team ends with them."""

import pytest

from registry.actions.memberships import remove_team_member, set_team_role
from registry.errors import NotAllowed, NotFound
from registry.models import Entity, Organization, RegistryRole, Role, User, Visibility
from registry.permissions import registry_role
from tests import expect, make
from tests.conftest import join

pytestmark = pytest.mark.django_db


def test_role_changes(zoo_team: Entity, mika: User, olivia: User) -> None:
    with expect.events() as events:
        set_team_role(actor=make.actor(olivia), team=zoo_team, user=mika, role=Role.ADMIN)

    assert events == [("changed team role", "mika in zoo-team", "member", "admin")]


def test_same_role_is_no_change(zoo_team: Entity, mika: User) -> None:
    with expect.nothing_changes():
        set_team_role(actor=make.actor(), team=zoo_team, user=mika, role=Role.MEMBER)


def test_role_of_a_stranger(zoo_team: Entity, sam: User) -> None:
    with expect.refused(NotFound, "sam is not a member of team 'zoo-team'"):
        set_team_role(actor=make.actor(), team=zoo_team, user=sam, role=Role.ADMIN)


def test_admin_of_the_team_may(zoo_team: Entity, mika: User) -> None:
    lead = join(zoo_team, make.make_user("lead"), Role.ADMIN)

    remove_team_member(actor=make.actor(lead), team=zoo_team, user=mika)

    assert not zoo_team.team_members.filter(user=mika).exists()


def test_members_may_not(zoo_team: Entity, mika: User, vic: User) -> None:
    with expect.refused(NotAllowed, "member of team 'zoo-team'.* needs the role admin. Ask"):
        set_team_role(actor=make.actor(mika), team=zoo_team, user=mika, role=Role.ADMIN)
    with expect.refused(NotAllowed, "this needs the role admin"):
        remove_team_member(actor=make.actor(mika), team=zoo_team, user=vic)


def test_strangers_may_not(zoo_team: Entity, mika: User, sam: User) -> None:
    with expect.refused(NotFound, "no organization 'acme' that you may see"):
        remove_team_member(actor=make.actor(sam), team=zoo_team, user=mika)


def test_leaving_ends_what_came_through_the_team(
    acme: Organization, zoo_team: Entity, mika: User
) -> None:
    vault = make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)
    make.give_team(vault, zoo_team, RegistryRole.MEMBER)

    with expect.events() as events:
        remove_team_member(actor=make.actor(), team=zoo_team, user=mika)

    assert registry_role(mika, vault) is None
    assert events == [("removed from team", "mika in zoo-team", "member", None)]


def test_removing_twice_is_no_change(zoo_team: Entity, sam: User) -> None:
    with expect.nothing_changes():
        remove_team_member(actor=make.actor(), team=zoo_team, user=sam)
