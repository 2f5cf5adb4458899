"""Versions are taken out of registries; their numbers are not given again."""

import pytest

from registry.actions.links import unlink_version
from registry.actions.protected_aliases import protect_alias
from registry.errors import AliasProtected, NotAllowed, NotFound
from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    Entity,
    LinkedVersion,
    Organization,
    Project,
    Registry,
    RegistryRole,
    User,
    Visibility,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "animals")


@pytest.fixture
def registry(acme: Organization, mika: User) -> Registry:
    registry = make.make_registry(acme, "model")
    make.give(registry, mika, RegistryRole.MEMBER)
    return registry


@pytest.fixture
def version(project: Project) -> ArtifactVersion:
    return make.make_version(project, "zoo")


def unlink(link: LinkedVersion, by: User | None = None) -> None:
    unlink_version(actor=make.actor(by), link=link)


def test_source_stays(version: ArtifactVersion, registry: Registry, mika: User) -> None:
    unlink(make.link(version, registry, "shown", aliases=["staging"]), by=mika)

    version.refresh_from_db()
    assert version.is_committed
    assert version.link_count == 0
    assert not LinkedVersion.objects.exists()
    assert [alias.name for alias in Alias.objects.all()] == ["latest"]


def test_events(version: ArtifactVersion, registry: Registry) -> None:
    link = make.link(version, registry, "shown", aliases=["staging"])

    with expect.events() as events:
        unlink(link)

    assert events == [("unlinked version", "shown:v0", {"digest": version.digest}, None)]


def test_counts_are_as_before(version: ArtifactVersion, registry: Registry) -> None:
    unlink(make.link(version, registry, "shown"))

    collection = Collection.objects.get(name="shown")
    assert (collection.version_count, collection.size, collection.used_by_count) == (0, 0, 0)
    registry.refresh_from_db()
    assert (registry.collection_count, registry.version_count) == (1, 0)


def test_number_is_not_given_again(project: Project, registry: Registry) -> None:
    unlink(make.link(make.make_version(project), registry, "shown"))

    assert make.link(make.make_version(project), registry, "shown").name == "v1"


def test_latest_falls_back_to_the_newest_left(project: Project, registry: Registry) -> None:
    first, second, third = (
        make.link(make.make_version(project), registry, "shown") for _ in range(3)
    )
    unlink(second)

    with expect.events() as events:
        unlink(third)

    assert Alias.objects.get(collection=third.collection, name="latest").version == first.version
    assert events[1:] == [("added alias", "shown: latest", None, "v0")]


def test_latest_stays_where_it_is(project: Project, registry: Registry) -> None:
    first, second = (make.link(make.make_version(project), registry, "shown") for _ in range(2))

    unlink(first)

    assert Alias.objects.get(collection=first.collection).version == second.version


def test_twice_is_once(version: ArtifactVersion, registry: Registry) -> None:
    link = make.link(version, registry, "shown")
    unlink(link)

    with expect.nothing_changes():
        unlink(link)


def test_viewers_may_not(version: ArtifactVersion, registry: Registry, mika: User) -> None:
    link = make.link(version, registry)
    make.give(registry, mika, RegistryRole.VIEWER)

    with expect.refused(NotAllowed, "To unlink a version .* you are viewer"):
        unlink(link, by=mika)


def test_hidden_registry(version: ArtifactVersion, acme: Organization, mika: User) -> None:
    link = make.link(version, make.make_registry(acme, "x", visibility=Visibility.RESTRICTED))

    with expect.refused(NotFound, "no registry 'x'"):
        unlink(link, by=mika)


def test_protected_alias_is_for_admins(
    version: ArtifactVersion, registry: Registry, mika: User, olivia: User
) -> None:
    link = make.link(version, registry, aliases=["production"])
    protect_alias(actor=make.actor(), registry=registry, name="production")

    with expect.refused(AliasProtected, "'production' is protected"):
        unlink(link, by=mika)

    unlink(link, by=olivia)
    assert not LinkedVersion.objects.exists()


def test_from_a_project(version: ArtifactVersion, project: Project, mika: User, vic: User) -> None:
    link = make.link_into_project(version, project, "shown")

    with expect.refused(NotAllowed, "viewer of team"):
        unlink(link, by=vic)

    unlink(link, by=mika)
    assert not LinkedVersion.objects.exists()
