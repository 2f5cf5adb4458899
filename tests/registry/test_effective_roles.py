"""The effective role and what it comes from, as each door tells it."""

import pytest

from registry.actions.service_accounts import create_service_account
from registry.models import Entity, Organization, Registry, RegistryRole, User, Visibility
from registry.roles import Origin, effective_roles, effective_roles_in, effective_roles_of
from tests import make

pytestmark = pytest.mark.django_db
RESTRICTED, VIEWER, MEMBER, ADMIN = RegistryRole


@pytest.fixture
def vault(acme: Organization) -> Registry:
    return make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)


@pytest.fixture
def shop(acme: Organization) -> Registry:
    return make.make_registry(acme, "shop")


@pytest.fixture
def robot(zoo_team: Entity) -> User:
    return create_service_account(actor=make.actor(), team=zoo_team, name="robot")


def told(registry: Registry, user: User) -> list[tuple[RegistryRole, Origin, str]]:
    """What counts, and what stands behind it; the same whichever way it is asked."""
    one = effective_roles(user, [registry]).get(registry.pk)
    assert one == effective_roles_in(registry, [user]).get(user.pk)
    return [(each.role, each.origin, str(each.team or "")) for each in one.sources] if one else []


def test_admins_of_the_organization(vault: Registry, olivia: User) -> None:
    make.give(vault, olivia, VIEWER)

    assert told(vault, olivia) == [
        (ADMIN, Origin.ORGANIZATION_ADMIN, ""),
        (VIEWER, Origin.DIRECT, ""),
    ]


def test_everything_that_gives_a_role(shop: Registry, zoo_team: Entity, mika: User) -> None:
    make.give_team(shop, zoo_team, MEMBER)
    make.give(shop, mika, RESTRICTED)

    assert told(shop, mika) == [
        (MEMBER, Origin.TEAM, "zoo-team"),
        (VIEWER, Origin.ORGANIZATION, ""),
        (RESTRICTED, Origin.DIRECT, ""),
    ]


def test_of_equals_the_one_given_by_name(shop: Registry, zoo_team: Entity, mika: User) -> None:
    make.give_team(shop, zoo_team, VIEWER)
    make.give(shop, mika, VIEWER)

    assert [origin for _role, origin, _team in told(shop, mika)] == [
        Origin.DIRECT,
        Origin.TEAM,
        Origin.ORGANIZATION,
    ]


def test_a_team_makes_no_service_account_an_admin(
    vault: Registry, zoo_team: Entity, robot: User
) -> None:
    make.give_team(vault, zoo_team, ADMIN)

    assert told(vault, robot) == [(MEMBER, Origin.TEAM, "zoo-team")]


def test_an_open_registry_makes_service_accounts_members(shop: Registry, robot: User) -> None:
    assert told(shop, robot) == [(MEMBER, Origin.ORGANIZATION, "")]


def test_nobody_has_no_role(vault: Registry, sam: User, mika: User) -> None:
    assert told(vault, sam) == told(vault, mika) == []


def test_members_of_both_kinds(shop: Registry, zoo_team: Entity, mika: User) -> None:
    make.give_team(shop, zoo_team, RESTRICTED)
    make.give(shop, mika, MEMBER)
    members = list(shop.members.select_related("user", "team"))

    found = effective_roles_of(shop, members)

    held = {str(each.holder): (found[each.pk].role, found[each.pk].origin) for each in members}
    assert held == {
        "zoo-team": (VIEWER, Origin.ORGANIZATION),
        "mika": (MEMBER, Origin.DIRECT),
    }


@pytest.mark.parametrize("count", [1, 20])
def test_costs_the_same_for_many(
    shop: Registry, count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    people = [make.make_user() for _ in range(count)]
    make.give_team(shop, make.make_team(shop.organization), MEMBER)

    with django_assert_num_queries(3):
        effective_roles_in(shop, people)
