"""Collections are renamed; sources change type."""

import pytest

from registry.actions.collections import rename_collection, retype_collection
from registry.errors import InUse, InvalidName, NameTaken, NotAllowed, NotFound, WrongType
from registry.models import ArtifactVersion, Collection, Entity, Organization, Registry, User
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "model")


@pytest.fixture
def version(zoo_team: Entity) -> ArtifactVersion:
    return make.make_version(make.make_project(zoo_team, "zoo"), "cats")


def test_in_a_registry(registry: Registry, olivia: User) -> None:
    shown = make.make_collection(registry, "shown")

    with expect.events() as events:
        renamed = rename_collection(actor=make.actor(olivia), collection=shown, name="Seen")

    assert (renamed.pk, renamed.name) == (shown.pk, "Seen")
    assert renamed.revision != shown.revision
    assert events == [("renamed collection", "Seen", "shown", "Seen")]


def test_versions_are_found_under_the_new_name(version: ArtifactVersion, mika: User) -> None:
    renamed = rename_collection(actor=make.actor(mika), collection=version.collection, name="lions")

    found = ArtifactVersion.objects.named(renamed, "v0").get()
    assert found.collection.full_name == "zoo-team/zoo/lions"


def test_same_name_is_no_change(version: ArtifactVersion) -> None:
    with expect.nothing_changes():
        rename_collection(actor=make.actor(), collection=version.collection, name="cats")


def test_name_of_a_neighbour(version: ArtifactVersion, registry: Registry) -> None:
    make.make_version(version.collection.project, "dogs")
    make.make_collection(registry, "a")
    shown = make.make_collection(registry, "b")

    with expect.refused(NameTaken, "Project 'zoo' has a collection 'dogs' already"):
        rename_collection(actor=make.actor(), collection=version.collection, name="dogs")
    with expect.refused(NameTaken, "Registry 'model' has a collection 'a' already"):
        rename_collection(actor=make.actor(), collection=shown, name="a")


@pytest.mark.parametrize("name", ["", "a/b", "a:b", "n" * 129, "a\u200b"])
def test_bad_names(version: ArtifactVersion, name: str) -> None:
    with expect.refused(InvalidName, "Collection name"):
        rename_collection(actor=make.actor(), collection=version.collection, name=name)


def test_who_may_not(version: ArtifactVersion, registry: Registry, vic: User, sam: User) -> None:
    shown = make.make_collection(registry)

    with expect.refused(NotAllowed, "To edit a collection in registry 'model'"):
        rename_collection(actor=make.actor(vic), collection=shown, name="x")
    with expect.refused(NotAllowed, "viewer of team"):
        rename_collection(actor=make.actor(vic), collection=version.collection, name="x")
    with expect.refused(NotFound, "that you may see"):
        rename_collection(actor=make.actor(sam), collection=shown, name="x")


def test_source_changes_type(version: ArtifactVersion, mika: User) -> None:
    with expect.events() as events:
        retype_collection(
            actor=make.actor(mika), collection=version.collection, type_name="checkpoint"
        )

    assert Collection.objects.get().artifact_type.name == "checkpoint"
    assert events == [("changed type", "cats", "model", "checkpoint")]


def test_same_type_is_no_change(version: ArtifactVersion) -> None:
    with expect.nothing_changes():
        retype_collection(actor=make.actor(), collection=version.collection, type_name="model")


def test_collections_of_links_keep_their_type(registry: Registry) -> None:
    shown = make.make_collection(registry)

    with expect.refused(WrongType, "keeps its type"):
        retype_collection(actor=make.actor(), collection=shown, type_name="dataset")


def test_linked_versions_keep_their_type(version: ArtifactVersion, registry: Registry) -> None:
    make.link(version, registry)

    with expect.refused(InUse, "Versions of 'cats' are linked as model artifacts"):
        retype_collection(actor=make.actor(), collection=version.collection, type_name="dataset")


def test_bad_type(version: ArtifactVersion) -> None:
    with expect.refused(InvalidName, "Artifact type"):
        retype_collection(actor=make.actor(), collection=version.collection, type_name="a/b")
