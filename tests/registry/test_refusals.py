"""A refusal says the rule, the role held, the role needed, and who can give it."""

import pytest

from registry import permissions
from registry.actions.labels import add_aliases
from registry.actions.protected_aliases import protect_alias
from registry.errors import AliasProtected, NotAllowed
from registry.models import (
    LinkedVersion,
    Organization,
    Project,
    Registry,
    RegistryRole,
    Role,
    User,
    Visibility,
)
from tests import make

pytestmark = pytest.mark.django_db


def test_in_a_registry(models: Registry, vic: User) -> None:
    with pytest.raises(NotAllowed, match=r"To change visibility .* you are viewer") as refusal:
        permissions.require(make.actor(vic), "change visibility", models)

    said = refusal.value
    assert (said.held, said.needed, said.ask) == ("viewer", "admin", ("olivia",))


def test_admins_by_name_and_through_a_team_are_named(
    models: Registry, acme: Organization, mika: User, vic: User
) -> None:
    make.make_user("ana")
    make.give_team(models, make.make_team(acme, "curators", ana=Role.MEMBER), RegistryRole.ADMIN)
    make.give(models, mika, RegistryRole.ADMIN)

    with pytest.raises(NotAllowed, match="Ask an admin: ana, mika, olivia"):
        permissions.require(make.actor(vic), "change visibility", models)


def test_of_a_protected_alias(models: Registry, linked: LinkedVersion, mika: User) -> None:
    make.give(models, mika, RegistryRole.MEMBER)
    protect_alias(actor=make.actor(), registry=models, name="production")

    with pytest.raises(AliasProtected, match=r"you are member. Ask an admin: olivia") as refusal:
        add_aliases(
            actor=make.actor(mika),
            collection=linked.collection,
            version=linked.version,
            names=["production"],
        )

    assert (refusal.value.held, refusal.value.needed) == ("member", "admin")


def test_in_a_team(project: Project, vic: User) -> None:
    with pytest.raises(NotAllowed, match="You are a viewer of team 'zoo-team'") as refusal:
        permissions.require_project_write(make.actor(vic), project)

    said = refusal.value
    assert (said.held, said.needed, said.ask) == ("viewer", "member", ("olivia",))


def test_in_an_organization(acme: Organization, mika: User) -> None:
    with pytest.raises(NotAllowed, match=r"needs the role admin. Ask an admin: olivia") as refusal:
        permissions.require_organization_admin(make.actor(mika), acme)

    assert (refusal.value.held, refusal.value.needed) == ("member", "admin")


def test_of_files(linked: LinkedVersion, acme: Organization) -> None:
    guest = restricted(linked, acme)

    with pytest.raises(NotAllowed, match="not use its files") as refusal:
        permissions.require_files(make.actor(guest), linked.version)

    said = refusal.value
    assert (said.held, said.needed, said.ask) == ("restricted_viewer", "viewer", ("olivia",))


def test_of_a_version_shown_in_a_registry(linked: LinkedVersion, acme: Organization) -> None:
    guest = restricted(linked, acme)

    with pytest.raises(NotAllowed, match="you are restricted viewer of registry") as refusal:
        permissions.require_version_edit(make.actor(guest), "describe a version", linked.version)

    assert refusal.value.ask == ("olivia",)


def restricted(link: LinkedVersion, acme: Organization) -> User:
    """Somebody of no team who may only look."""
    assert link.collection.registry
    registry = link.collection.registry
    registry.visibility = Visibility.RESTRICTED
    registry.save()
    guest = make.make_user("guest")
    make.join_registry(registry, guest, RegistryRole.RESTRICTED_VIEWER)
    return guest
