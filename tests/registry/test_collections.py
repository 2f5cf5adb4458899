"""Collections of a registry are made and described."""

import pytest

from registry.actions.collections import create_collection, describe_collection
from registry.errors import InvalidName, InvalidValue, NameTaken, NotAllowed, NotFound, WrongType
from registry.models import Collection, Entity, Organization, Registry, RegistryRole, User
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(acme: Organization, mika: User) -> Registry:
    registry = make.make_registry(acme, "model", accepted_types=["model"])
    make.give(registry, mika, RegistryRole.MEMBER)
    return registry


def create(
    registry: Registry, name: str = "zoo", type_name: str = "model", by: User | None = None
) -> Collection:
    return create_collection(
        actor=make.actor(by), registry=registry, name=name, type_name=type_name
    )


def test_is_empty(registry: Registry, mika: User) -> None:
    collection = create(registry, by=mika)

    assert (collection.kind, collection.version_count) == ("registry", 0)
    assert (collection.description, collection.created_by) == (None, mika)
    assert collection.full_name == "acme-org/wandb-registry-model/zoo"
    registry.refresh_from_db()
    assert registry.collection_count == 1


def test_is_one_event(registry: Registry, mika: User) -> None:
    with expect.events() as events:
        create(registry, by=mika)

    assert events == [("created collection", "zoo", None, {"type": "model"})]


def test_name_taken(registry: Registry) -> None:
    create(registry)

    with expect.refused(NameTaken, "'model' has a collection 'zoo' already"):
        create(registry)


def test_name_of_a_deleted_collection_is_free(registry: Registry) -> None:
    create(registry)
    Collection.objects.update(deleted_at="2026-01-01T00:00Z")

    assert create(registry).name == "zoo"


def test_same_name_in_another_registry(registry: Registry, acme: Organization) -> None:
    create(registry)

    assert create(make.make_registry(acme, "second")).name == "zoo"


def test_type_that_the_registry_does_not_take(registry: Registry) -> None:
    with expect.refused(WrongType, "accepts model artifacts; this one has type 'dataset'"):
        create(registry, type_name="dataset")


@pytest.mark.parametrize("name", ["", "a/b", "a:b", ".", "..", " a", "n" * 129, "a\0"])
def test_bad_names(registry: Registry, name: str) -> None:
    with expect.refused(InvalidName, "Collection name"):
        create(registry, name)


@pytest.mark.parametrize("role", [RegistryRole.RESTRICTED_VIEWER, RegistryRole.VIEWER])
def test_viewers_may_not(registry: Registry, mika: User, role: RegistryRole) -> None:
    make.give(registry, mika, role)

    with expect.refused(NotAllowed, "To create a collection in registry 'model'"):
        create(registry, by=mika)


def test_outsiders_may_not(registry: Registry, sam: User) -> None:
    with expect.refused(NotFound, "no registry 'model'"):
        create(registry, by=sam)


# --- The card


def describe(collection: Collection, text: str | None, by: User | None = None) -> Collection:
    return describe_collection(actor=make.actor(by), collection=collection, description=text)


def test_card(registry: Registry, mika: User) -> None:
    collection = create(registry)
    describe(collection, "# Old")

    with expect.events() as events:
        describe(collection, "# New", by=mika)

    assert Collection.objects.get().description == "# New"
    assert events == [("edited card", "zoo", "# Old", "# New")]


def test_same_card_is_no_change(registry: Registry) -> None:
    collection = describe(create(registry), "# Old")

    with expect.nothing_changes():
        describe(collection, "# Old")


def test_card_of_a_source_collection(zoo_team: Entity, mika: User, vic: User) -> None:
    collection = make.make_version(make.make_project(zoo_team), "zoo").collection

    describe(collection, "by mika", by=mika)

    with expect.refused(NotAllowed, "viewer of team"):
        describe(collection, "by vic", by=vic)


def test_nul_cannot_be_stored(registry: Registry) -> None:
    assert describe(create(registry), "a\0b").description == "a\ufffdb"


def test_long_card(registry: Registry) -> None:
    collection = create(registry)

    with expect.refused(InvalidValue, "64 KiB"):
        describe(collection, "x" * 65537)


def test_card_of_a_deleted_collection(registry: Registry) -> None:
    collection = create(registry)
    Collection.objects.update(deleted_at="2026-01-01T00:00Z")

    with expect.refused(NotFound, "has been deleted"):
        describe(collection, "x")


def test_viewers_may_not_describe(registry: Registry, mika: User) -> None:
    collection = create(registry)
    make.give(registry, mika, RegistryRole.VIEWER)

    with expect.refused(NotAllowed, "To edit a collection"):
        describe(collection, "x", by=mika)
