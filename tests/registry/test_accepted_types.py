"""The types a registry takes grow, and never shrink."""

import pytest

from registry.actions.accepted_types import accept_all_types, accept_only, add_accepted_types
from registry.errors import InvalidName, InvalidValue, NotAllowed
from registry.models import Organization, Registry, RegistryRole, User
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "model", accepted_types=["model"])


@pytest.fixture
def open_registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "all")


def names(registry: Registry) -> list[str]:
    return sorted(registry.accepted_types.values_list("name", flat=True))


def test_admin_adds(registry: Registry, olivia: User) -> None:
    with expect.events() as events:
        add_accepted_types(actor=make.actor(olivia), registry=registry, names=["onnx", "model"])

    assert names(registry) == ["model", "onnx"]
    assert events == [("changed accepted types", "model", ["model"], ["model", "onnx"])]


def test_known_types_are_no_change(registry: Registry) -> None:
    with expect.nothing_changes():
        add_accepted_types(actor=make.actor(), registry=registry, names=["model"])


def test_adding_while_all_are_taken(open_registry: Registry) -> None:
    with expect.refused(InvalidValue, "accepts all types. Limit it"):
        add_accepted_types(actor=make.actor(), registry=open_registry, names=["model"])


def test_members_may_not(registry: Registry, mika: User) -> None:
    make.give(registry, mika, RegistryRole.MEMBER)

    with expect.refused(NotAllowed, "you need the role admin"):
        add_accepted_types(actor=make.actor(mika), registry=registry, names=["onnx"])
    with expect.refused(NotAllowed, "you need the role admin"):
        accept_all_types(actor=make.actor(mika), registry=registry)
    with expect.refused(NotAllowed, "you need the role admin"):
        accept_only(actor=make.actor(mika), registry=registry, names=["onnx"])


@pytest.mark.parametrize("name", ["", "a/b", "a:b", "n" * 129])
def test_bad_types(registry: Registry, name: str) -> None:
    with expect.refused(InvalidName, "Artifact type"):
        add_accepted_types(actor=make.actor(), registry=registry, names=["onnx", name])


def test_all_types(registry: Registry) -> None:
    with expect.events() as events:
        accept_all_types(actor=make.actor(), registry=registry)

    assert Registry.objects.get().accepts_all_types
    assert events == [("changed accepted types", "model", ["model"], "all")]
    with expect.nothing_changes():
        accept_all_types(actor=make.actor(), registry=registry)


def test_limit_keeps_what_is_there_and_what_was(registry: Registry) -> None:
    registry = accept_all_types(actor=make.actor(), registry=registry)
    make.make_collection(registry, "tables", "dataset")

    with expect.events() as events:
        accept_only(actor=make.actor(), registry=registry, names=["onnx"])

    assert names(registry) == ["dataset", "model", "onnx"]
    assert events == [("changed accepted types", "model", "all", ["dataset", "model", "onnx"])]


def test_limit_to_nothing(open_registry: Registry) -> None:
    with expect.refused(InvalidValue, "at least one type"):
        accept_only(actor=make.actor(), registry=open_registry)


def test_limit_of_a_limited_registry_adds(registry: Registry) -> None:
    accept_only(actor=make.actor(), registry=registry, names=["onnx"])

    assert names(registry) == ["model", "onnx"]
