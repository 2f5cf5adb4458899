"""Only a registry's admins move its protected aliases."""

import pytest

from registry.actions.protected_aliases import protect_alias, unprotect_alias
from registry.errors import InvalidName, InvalidValue, NotAllowed
from registry.models import Organization, ProtectedAlias, Registry, RegistryRole, User
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "model")


def test_admin_protects(registry: Registry, olivia: User) -> None:
    with expect.events() as events:
        protect_alias(actor=make.actor(olivia), registry=registry, name="production")

    assert ProtectedAlias.objects.get().name == "production"
    assert events == [("protected alias", "production", None, None)]


def test_twice_is_once(registry: Registry) -> None:
    protect_alias(actor=make.actor(), registry=registry, name="production")

    with expect.nothing_changes():
        protect_alias(actor=make.actor(), registry=registry, name="production")


def test_members_may_not(registry: Registry, mika: User) -> None:
    make.give(registry, mika, RegistryRole.MEMBER)

    with expect.refused(NotAllowed, "you need the role admin; you are member"):
        protect_alias(actor=make.actor(mika), registry=registry, name="production")


def test_latest_moves_by_itself(registry: Registry) -> None:
    with expect.refused(InvalidValue, "'latest' moves with each link"):
        protect_alias(actor=make.actor(), registry=registry, name="latest")


@pytest.mark.parametrize("name", ["v3", "a/b", ""])
def test_bad_names(registry: Registry, name: str) -> None:
    with expect.refused(InvalidName, "Alias"):
        protect_alias(actor=make.actor(), registry=registry, name=name)


def test_unprotected_again(registry: Registry, olivia: User) -> None:
    protect_alias(actor=make.actor(), registry=registry, name="production")

    with expect.events() as events:
        unprotect_alias(actor=make.actor(olivia), registry=registry, name="production")

    assert not ProtectedAlias.objects.exists()
    assert events == [("unprotected alias", "production", None, None)]


def test_what_is_not_protected_stays_so(registry: Registry) -> None:
    with expect.nothing_changes():
        unprotect_alias(actor=make.actor(), registry=registry, name="production")


def test_members_may_not_unprotect(registry: Registry, mika: User) -> None:
    protect_alias(actor=make.actor(), registry=registry, name="production")
    make.give(registry, mika, RegistryRole.MEMBER)

    with expect.refused(NotAllowed, "you need the role admin"):
        unprotect_alias(actor=make.actor(mika), registry=registry, name="production")
