"""Roles in a registry: several given at once, changed, taken away. An admin is always left."""

import pytest

from registry.actions.members import (
    add_registry_members,
    remove_registry_member,
    set_registry_role,
)
from registry.actions.people import add_organization_member
from registry.errors import InvalidValue, LastAdmin, NotAllowed, NotFound
from registry.models import (
    Entity,
    Organization,
    OrganizationMember,
    Registry,
    RegistryMember,
    RegistryRole,
    Role,
    User,
    Visibility,
)
from registry.permissions import registry_role
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def vault(acme: Organization) -> Registry:
    return make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)


def member_of(registry: Registry, user: User) -> RegistryMember:
    return registry.members.get(user=user)


def test_several_at_once(
    vault: Registry, olivia: User, mika: User, vic: User, zoo_team: Entity
) -> None:
    User.objects.filter(pk=vic.pk).update(email="Vic@example.com")

    with expect.events() as events:
        added = add_registry_members(
            actor=make.actor(olivia),
            registry=vault,
            names=["Mika", " vic@example.com ", "zoo-team", "mika"],
            role=RegistryRole.MEMBER,
        )

    assert [member.holder for member in added] == [mika, vic, zoo_team]
    assert events == [
        ("added member", "mika", None, "member"),
        ("added member", "vic", None, "member"),
        ("added member", "zoo-team", None, "member"),
    ]


def test_new_members_look(vault: Registry, mika: User) -> None:
    [member] = add_registry_members(actor=make.actor(), registry=vault, names=["mika"])

    assert member.role == RegistryRole.VIEWER


def test_members_keep_their_role(vault: Registry, mika: User) -> None:
    make.give(vault, mika, RegistryRole.ADMIN)

    with expect.nothing_changes():
        add_registry_members(
            actor=make.actor(), registry=vault, names=["mika"], role=RegistryRole.VIEWER
        )


def test_all_or_none(vault: Registry, mika: User, sam: User) -> None:
    with expect.refused(InvalidValue, "Not in organization 'acme': nobody, sam"):
        add_registry_members(actor=make.actor(), registry=vault, names=["mika", "nobody", "sam"])


def test_an_email_of_two_people(vault: Registry, mika: User, vic: User) -> None:
    User.objects.filter(pk__in=[mika.pk, vic.pk]).update(email="us@example.com")

    with expect.refused(InvalidValue, "More than one person has the e-mail us@example.com"):
        add_registry_members(actor=make.actor(), registry=vault, names=["us@example.com"])


@pytest.mark.parametrize(
    ("names", "says"), [([], "at least one"), ([" "], "at least one"), (["x"] * 99, "Not in")]
)
def test_bad_lists(vault: Registry, names: list[str], says: str) -> None:
    with expect.refused(InvalidValue, says):
        add_registry_members(actor=make.actor(), registry=vault, names=names)


def test_too_many(vault: Registry) -> None:
    with expect.refused(InvalidValue, "at most 100 at a time"):
        add_registry_members(
            actor=make.actor(), registry=vault, names=[f"user{n}" for n in range(101)]
        )


@pytest.mark.parametrize("role", list(RegistryRole)[:3])
def test_only_admins_may(vault: Registry, mika: User, role: RegistryRole) -> None:
    make.give(vault, mika, role)
    member, actor = member_of(vault, mika), make.actor(mika)

    with expect.refused(NotAllowed, "you need the role admin"):
        add_registry_members(actor=actor, registry=vault, names=["vic"])
    with expect.refused(NotAllowed, "you need the role admin"):
        set_registry_role(actor=actor, member=member, role=RegistryRole.ADMIN)
    with expect.refused(NotAllowed, "you need the role admin"):
        remove_registry_member(actor=actor, member=member)


def test_role_changes(vault: Registry, mika: User, olivia: User) -> None:
    make.give(vault, mika, RegistryRole.VIEWER)

    with expect.events() as events:
        set_registry_role(
            actor=make.actor(olivia), member=member_of(vault, mika), role=RegistryRole.MEMBER
        )

    assert registry_role(mika, vault) == RegistryRole.MEMBER
    assert events == [("changed role", "mika", "viewer", "member")]


def test_role_of_somebody_who_left(vault: Registry, mika: User) -> None:
    make.give(vault, mika, RegistryRole.VIEWER)
    member = member_of(vault, mika)
    vault.members.all().delete()

    with expect.refused(NotFound, "mika is no longer a member"):
        set_registry_role(actor=make.actor(), member=member, role=RegistryRole.ADMIN)


def test_removal(vault: Registry, mika: User, olivia: User) -> None:
    make.give(vault, mika, RegistryRole.MEMBER)

    with expect.events() as events:
        remove_registry_member(actor=make.actor(olivia), member=member_of(vault, mika))

    assert registry_role(mika, vault) is None
    assert events == [("removed member", "mika", "member", None)]


def test_removing_twice_is_no_change(vault: Registry, mika: User) -> None:
    make.give(vault, mika, RegistryRole.MEMBER)
    member = member_of(vault, mika)
    remove_registry_member(actor=make.actor(), member=member_of(vault, mika))

    with expect.nothing_changes():
        remove_registry_member(actor=make.actor(), member=member)


def test_admins_of_the_organization_are_left(vault: Registry, mika: User) -> None:
    make.give(vault, mika, RegistryRole.ADMIN)

    remove_registry_member(actor=make.actor(), member=member_of(vault, mika))

    assert not vault.members.exists()


def test_last_admin_stays(vault: Registry, mika: User) -> None:
    OrganizationMember.objects.filter(role=Role.ADMIN).delete()
    make.give(vault, mika, RegistryRole.ADMIN)
    member = member_of(vault, mika)

    with expect.refused(LastAdmin, "mika is the last admin of registry 'vault'"):
        remove_registry_member(actor=make.actor(mika), member=member)
    with expect.refused(LastAdmin, "Make somebody else an admin first"):
        set_registry_role(actor=make.actor(mika), member=member, role=RegistryRole.MEMBER)
    with expect.refused(LastAdmin, "last admin"):
        make.give(vault, mika, RegistryRole.VIEWER)


def test_team_of_admins_is_left(vault: Registry, mika: User, zoo_team: Entity) -> None:
    OrganizationMember.objects.filter(role=Role.ADMIN).delete()
    make.give(vault, mika, RegistryRole.ADMIN)
    make.give_team(vault, zoo_team, RegistryRole.ADMIN)

    remove_registry_member(actor=make.actor(), member=member_of(vault, mika))

    assert vault.members.get().team == zoo_team


def test_team_without_people_is_nobody(vault: Registry, mika: User, acme: Organization) -> None:
    empty = make.make_team(acme)
    OrganizationMember.objects.filter(role=Role.ADMIN).delete()
    make.give(vault, mika, RegistryRole.ADMIN)
    make.give_team(vault, empty, RegistryRole.ADMIN)

    with expect.refused(LastAdmin, "last admin"):
        remove_registry_member(actor=make.actor(), member=member_of(vault, mika))


def test_admin_of_the_organization_is_admin_always(
    vault: Registry, mika: User, acme: Organization
) -> None:
    make.give(vault, mika, RegistryRole.RESTRICTED_VIEWER)

    add_organization_member(actor=make.actor(), organization=acme, user=mika, role=Role.ADMIN)

    assert registry_role(mika, vault) == RegistryRole.ADMIN
