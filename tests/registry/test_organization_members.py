"""People join organizations and change roles there."""

import pytest

from registry.actions.people import add_organization_member
from registry.errors import NotAllowed, NotFound
from registry.models import Organization, OrganizationMember, Role, User
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
