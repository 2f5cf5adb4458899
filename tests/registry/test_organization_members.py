"""People join organizations and change roles there."""

import pytest

from registry.actions.memberships import remove_organization_member, set_organization_role
from registry.actions.people import add_organization_member
from registry.errors import LastAdmin, NotAllowed, NotFound
from registry.models import (
    Entity,
    Organization,
    OrganizationMember,
    RegistryRole,
    Role,
    User,
)
from registry.permissions import registry_role
from tests import expect, make

pytestmark = pytest.mark.django_db


def add(acme: Organization, user: User, role: Role, by: User | None = None) -> OrganizationMember:
    return add_organization_member(actor=make.actor(by), organization=acme, user=user, role=role)


def test_admin_adds_a_member(acme: Organization, olivia: User) -> None:
    kim = make.make_user("kim")

    with expect.events() as events:
        member = add(acme, kim, Role.VIEWER, by=olivia)

    assert (member.user, member.role) == (kim, Role.VIEWER)
    assert events == [("added to organization", "kim", None, "viewer")]


def test_role_changes(acme: Organization, mika: User) -> None:
    with expect.events() as events:
        add(acme, mika, Role.ADMIN)

    assert OrganizationMember.objects.get(user=mika).role == Role.ADMIN
    assert events == [("changed organization role", "mika", "member", "admin")]


def test_same_role_again_is_no_change(acme: Organization, mika: User) -> None:
    with expect.nothing_changes():
        add(acme, mika, Role.MEMBER)


def test_members_may_not(acme: Organization, mika: User) -> None:
    with expect.refused(NotAllowed, "You are member of organization 'acme'"):
        add(acme, mika, Role.ADMIN, by=mika)


def test_another_organizations_admin_may_not(acme: Organization, sam: User) -> None:
    with expect.refused(NotFound, "no organization 'acme' that you may see"):
        add(acme, sam, Role.ADMIN, by=sam)


def test_last_admin_stays(acme: Organization, olivia: User) -> None:
    with expect.refused(LastAdmin, "olivia is the last admin of organization 'acme'"):
        add(acme, olivia, Role.MEMBER, by=olivia)
    with expect.refused(LastAdmin, "Make somebody else an admin first"):
        set_organization_role(
            actor=make.actor(olivia), organization=acme, user=olivia, role=Role.VIEWER
        )
    with expect.refused(LastAdmin, "last admin"):
        remove_organization_member(actor=make.actor(), organization=acme, user=olivia)


def test_role_is_set(acme: Organization, mika: User, olivia: User) -> None:
    with expect.events() as events:
        set_organization_role(
            actor=make.actor(olivia), organization=acme, user=mika, role=Role.VIEWER
        )

    assert events == [("changed organization role", "mika", "member", "viewer")]


def test_role_of_a_stranger(acme: Organization, sam: User) -> None:
    with expect.refused(NotFound, "sam is not a member of organization 'acme'"):
        set_organization_role(actor=make.actor(), organization=acme, user=sam, role=Role.VIEWER)


def test_removal_ends_every_role_there(
    acme: Organization, mika: User, olivia: User, zoo_team: Entity
) -> None:
    registry = make.make_registry(acme, "model")
    make.give(registry, mika, RegistryRole.MEMBER)

    with expect.events() as events:
        remove_organization_member(actor=make.actor(olivia), organization=acme, user=mika)

    assert registry_role(mika, registry) is None
    assert not zoo_team.team_members.filter(user=mika).exists()
    held = {"role": "member", "teams": {"zoo-team": "member"}, "registries": {"model": "member"}}
    assert events == [("removed from organization", "mika", held, None)]


def test_removing_twice_is_no_change(acme: Organization, sam: User) -> None:
    with expect.nothing_changes():
        remove_organization_member(actor=make.actor(), organization=acme, user=sam)


def test_members_may_not_remove(acme: Organization, mika: User, vic: User) -> None:
    with expect.refused(NotAllowed, "this needs the role admin"):
        remove_organization_member(actor=make.actor(mika), organization=acme, user=vic)
    with expect.refused(NotAllowed, "this needs the role admin"):
        set_organization_role(actor=make.actor(mika), organization=acme, user=mika, role=Role.ADMIN)
