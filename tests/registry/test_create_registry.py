"""Registries come into being in an organization."""

import pytest

from registry.actions.people import add_organization_member
from registry.actions.registries import create_registry
from registry.errors import InvalidName, InvalidValue, NameTaken, NotAllowed, NotFound
from registry.models import Organization, RegistryMember, RegistryRole, Role, User, Visibility
from tests import expect, make

pytestmark = pytest.mark.django_db


def test_its_creator_is_its_admin(acme: Organization, mika: User) -> None:
    registry = create_registry(actor=make.actor(mika), organization=acme, name="Golden Models")

    member = RegistryMember.objects.get(registry=registry)
    assert (member.user, member.role) == (mika, RegistryRole.ADMIN)
    assert registry.project_name == "wandb-registry-Golden Models"
    assert registry.accepts_all_types


def test_accepts_some_types(acme: Organization) -> None:
    registry = create_registry(
        actor=make.actor(), organization=acme, name="model", accepted_types=["model", "onnx"]
    )

    assert not registry.accepts_all_types
    assert sorted(each.name for each in registry.accepted_types.all()) == ["model", "onnx"]


def test_is_one_event(acme: Organization, mika: User) -> None:
    with expect.events() as events:
        create_registry(
            actor=make.actor(mika),
            organization=acme,
            name="model",
            visibility=Visibility.RESTRICTED,
            accepted_types=["model"],
        )

    after = {"visibility": "restricted", "accepted_types": ["model"]}
    assert events == [("created registry", "model", None, after)]


def test_same_name_in_two_organizations(acme: Organization) -> None:
    globex = make.make_organization("globex")

    first, second = make.make_registry(acme, "model"), make.make_registry(globex, "model")

    assert first != second


def test_viewers_of_the_organization_may_not(acme: Organization, olivia: User) -> None:
    kim = make.make_user("kim")
    add_organization_member(actor=make.actor(olivia), organization=acme, user=kim, role=Role.VIEWER)

    with expect.refused(NotAllowed, "You are viewer of organization 'acme'"):
        create_registry(actor=make.actor(kim), organization=acme, name="model")


def test_outsiders_do_not_learn_of_the_organization(acme: Organization, sam: User) -> None:
    with expect.refused(NotFound, "no organization 'acme'"):
        create_registry(actor=make.actor(sam), organization=acme, name="model")


@pytest.mark.parametrize("name", ["model", "MODEL"])
def test_names_are_unique_in_an_organization(acme: Organization, name: str) -> None:
    make.make_registry(acme, "model")

    with expect.refused(NameTaken, f"acme has a registry '{name}' already"):
        make.make_registry(acme, name)


@pytest.mark.parametrize("name", ["  ", "a/b", "a:b", "a#", "a?", "50%", "a\\b", "x\r", "n" * 114])
def test_bad_names(acme: Organization, name: str) -> None:
    with expect.refused(InvalidName, "Registry name"):
        make.make_registry(acme, name)


def test_longest_name(acme: Organization) -> None:
    assert len(make.make_registry(acme, "n" * 113).project_name) == 128


@pytest.mark.parametrize(
    ("types", "error", "words"),
    [
        ([], InvalidValue, "at least one type"),
        (["a:b"], InvalidName, "Artifact type"),
        (["model", ""], InvalidName, "Artifact type"),
    ],
)
def test_bad_types(
    acme: Organization, types: list[str], error: type[InvalidName], words: str
) -> None:
    with expect.refused(error, words):
        make.make_registry(acme, "model", accepted_types=types)


def test_description_has_a_limit(acme: Organization) -> None:
    with expect.refused(InvalidValue, "64 KiB"):
        create_registry(
            actor=make.actor(), organization=acme, name="model", description="é" * 32769
        )
