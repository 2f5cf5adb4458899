"""A source goes with its versions, which leave tombstones; a registry's collection keeps them."""

import pytest

from registry.actions.collection_deletion import delete_collection, preview_collection_deletion
from registry.actions.protected_aliases import protect_alias
from registry.errors import AliasProtected, NotAllowed, NotFound
from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    Entity,
    LinkedVersion,
    Manifest,
    ManifestEntry,
    Organization,
    Project,
    Registry,
    RegistryRole,
    User,
    VersionState,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "zoo")


@pytest.fixture
def version(project: Project) -> ArtifactVersion:
    return make.make_version(project, "cats")


@pytest.fixture
def registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "model")


@pytest.fixture
def shown(version: ArtifactVersion, registry: Registry) -> Collection:
    return make.link(version, registry, "shown", aliases=["production"]).collection


def test_source_leaves_tombstones(version: ArtifactVersion, mika: User) -> None:
    make.begin(version.collection.project, "cats")

    with expect.events() as events:
        delete_collection(actor=make.actor(mika), collection=version.collection)

    tombstone = ArtifactVersion.objects.get()
    assert (tombstone.state, tombstone.deleted_by) == (VersionState.DELETED, mika)
    assert not ManifestEntry.objects.exists()
    assert not Manifest.objects.exists()
    assert not Alias.objects.exists()
    assert not Collection.objects.live().exists()
    assert events == [("deleted collection", "cats", {"type": "model", "versions": 1}, None)]


def test_source_takes_its_links_along(
    version: ArtifactVersion, shown: Collection, registry: Registry
) -> None:
    other = make.make_version(version.collection.project, "dogs")
    make.link(version, registry, "shown")
    make.link(other, registry, "shown")
    make.link(make.make_version(version.collection.project, "cats"), registry, "shown")

    with expect.events() as events:
        delete_collection(actor=make.actor(), collection=version.collection)

    assert LinkedVersion.objects.get().version == other
    assert Alias.objects.get(collection=shown, name="latest").version == other
    shown.refresh_from_db()
    registry.refresh_from_db()
    assert (shown.version_count, registry.version_count) == (1, 1)
    moves = [event for event in events if event[0] == "moved alias"]
    assert len([verb for verb, *_ in events if verb == "unlinked version"]) == 2
    assert len(moves) <= 1


def test_source_under_a_protected_alias_stays(
    version: ArtifactVersion, shown: Collection, registry: Registry
) -> None:
    protect_alias(actor=make.actor(), registry=registry, name="production")

    with expect.refused(AliasProtected, "linked as shown:production, and that alias is protected"):
        delete_collection(actor=make.actor(), collection=version.collection)


def test_numbers_are_not_given_again(version: ArtifactVersion, project: Project) -> None:
    delete_collection(actor=make.actor(), collection=version.collection)

    assert make.make_version(project, "cats").name == "v1"


def test_registrys_collection_keeps_the_sources(
    version: ArtifactVersion, shown: Collection, registry: Registry, olivia: User
) -> None:
    with expect.events() as events:
        delete_collection(actor=make.actor(olivia), collection=shown)

    version.refresh_from_db()
    registry.refresh_from_db()
    assert (version.state, version.link_count) == (VersionState.COMMITTED, 0)
    assert (registry.collection_count, registry.version_count) == (0, 0)
    assert not LinkedVersion.objects.exists()
    assert list(Alias.objects.values_list("name", flat=True)) == ["latest"]
    assert events == [("deleted collection", "shown", {"type": "model", "links": 1}, None)]


def test_name_is_free_again(
    version: ArtifactVersion, shown: Collection, registry: Registry
) -> None:
    delete_collection(actor=make.actor(), collection=shown)

    assert make.link(version, registry, "shown").name == "v1"


def test_protected_alias_in_it_stops_members(
    shown: Collection, registry: Registry, mika: User, olivia: User
) -> None:
    protect_alias(actor=make.actor(), registry=registry, name="production")
    make.give(registry, mika, RegistryRole.MEMBER)

    with expect.refused(AliasProtected, "Alias 'production' is protected"):
        delete_collection(actor=make.actor(mika), collection=shown)
    delete_collection(actor=make.actor(olivia), collection=shown)


def test_collection_of_links_in_a_project(version: ArtifactVersion, project: Project) -> None:
    link = make.link_into_project(version, project, "old-style")

    delete_collection(actor=make.actor(), collection=link.collection)

    version.refresh_from_db()
    assert version.link_count == 0


def test_twice(shown: Collection) -> None:
    delete_collection(actor=make.actor(), collection=shown)

    with expect.refused(NotFound, "Collection 'shown' has been deleted"):
        delete_collection(actor=make.actor(), collection=shown)


def test_who_may_not(version: ArtifactVersion, shown: Collection, vic: User, sam: User) -> None:
    with expect.refused(NotAllowed, "To delete a collection in registry 'model'"):
        delete_collection(actor=make.actor(vic), collection=shown)
    with expect.refused(NotAllowed, "viewer of team"):
        delete_collection(actor=make.actor(vic), collection=version.collection)
    with expect.refused(NotFound, "that you may see"):
        delete_collection(actor=make.actor(sam), collection=shown)


def test_preview_of_a_source(version: ArtifactVersion, shown: Collection, mika: User) -> None:
    loss = preview_collection_deletion(actor=make.actor(mika), collection=version.collection)

    assert (loss.versions, loss.links, loss.blocked_by) == (1, 1, [])


def test_preview_says_what_blocks(
    version: ArtifactVersion, shown: Collection, registry: Registry, mika: User, olivia: User
) -> None:
    protect_alias(actor=make.actor(), registry=registry, name="production")
    make.give(registry, mika, RegistryRole.MEMBER)

    for_member = preview_collection_deletion(actor=make.actor(mika), collection=shown)
    for_admin = preview_collection_deletion(actor=make.actor(olivia), collection=shown)
    of_source = preview_collection_deletion(actor=make.actor(mika), collection=version.collection)

    assert for_member.blocked_by == of_source.blocked_by == ["shown:production"]
    assert (for_admin.blocked_by, for_admin.links) == ([], 1)
