"""Deleting leaves a tombstone: name, type and dates, without files."""

import pytest

from registry.actions.deletions import delete_version
from registry.actions.protected_aliases import protect_alias
from registry.errors import AliasProtected, InUse, NotAllowed, NotFound
from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    Entity,
    LinkedVersion,
    ManifestEntry,
    Organization,
    Project,
    User,
    VersionState,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "animals")


def delete(
    version: ArtifactVersion, by: User | None = None, *, with_aliases: bool = False
) -> ArtifactVersion:
    return delete_version(actor=make.actor(by), version=version, with_aliases=with_aliases)


def test_leaves_a_tombstone(project: Project, mika: User) -> None:
    version = delete(make.make_version(project, "zoo"), by=mika)

    version.refresh_from_db()
    assert (version.state, version.name) == (VersionState.DELETED, "v0")
    assert (version.deleted_by, version.deleted_at is not None) == (mika, True)
    assert version.collection.artifact_type.name == "model"
    assert not ManifestEntry.objects.exists()
    assert not version.manifests.exists()


def test_is_one_event(project: Project) -> None:
    version = make.make_version(project, "zoo", aliases=("best",))

    with expect.events() as events:
        delete(version, with_aliases=True)

    assert events == [("deleted version", "zoo:v0", {"aliases": ["best", "latest"]}, None)]


def test_counts(project: Project) -> None:
    first = make.make_version(project, "zoo", files={"a": b"12"})
    make.make_version(project, "zoo", files={"a": b"123"})
    make.use(make.make_run(project), first)

    delete(first)

    collection = Collection.objects.get()
    assert (collection.version_count, collection.size, collection.used_by_count) == (1, 3, 0)
    assert collection.next_index == 2


def test_twice_is_once(project: Project) -> None:
    version = make.make_version(project, "zoo")
    delete(version)

    with expect.nothing_changes():
        delete(version)


def test_latest_falls_back_to_the_newest_left(project: Project) -> None:
    old, new = make.make_version(project, "zoo"), make.make_version(project, "zoo")

    with expect.events() as events:
        delete(new)

    assert Alias.objects.get().version == old
    assert events[1:] == [("added alias", "zoo: latest", None, "v0")]


def test_last_version_takes_latest_along(project: Project) -> None:
    delete(make.make_version(project, "zoo"))

    assert not Alias.objects.exists()


def test_aliases_stand_in_the_way(project: Project) -> None:
    version = make.make_version(project, "zoo", aliases=("best",))

    with expect.refused(InUse, "zoo:v0 holds the aliases best. Remove them first"):
        delete(version)

    assert delete(version, with_aliases=True).is_deleted
    assert not Alias.objects.exists()


def test_links_go_too(project: Project, acme: Organization) -> None:
    version = make.make_version(project, "zoo")
    registry = make.make_registry(acme, "model")
    make.link(version, registry, "one", aliases=["staging"])
    make.link(version, registry, "two")

    with expect.events() as events:
        delete(version)

    assert not LinkedVersion.objects.exists()
    assert [verb for verb, *_ in events] == ["unlinked version"] * 2 + ["deleted version"]
    registry.refresh_from_db()
    assert registry.version_count == 0


def test_protected_alias_of_a_link_stands_in_the_way(
    project: Project, acme: Organization, mika: User
) -> None:
    version = make.make_version(project, "zoo")
    registry = make.make_registry(acme, "model")
    make.link(version, registry, "shown", aliases=["production"])
    protect_alias(actor=make.actor(), registry=registry, name="production")

    with expect.refused(AliasProtected, "linked as shown:production, and that alias is protected"):
        delete(version, by=mika, with_aliases=True)


def test_unfinished_upload_leaves_nothing(project: Project) -> None:
    version = make.begin(project)

    delete(version)

    assert not ArtifactVersion.objects.exists()


def test_lineage_keeps_its_edges(project: Project) -> None:
    maker, user = make.make_run(project), make.make_run(project)
    version = make.make_version(project, "zoo", run=maker)
    make.use(user, version)

    delete(version)

    assert list(version.logged_by.values_list("run", flat=True)) == [maker.pk]
    assert list(version.used_by.values_list("run", flat=True)) == [user.pk]


def test_viewers_and_outsiders_may_not(project: Project, vic: User, sam: User) -> None:
    version = make.make_version(project, "zoo")

    with expect.refused(NotAllowed, "viewer of team"):
        delete(version, by=vic)
    with expect.refused(NotFound, "no entity"):
        delete(version, by=sam)
