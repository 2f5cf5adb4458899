"""Accounts for machines: a team has them, its admins look after them."""

import pytest

from registry.actions.keys import issue_key, revoke_key
from registry.actions.memberships import remove_organization_member, remove_team_member
from registry.actions.service_accounts import close_service_account, create_service_account
from registry.errors import InvalidName, InvalidValue, NameTaken, NotAllowed, NotFound
from registry.models import ApiKey, Entity, Organization, RegistryRole, User, Visibility
from registry.permissions import registry_role
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def robot(zoo_team: Entity) -> User:
    return create_service_account(actor=make.actor(), team=zoo_team, name="robot")


def test_admin_of_the_team_makes_one(zoo_team: Entity, olivia: User) -> None:
    with expect.events() as events:
        robot = create_service_account(actor=make.actor(olivia), team=zoo_team, name="robot")

    assert (robot.is_service, robot.service_team, robot.default_entity) == (
        True,
        zoo_team,
        zoo_team,
    )
    assert not robot.has_usable_password()
    assert events == [("created service account", "robot of zoo-team", None, None)]


@pytest.mark.parametrize(("name", "error"), [("mika", NameTaken), ("a b", InvalidName)])
def test_bad_names(zoo_team: Entity, mika: User, name: str, error: type[NameTaken]) -> None:
    with expect.refused(error, repr(name)):
        create_service_account(actor=make.actor(), team=zoo_team, name=name)


def test_members_may_not(zoo_team: Entity, robot: User, mika: User) -> None:
    with expect.refused(NotAllowed, "this needs the role admin"):
        create_service_account(actor=make.actor(mika), team=zoo_team, name="other")
    with expect.refused(NotAllowed, "this needs the role admin"):
        close_service_account(actor=make.actor(mika), account=robot)


def test_admins_of_its_team_hand_out_its_keys(robot: User, olivia: User, mika: User) -> None:
    key, _ = issue_key(actor=make.actor(olivia), user=robot, name="ci")

    assert ApiKey.objects.administered_by(olivia).get() == key
    assert not ApiKey.objects.administered_by(mika).exists()
    revoke_key(actor=make.actor(olivia), key=key)
    with expect.refused(NotAllowed, "this needs the role admin"):
        issue_key(actor=make.actor(mika), user=robot, name="ci")


def test_closing_ends_everything(robot: User, acme: Organization, olivia: User) -> None:
    registry = make.make_registry(acme)
    issue_key(actor=make.actor(), user=robot, name="ci")

    with expect.events() as events:
        close_service_account(actor=make.actor(olivia), account=robot)

    assert not ApiKey.objects.usable().exists()
    assert registry_role(robot, registry) is None
    assert events == [("closed service account", "robot of zoo-team", None, None)]


def test_closing_twice_is_no_change(robot: User) -> None:
    close_service_account(actor=make.actor(), account=robot)

    with expect.nothing_changes():
        close_service_account(actor=make.actor(), account=robot)


def test_people_are_not_closed(mika: User) -> None:
    with expect.refused(NotFound, "mika is not a service account"):
        close_service_account(actor=make.actor(), account=mika)


def test_it_is_closed_rather_than_removed(
    robot: User, zoo_team: Entity, acme: Organization
) -> None:
    with expect.refused(NotAllowed, "close it instead"):
        remove_team_member(actor=make.actor(), team=zoo_team, user=robot)
    with expect.refused(NotAllowed, "close it in its team"):
        remove_organization_member(actor=make.actor(), organization=acme, user=robot)


def test_member_of_every_open_registry(robot: User, acme: Organization) -> None:
    assert registry_role(robot, make.make_registry(acme)) == RegistryRole.MEMBER


@pytest.mark.parametrize(
    ("of_team", "of_account"),
    [
        (RegistryRole.VIEWER, RegistryRole.VIEWER),
        (RegistryRole.MEMBER, RegistryRole.MEMBER),
        (RegistryRole.ADMIN, RegistryRole.MEMBER),
    ],
)
def test_in_a_restricted_registry_as_its_team_but_never_admin(
    robot: User,
    acme: Organization,
    zoo_team: Entity,
    of_team: RegistryRole,
    of_account: RegistryRole,
) -> None:
    vault = make.make_registry(acme, visibility=Visibility.RESTRICTED)
    make.give_team(vault, zoo_team, of_team)

    assert registry_role(robot, vault) == of_account


def test_admin_by_name(robot: User, acme: Organization) -> None:
    vault = make.make_registry(acme, visibility=Visibility.RESTRICTED)
    make.give(vault, robot, RegistryRole.ADMIN)

    assert registry_role(robot, vault) == RegistryRole.ADMIN


def test_by_name_only_member_or_admin(robot: User, acme: Organization) -> None:
    vault = make.make_registry(acme, visibility=Visibility.RESTRICTED)

    with expect.refused(InvalidValue, "robot is a service account"):
        make.give(vault, robot, RegistryRole.VIEWER)
