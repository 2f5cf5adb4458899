"""The role matrix: who may do what in a registry, and what a role comes from."""

import pytest

from registry.errors import NotAllowed, NotFound
from registry.models import Entity, Organization, Registry, RegistryRole, Role, User, Visibility
from registry.permissions import REGISTRY_RIGHTS, allows, registry_role, registry_roles, require
from tests import make
from tests.conftest import join

pytestmark = pytest.mark.django_db
NONE, RESTRICTED, VIEWER, MEMBER, ADMIN = None, *RegistryRole

# Written out here once more, so that a slip in the table is seen.
FOR_MEMBERS = {
    "create a collection",
    "edit a collection",
    "delete a collection",
    "link a version",
    "unlink a version",
    "describe a version",
    "change aliases",
    "change tags",
    "edit the registry's name and description",
}
FOR_ADMINS = {
    "change protected aliases",
    "change accepted types",
    "change visibility",
    "change members",
    "delete the registry",
}


@pytest.fixture
def vault(acme: Organization) -> Registry:
    return make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)


def test_table_is_complete() -> None:
    assert REGISTRY_RIGHTS.keys() == FOR_MEMBERS | FOR_ADMINS


@pytest.mark.parametrize("role", [NONE, RESTRICTED, VIEWER, MEMBER, ADMIN])
def test_matrix(vault: Registry, mika: User, role: RegistryRole | None) -> None:
    if role:
        make.give(vault, mika, role)
    expected = {
        ADMIN: FOR_MEMBERS | FOR_ADMINS,
        MEMBER: FOR_MEMBERS,
    }

    allowed = {verb for verb in REGISTRY_RIGHTS if allows(make.actor(mika), verb, vault)}

    assert allowed == expected.get(role, set())


@pytest.mark.parametrize("role", [NONE, RESTRICTED, VIEWER, MEMBER])
def test_refusals_say_what_is_missing(
    vault: Registry, mika: User, role: RegistryRole | None
) -> None:
    if role:
        make.give(vault, mika, role)
    error, words = (
        (NotAllowed, f"role admin; you are {role.label}. Ask")
        if role
        else (
            NotFound,
            "There is no registry 'vault' that you may see.",
        )
    )

    with pytest.raises(error, match=words):
        require(make.actor(mika), "change visibility", vault)


def test_reading_key_may_nothing(vault: Registry, olivia: User) -> None:
    reader = make.actor(olivia, can_write=False)

    assert not any(allows(reader, verb, vault) for verb in REGISTRY_RIGHTS)
    with pytest.raises(NotAllowed, match="may only read"):
        require(reader, "change tags", vault)


def test_operator_at_the_command_line_may_all(vault: Registry) -> None:
    assert all(allows(make.actor(), verb, vault) for verb in REGISTRY_RIGHTS)


def test_admins_of_the_organization_are_admins(vault: Registry, olivia: User) -> None:
    make.give(vault, olivia, RegistryRole.RESTRICTED_VIEWER)

    assert registry_role(olivia, vault) == ADMIN


def test_admins_of_another_organization_are_nobody(vault: Registry, sam: User) -> None:
    assert registry_role(sam, vault) is None


def test_operators_account_is_nobody_in_a_registry(vault: Registry) -> None:
    assert registry_role(make.make_user("boss", is_admin=True), vault) is None


@pytest.mark.parametrize("role", [Role.VIEWER, Role.MEMBER])
def test_everybody_views_what_is_open_to_the_organization(acme: Organization, role: Role) -> None:
    shop, kim = make.make_registry(acme, "shop"), make.make_user("kim")
    make.join_organization(acme, kim, role)

    assert registry_role(kim, shop) == VIEWER


def test_open_registry_lifts_a_restricted_viewer(acme: Organization, mika: User) -> None:
    shop = make.make_registry(acme, "shop")
    make.give(shop, mika, RESTRICTED)

    assert registry_role(mika, shop) == VIEWER


@pytest.mark.parametrize(
    ("own", "teams", "effective"),
    [
        (RESTRICTED, MEMBER, MEMBER),
        (MEMBER, VIEWER, MEMBER),
        (VIEWER, ADMIN, ADMIN),
        (ADMIN, RESTRICTED, ADMIN),
    ],
)
def test_highest_role_counts(
    vault: Registry,
    zoo_team: Entity,
    mika: User,
    own: RegistryRole,
    teams: RegistryRole,
    effective: RegistryRole,
) -> None:
    make.give(vault, mika, own)
    make.give_team(vault, zoo_team, teams)

    assert registry_role(mika, vault) == effective


def test_role_in_the_team_has_no_bearing(vault: Registry, zoo_team: Entity, vic: User) -> None:
    make.give_team(vault, zoo_team, ADMIN)

    assert registry_role(vic, vault) == ADMIN


def test_roles_in_many_registries(acme: Organization, vault: Registry, mika: User) -> None:
    shop, hidden = (
        make.make_registry(acme, "shop"),
        make.make_registry(acme, "hidden", visibility=Visibility.RESTRICTED),
    )
    make.give(vault, mika, MEMBER)

    assert registry_roles(mika, [shop, vault, hidden]) == {shop.pk: VIEWER, vault.pk: MEMBER}


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("given", [NONE, RESTRICTED, VIEWER, MEMBER, ADMIN])
@pytest.mark.parametrize("is_service", [False, True])
@pytest.mark.parametrize("through_team", [False, True])
def test_a_query_finds_the_registries_of_a_role(
    vault: Registry,
    zoo_team: Entity,
    visibility: Visibility,
    given: RegistryRole | None,
    is_service: bool,
    through_team: bool,
) -> None:
    if is_service and not through_team and given in (RESTRICTED, VIEWER):
        return  # a service account is a member at least where it is named
    Registry.objects.filter(pk=vault.pk).update(visibility=visibility)
    user = join(zoo_team, make.make_user("robot"), Role.MEMBER)
    User.objects.filter(pk=user.pk).update(is_service=is_service)
    user.refresh_from_db()
    if given and through_team:
        make.give_team(vault, zoo_team, given)
    elif given:
        make.give(vault, user, given)

    role = registry_role(user, Registry.objects.get(pk=vault.pk))

    for least in RegistryRole:
        roles = list(RegistryRole)[list(RegistryRole).index(least) :]
        found = Registry.objects.with_role(user, roles).exists()
        assert found == (role in roles)
