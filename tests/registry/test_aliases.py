"""Aliases: one version of a collection holds each; putting one elsewhere moves it."""

import pytest

from registry.actions.labels import add_aliases, remove_aliases
from registry.actions.protected_aliases import protect_alias
from registry.errors import AliasProtected, InvalidName, InvalidValue, NotAllowed, NotFound
from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    Entity,
    Organization,
    Project,
    Registry,
    RegistryRole,
    User,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "animals")


@pytest.fixture
def old(project: Project) -> ArtifactVersion:
    return make.make_version(project, "zoo")


@pytest.fixture
def new(old: ArtifactVersion, project: Project) -> ArtifactVersion:
    return make.make_version(project, "zoo")


@pytest.fixture
def registry(acme: Organization, mika: User) -> Registry:
    registry = make.make_registry(acme, "model")
    make.give(registry, mika, RegistryRole.MEMBER)
    return registry


def add(
    version: ArtifactVersion,
    *names: str,
    collection: Collection | None = None,
    by: User | None = None,
) -> None:
    add_aliases(
        actor=make.actor(by),
        collection=collection or version.collection,
        version=version,
        names=names,
    )


def remove(
    version: ArtifactVersion,
    *names: str,
    collection: Collection | None = None,
    by: User | None = None,
) -> None:
    remove_aliases(
        actor=make.actor(by),
        collection=collection or version.collection,
        version=version,
        names=names,
    )


def names_of(version: ArtifactVersion, collection: Collection | None = None) -> list[str]:
    held = Alias.objects.filter(collection=collection or version.collection, version=version)
    return sorted(held.values_list("name", flat=True))


def test_is_added(old: ArtifactVersion, mika: User) -> None:
    with expect.events() as events:
        add(old, "best", "zoo 1", by=mika)

    assert names_of(old) == ["best", "latest", "zoo 1"]
    assert Alias.objects.get(name="best").moved_by == mika
    assert events == [
        ("added alias", "zoo: best", None, "v0"),
        ("added alias", "zoo: zoo 1", None, "v0"),
    ]


def test_moves(old: ArtifactVersion, new: ArtifactVersion) -> None:
    add(old, "best")

    with expect.events() as events:
        add(new, "best", "latest")

    assert (names_of(old), names_of(new)) == ([], ["best", "latest"])
    assert events == [("moved alias", "zoo: best", "v0", "v1")]


def test_latest_can_be_put_back(old: ArtifactVersion, new: ArtifactVersion) -> None:
    add(old, "latest")

    assert (names_of(old), names_of(new)) == (["latest"], [])


def test_again_is_no_change(old: ArtifactVersion) -> None:
    add(old, "best")

    with expect.nothing_changes():
        add(old, "best", "best")


def test_reason_is_kept(old: ArtifactVersion) -> None:
    add_aliases(
        actor=make.actor(),
        collection=old.collection,
        version=old,
        names=["best"],
        reason="passed the review",
    )

    assert make.last_event().reason == "passed the review"


def test_in_a_registry_numbers_are_the_registrys(
    old: ArtifactVersion, new: ArtifactVersion, registry: Registry, mika: User
) -> None:
    shown = make.link(new, registry, "shown", aliases=["staging"]).collection
    make.link(old, registry, "shown")

    with expect.events() as events:
        add(old, "staging", collection=shown, by=mika)

    assert events == [("moved alias", "shown: staging", "v0", "v1")]
    assert names_of(old, shown) == ["latest", "staging"]
    assert names_of(old) == []


def test_is_removed(old: ArtifactVersion, mika: User) -> None:
    add(old, "a", "b")

    with expect.events() as events:
        remove(old, "b", "a", "unknown", by=mika)

    assert names_of(old) == ["latest"]
    assert events == [
        ("removed alias", "zoo: a", "v0", None),
        ("removed alias", "zoo: b", "v0", None),
    ]


def test_only_its_own_are_removed(old: ArtifactVersion, new: ArtifactVersion) -> None:
    add(old, "best")

    with expect.nothing_changes():
        remove(new, "best")


def test_latest_is_never_removed(old: ArtifactVersion) -> None:
    with expect.nothing_changes():
        remove(old, "latest")


def test_version_of_another_collection(old: ArtifactVersion, project: Project) -> None:
    other = make.make_version(project, "farm")

    with expect.refused(NotFound, "v0 is not in collection 'zoo'"):
        add(other, "best", collection=old.collection)


def test_version_that_is_not_linked_there(old: ArtifactVersion, registry: Registry) -> None:
    shown = make.make_collection(registry, "shown")

    with expect.refused(NotFound, "v0 is not in collection 'shown'"):
        add(old, "best", collection=shown)


def test_deleted_version(old: ArtifactVersion) -> None:
    make.delete(old)

    with expect.refused(NotFound, "not in collection"):
        add(old, "best")


def test_deleted_collection(old: ArtifactVersion) -> None:
    Collection.objects.update(deleted_at="2026-01-01T00:00Z")

    with expect.refused(NotFound, "'zoo' has been deleted"):
        add(old, "best")


def test_at_most_a_hundred(old: ArtifactVersion) -> None:
    add(old, *(f"a{number}" for number in range(99)))
    add(old, "a99", "latest")

    with expect.refused(InvalidValue, "at most 100 aliases"):
        add(old, "one-more")


@pytest.mark.parametrize("name", ["v0", "V12", "v-1", "v٣", "a/b", "a:b", "", "\u200b", "n" * 129])
def test_bad_names(old: ArtifactVersion, name: str) -> None:
    with expect.refused(InvalidName, "Alias"):
        add(old, "good", name)


def test_viewers_of_the_team_may_not(old: ArtifactVersion, vic: User) -> None:
    with expect.refused(NotAllowed, "viewer of team"):
        add(old, "best", by=vic)
    with expect.refused(NotAllowed, "viewer of team"):
        remove(old, "best", by=vic)


def test_viewers_of_the_registry_may_not(
    old: ArtifactVersion, registry: Registry, mika: User
) -> None:
    shown = make.link(old, registry, aliases=["staging"]).collection
    make.give(registry, mika, RegistryRole.VIEWER)

    with expect.refused(NotAllowed, "To change aliases in registry 'model'"):
        add(old, "best", collection=shown, by=mika)
    with expect.refused(NotAllowed, "To change aliases in registry 'model'"):
        remove(old, "staging", collection=shown, by=mika)


def test_outsiders_may_not(old: ArtifactVersion, sam: User) -> None:
    with expect.refused(NotFound, "no entity"):
        add(old, "best", by=sam)
    with expect.refused(NotFound, "no entity"):
        remove(old, "latest", by=sam)


def test_protected_alias_is_for_admins(
    old: ArtifactVersion, registry: Registry, mika: User, olivia: User
) -> None:
    shown = make.link(old, registry).collection
    protect_alias(actor=make.actor(), registry=registry, name="production")

    with expect.refused(AliasProtected, "'production' is protected"):
        add(old, "production", collection=shown, by=mika)
    add(old, "production", collection=shown, by=olivia)
    with expect.refused(AliasProtected, "'production' is protected"):
        remove(old, "production", collection=shown, by=mika)
    remove(old, "production", collection=shown, by=olivia)

    assert names_of(old, shown) == ["latest"]


def test_protection_ends_at_the_registry(
    old: ArtifactVersion, registry: Registry, mika: User
) -> None:
    protect_alias(actor=make.actor(), registry=registry, name="production")

    add(old, "production", by=mika)

    assert names_of(old) == ["latest", "production"]
