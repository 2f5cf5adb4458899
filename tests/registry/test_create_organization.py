"""Organizations come with an entity and two registries."""

import pytest

from registry.actions.people import create_organization
from registry.errors import InvalidName, NameTaken, NotAllowed
from registry.models import (
    AuditEvent,
    Entity,
    EntityKind,
    Organization,
    OrganizationMember,
    Registry,
    RegistryMember,
    Role,
    User,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


def test_has_an_entity_and_registries_for_models_and_datasets() -> None:
    acme = create_organization(actor=make.actor(), name="acme")

    assert Entity.objects.get(organization=acme).kind == EntityKind.ORGANIZATION
    assert acme.entity_name == "acme-org"
    accepted = {each.name: each.accepted_types.get().name for each in acme.registries.all()}
    assert accepted == {"model": "model", "dataset": "dataset"}


def test_first_admin(olivia: User) -> None:
    acme = create_organization(actor=make.actor(), name="acme", admin=olivia)

    member = OrganizationMember.objects.get(organization=acme)
    assert (member.user, member.role) == (olivia, Role.ADMIN)


def test_events() -> None:
    with expect.events() as events:
        create_organization(actor=make.actor(), name="acme")

    assert [(verb, subject) for verb, subject, _, _ in events] == [
        ("created organization", "acme"),
        ("created registry", "model"),
        ("created registry", "dataset"),
    ]


def test_operator_with_an_account_makes_one_for_others(olivia: User) -> None:
    operator = make.make_user("root-admin", is_admin=True)

    acme = create_organization(actor=make.actor(operator), name="acme", admin=olivia)

    assert Registry.objects.filter(organization=acme).count() == 2
    assert not RegistryMember.objects.filter(user=operator).exists()
    assert AuditEvent.objects.filter(actor=operator, organization=acme).count() == 4


def test_others_may_not(olivia: User) -> None:
    with expect.refused(NotAllowed, "Only operators"):
        create_organization(actor=make.actor(olivia), name="acme")


@pytest.mark.parametrize("name", ["acme", "ACME"])
def test_names_are_unique_whatever_their_case(acme: Organization, name: str) -> None:
    with expect.refused(NameTaken, "already"):
        create_organization(actor=make.actor(), name=name, entity_name="another")


def test_entity_name_is_taken(acme: Organization) -> None:
    with expect.refused(NameTaken, "'acme-org' is taken"):
        create_organization(actor=make.actor(), name="other", entity_name="acme-org")


@pytest.mark.parametrize("name", ["", " ", "a/b", "a:b", "a%", "x\ny", "n" * 129])
def test_bad_names(name: str) -> None:
    with expect.refused(InvalidName, "Organization name"):
        create_organization(actor=make.actor(), name=name, entity_name="fine")
