"""People and teams get roles in a registry."""

import pytest

from registry.actions.members import add_registry_member
from registry.errors import InvalidValue, NotAllowed, NotFound
from registry.models import (
    Entity,
    Organization,
    Registry,
    RegistryMember,
    RegistryRole,
    User,
    Visibility,
)
from registry.permissions import registry_role
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def vault(acme: Organization) -> Registry:
    return make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)


def test_starts_as_viewer(vault: Registry, olivia: User, mika: User) -> None:
    with expect.events() as events:
        member = add_registry_member(actor=make.actor(olivia), registry=vault, user=mika)

    assert member.role == RegistryRole.VIEWER
    assert events == [("added member", "mika", None, "viewer")]


def test_role_changes(vault: Registry, mika: User) -> None:
    add_registry_member(actor=make.actor(), registry=vault, user=mika)

    with expect.events() as events:
        make.give(vault, mika, RegistryRole.ADMIN)

    assert RegistryMember.objects.get(user=mika).role == RegistryRole.ADMIN
    assert events == [("changed role", "mika", "viewer", "admin")]


def test_same_role_again_is_no_change(vault: Registry, mika: User) -> None:
    make.give(vault, mika, RegistryRole.MEMBER)

    with expect.nothing_changes():
        make.give(vault, mika, RegistryRole.MEMBER)


def test_team(vault: Registry, zoo_team: Entity, mika: User) -> None:
    add_registry_member(actor=make.actor(), registry=vault, team=zoo_team, role=RegistryRole.MEMBER)

    assert registry_role(mika, vault) == RegistryRole.MEMBER


def test_highest_role_counts(vault: Registry, zoo_team: Entity, mika: User) -> None:
    make.give(vault, mika, RegistryRole.RESTRICTED_VIEWER)
    add_registry_member(actor=make.actor(), registry=vault, team=zoo_team, role=RegistryRole.MEMBER)

    assert registry_role(mika, vault) == RegistryRole.MEMBER


@pytest.mark.parametrize("role", [None, *list(RegistryRole)[:3]])
def test_only_admins_may(vault: Registry, mika: User, role: RegistryRole | None) -> None:
    if role:
        make.give(vault, mika, role)

    with expect.refused(NotAllowed if role else NotFound, "registry 'vault'"):
        add_registry_member(
            actor=make.actor(mika), registry=vault, user=mika, role=RegistryRole.ADMIN
        )


def test_refusal_names_whom_to_ask(vault: Registry, mika: User, olivia: User) -> None:
    make.give(vault, mika, RegistryRole.VIEWER)

    with expect.refused(
        NotAllowed, r"you need the role admin; you are viewer. Ask an admin: olivi"
    ):
        add_registry_member(actor=make.actor(mika), registry=vault, user=mika)


def test_people_of_other_organizations_cannot_join(vault: Registry, sam: User) -> None:
    with expect.refused(InvalidValue, "'sam' is not in organization 'acme'"):
        add_registry_member(actor=make.actor(), registry=vault, user=sam)


def test_teams_of_other_organizations_cannot_join(vault: Registry, sam: User) -> None:
    foreign = make.make_team(make.make_organization("initech"), "printers")

    with expect.refused(InvalidValue, "'printers' is not in organization 'acme'"):
        add_registry_member(actor=make.actor(), registry=vault, team=foreign)


def test_one_user_or_one_team(vault: Registry, mika: User, zoo_team: Entity) -> None:
    with expect.refused(InvalidValue, "one user or one team"):
        add_registry_member(actor=make.actor(), registry=vault)
    with expect.refused(InvalidValue, "one user or one team"):
        add_registry_member(actor=make.actor(), registry=vault, user=mika, team=zoo_team)
