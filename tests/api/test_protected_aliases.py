"""Protected aliases by GraphQL: the SDK has no call for them."""

import pytest

from lineal.sdk import ids
from registry.models import Organization, ProtectedAlias, Registry, RegistryRole, User
from tests import expect, make
from tests.api.wire import Wire

LIST = """{ project(name: "wandb-registry-model", entityName: "acme-org") { protectedAliases } }"""
CHANGE = """mutation ($id: ID!, $alias: String!) { %s(input: {projectId: $id, alias: $alias}) {
    project { protectedAliases } } }"""
PROTECT, UNPROTECT = CHANGE % "protectAlias", CHANGE % "unprotectAlias"


@pytest.fixture
def registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "model")


@pytest.fixture
def target(registry: Registry) -> str:
    return ids.encode("Registry", registry.pk)


def test_an_admin_protects_and_lets_go(target: str, olivia: User) -> None:
    wire = Wire(olivia)

    with expect.events() as events:
        given = wire.data(PROTECT, id=target, alias="production")
        wire.data(PROTECT, id=target, alias="production")

    assert given["protectAlias"]["project"]["protectedAliases"] == ["production"]
    assert wire.data(LIST)["project"]["protectedAliases"] == ["production"]
    assert [verb for verb, *_ in events] == ["protected alias"]
    assert wire.data(UNPROTECT, id=target, alias="production")["unprotectAlias"]["project"] == {
        "protectedAliases": []
    }


def test_a_member_may_not(registry: Registry, target: str, mika: User) -> None:
    make.join_registry(registry, mika, RegistryRole.MEMBER)

    error = Wire(mika).error(PROTECT, id=target, alias="production")

    assert error["extensions"]["code"] == "NOT_ALLOWED"
    assert not ProtectedAlias.objects.exists()


@pytest.mark.parametrize("alias", ["latest", "v3", "", "a/b"])
def test_what_is_no_alias_to_protect_is_refused(target: str, olivia: User, alias: str) -> None:
    assert Wire(olivia).error(PROTECT, id=target, alias=alias)["message"]
    assert not ProtectedAlias.objects.exists()


def test_another_organization_s_registry_is_not_there(target: str, sam: User) -> None:
    error = Wire(sam).error(PROTECT, id=target, alias="production")

    assert error["extensions"]["code"] == "NOT_FOUND"
