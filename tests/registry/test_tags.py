"""Tags are shared by many and stay where they are put."""

import pytest

from registry.actions.tags import add_collection_tags, add_version_tags, remove_collection_tags
from registry.errors import InvalidName, InvalidValue, NotAllowed, NotFound
from registry.models import (
    ArtifactVersion,
    Collection,
    CollectionTag,
    Entity,
    Organization,
    User,
    VersionTag,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(zoo_team: Entity) -> ArtifactVersion:
    return make.make_version(make.make_project(zoo_team), "zoo")


@pytest.fixture
def shown(acme: Organization) -> Collection:
    return make.make_collection(make.make_registry(acme, "model"), "shown")


def test_on_a_version(version: ArtifactVersion, mika: User) -> None:
    with expect.events() as events:
        add_version_tags(actor=make.actor(mika), version=version, names=["b", "a c", "b"])

    assert {tag.name for tag in version.tags.all()} == {"b", "a c"}
    assert events == [("added tag", "zoo:v0", None, "b"), ("added tag", "zoo:v0", None, "a c")]


def test_on_a_collection(shown: Collection, olivia: User) -> None:
    with expect.events() as events:
        add_collection_tags(actor=make.actor(olivia), collection=shown, names=["a", "a"])

    assert [tag.name for tag in shown.tags.all()] == ["a"]
    assert events == [("added tag", "shown", None, "a")]


def test_again_is_no_change(version: ArtifactVersion, shown: Collection) -> None:
    add_version_tags(actor=make.actor(), version=version, names=["a"])
    add_collection_tags(actor=make.actor(), collection=shown, names=["a"])

    with expect.nothing_changes():
        add_version_tags(actor=make.actor(), version=version, names=["a"])
        add_collection_tags(actor=make.actor(), collection=shown, names=["a"])


def test_on_many_versions(version: ArtifactVersion, zoo_team: Entity) -> None:
    other = make.make_version(version.collection.project, "zoo")

    for each in (version, other):
        add_version_tags(actor=make.actor(), version=each, names=["a"])

    assert VersionTag.objects.filter(name="a").count() == 2


@pytest.mark.parametrize("name", ["", " a", "a ", "a,b", "a/b", "a\n", "x!", "t" * 129, "a\u200b"])
def test_bad_names(version: ArtifactVersion, shown: Collection, name: str) -> None:
    with expect.refused(InvalidName, "Tag"):
        add_version_tags(actor=make.actor(), version=version, names=["good", name])
    with expect.refused(InvalidName, "Tag"):
        add_collection_tags(actor=make.actor(), collection=shown, names=["good", name])


def test_at_most_a_hundred(version: ArtifactVersion, shown: Collection) -> None:
    names = [f"t{number}" for number in range(100)]
    add_version_tags(actor=make.actor(), version=version, names=names)
    add_collection_tags(actor=make.actor(), collection=shown, names=names)

    with expect.refused(InvalidValue, "At most 100 tags"):
        add_version_tags(actor=make.actor(), version=version, names=["one-more"])
    with expect.refused(InvalidValue, "At most 100 tags"):
        add_collection_tags(actor=make.actor(), collection=shown, names=["one-more"])


def test_viewers_may_not(version: ArtifactVersion, shown: Collection, vic: User) -> None:
    with expect.refused(NotAllowed, "viewer of team"):
        add_version_tags(actor=make.actor(vic), version=version, names=["a"])
    with expect.refused(NotAllowed, "To change tags in registry 'model'"):
        add_collection_tags(actor=make.actor(vic), collection=shown, names=["a"])


def test_outsiders_may_not(version: ArtifactVersion, shown: Collection, sam: User) -> None:
    with expect.refused(NotFound, "no entity"):
        add_version_tags(actor=make.actor(sam), version=version, names=["a"])
    with expect.refused(NotFound, "no registry"):
        add_collection_tags(actor=make.actor(sam), collection=shown, names=["a"])

    assert not CollectionTag.objects.exists()


def test_off_again(shown: Collection, olivia: User) -> None:
    add_collection_tags(actor=make.actor(), collection=shown, names=["a", "b"])

    with expect.events() as events:
        remove_collection_tags(actor=make.actor(olivia), collection=shown, names=["a", "c"])

    assert [tag.name for tag in shown.tags.all()] == ["b"]
    assert events == [("removed tag", "shown", "a", None)]


def test_viewers_take_none_off(shown: Collection, vic: User) -> None:
    with expect.refused(NotAllowed, "To change tags in registry 'model'"):
        remove_collection_tags(actor=make.actor(vic), collection=shown, names=["a"])
