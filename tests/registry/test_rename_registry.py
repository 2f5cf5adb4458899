"""Registries are renamed and described."""

import pytest

from registry.actions.registries import describe_registry, rename_registry
from registry.errors import InvalidName, InvalidValue, NameTaken, NotAllowed, NotFound
from registry.models import Organization, Registry, RegistryRole, User
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "model")


def test_member_renames(registry: Registry, mika: User) -> None:
    make.give(registry, mika, RegistryRole.MEMBER)

    with expect.events() as events:
        renamed = rename_registry(actor=make.actor(mika), registry=registry, name="Golden models")

    assert (renamed.pk, renamed.name) == (registry.pk, "Golden models")
    assert events == [("renamed registry", "Golden models", "model", "Golden models")]


def test_case_of_the_name_may_change(registry: Registry) -> None:
    rename_registry(actor=make.actor(), registry=registry, name="Model")

    assert Registry.objects.get().name == "Model"


def test_same_name_is_no_change(registry: Registry) -> None:
    with expect.nothing_changes():
        rename_registry(actor=make.actor(), registry=registry, name="model")


def test_name_of_another_registry(registry: Registry, acme: Organization) -> None:
    make.make_registry(acme, "dataset")

    with expect.refused(NameTaken, "acme has a registry 'Dataset' already"):
        rename_registry(actor=make.actor(), registry=registry, name="Dataset")


@pytest.mark.parametrize("name", ["", "a/b", "n" * 114, " model"])
def test_bad_names(registry: Registry, name: str) -> None:
    with expect.refused(InvalidName, "Registry name"):
        rename_registry(actor=make.actor(), registry=registry, name=name)


def test_viewers_may_not(registry: Registry, mika: User) -> None:
    with expect.refused(NotAllowed, "you need the role member; you are viewer"):
        rename_registry(actor=make.actor(mika), registry=registry, name="mine")


def test_strangers_learn_nothing(registry: Registry, sam: User) -> None:
    with expect.refused(NotFound, "no registry 'model' that you may see"):
        describe_registry(actor=make.actor(sam), registry=registry, description="mine")


def test_description(registry: Registry) -> None:
    with expect.events() as events:
        describe_registry(actor=make.actor(), registry=registry, description="All models.")

    assert Registry.objects.get().description == "All models."
    assert events == [("described registry", "model", "", "All models.")]


def test_same_description_is_no_change(registry: Registry) -> None:
    with expect.nothing_changes():
        describe_registry(actor=make.actor(), registry=registry, description="")


def test_long_description(registry: Registry) -> None:
    with expect.refused(InvalidValue, "at most 64 KiB"):
        describe_registry(actor=make.actor(), registry=registry, description="é" * 33_000)


def test_edits_are_told_apart(registry: Registry) -> None:
    before = registry.revision

    described = describe_registry(actor=make.actor(), registry=registry, description="New.")

    assert described.revision != before
    assert rename_registry(actor=make.actor(), registry=registry, name="x").revision != before


def test_deleted_meanwhile(registry: Registry) -> None:
    Registry.objects.all().delete()

    with expect.refused(NotFound, "Registry 'model' has been deleted"):
        rename_registry(actor=make.actor(), registry=registry, name="x")
