"""What is said of a version is edited where it was logged and, in part, where it is shown."""

import pytest

from registry import plain
from registry.actions.tags import add_version_tags, remove_version_tags
from registry.actions.version_details import describe_version, set_metadata, set_ttl
from registry.errors import InvalidValue, NotAllowed, NotCommitted, NotFound
from registry.models import (
    ArtifactVersion,
    AuditEvent,
    Entity,
    Organization,
    Registry,
    RegistryRole,
    User,
    VersionTag,
    Visibility,
)
from tests import content, expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(zoo_team: Entity) -> ArtifactVersion:
    return make.make_version(make.make_project(zoo_team), "cats", metadata={"lr": 0.1})


@pytest.fixture
def vault(acme: Organization) -> Registry:
    return make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)


@pytest.fixture
def kim(vault: Registry, version: ArtifactVersion) -> User:
    """A member of a registry that shows the version, and of no team."""
    make.link(version, vault, "shown")
    kim = make.make_user("kim")
    make.join_registry(vault, kim, RegistryRole.MEMBER)
    return kim


def test_description(version: ArtifactVersion, mika: User) -> None:
    with expect.events() as events:
        edited = describe_version(actor=make.actor(mika), version=version, description="Sharper.")

    assert edited.description == "Sharper."
    assert edited.revision != version.revision
    assert events == [("described version", "cats:v0", None, "Sharper.")]


def test_no_description_is_not_an_empty_one(version: ArtifactVersion) -> None:
    with expect.events() as events:
        describe_version(actor=make.actor(), version=version, description="")
        describe_version(actor=make.actor(), version=version, description=None)

    assert [(before, after) for _, _, before, after in events] == [(None, ""), ("", None)]


def test_same_words_are_no_change(version: ArtifactVersion) -> None:
    with expect.nothing_changes():
        describe_version(actor=make.actor(), version=version, description=None)
        set_metadata(actor=make.actor(), version=version, metadata={"lr": 0.1})
        set_ttl(actor=make.actor(), version=version, seconds=None)


def test_member_of_a_registry_describes(
    version: ArtifactVersion, kim: User, vault: Registry
) -> None:
    with expect.events() as events:
        describe_version(actor=make.actor(kim), version=version, description="Approved.")
        add_version_tags(actor=make.actor(kim), version=version, names=["approved"])
        remove_version_tags(actor=make.actor(kim), version=version, names=["approved"])

    assert events == [
        ("described version", "shown:v0", None, "Approved."),
        ("added tag", "shown:v0", None, "approved"),
        ("removed tag", "shown:v0", "approved", None),
    ]
    assert AuditEvent.objects.filter(registry=vault, verb="described version").exists()


def test_member_of_a_registry_does_not_touch_the_rest(version: ArtifactVersion, kim: User) -> None:
    with expect.refused(NotFound, "that you may log to"):
        set_metadata(actor=make.actor(kim), version=version, metadata={})
    with expect.refused(NotFound, "that you may log to"):
        set_ttl(actor=make.actor(kim), version=version, seconds=60)


@pytest.mark.parametrize("role", [RegistryRole.RESTRICTED_VIEWER, RegistryRole.VIEWER])
def test_viewers_of_a_registry_may_not(
    version: ArtifactVersion, kim: User, vault: Registry, role: RegistryRole
) -> None:
    make.give(vault, kim, role)

    with expect.refused(NotAllowed, "need the role member, in a registry that shows the version"):
        describe_version(actor=make.actor(kim), version=version, description="x")
    with expect.refused(NotAllowed, "To change tags you need"):
        add_version_tags(actor=make.actor(kim), version=version, names=["x"])


def test_viewers_of_the_team_may_not(version: ArtifactVersion, vic: User, sam: User) -> None:
    with expect.refused(NotAllowed, "viewer of team"):
        describe_version(actor=make.actor(vic), version=version, description="x")
    with expect.refused(NotAllowed, "viewer of team"):
        set_metadata(actor=make.actor(vic), version=version, metadata={})
    with expect.refused(NotFound, "no entity"):
        describe_version(actor=make.actor(sam), version=version, description="x")


def test_metadata(version: ArtifactVersion, mika: User) -> None:
    with expect.events() as events:
        edited = set_metadata(actor=make.actor(mika), version=version, metadata={"lr": 1, "n": []})

    assert edited.metadata == {"lr": 1, "n": []}
    assert events == [("edited metadata", "cats:v0", {"lr": 0.1}, {"lr": 1, "n": []})]


@pytest.mark.parametrize(
    ("metadata", "says"),
    [
        ({str(number): 0 for number in range(101)}, "at most 100"),
        ({"x": float("inf")}, "infinite"),
        ({"x": "y" * 2**20}, "1 MiB"),
        ({"x": content.nested(200)}, "levels deep"),
    ],
)
def test_bad_metadata(version: ArtifactVersion, metadata: dict[str, object], says: str) -> None:
    with expect.refused(InvalidValue, says):
        set_metadata(actor=make.actor(), version=version, metadata=metadata)


def test_long_description(version: ArtifactVersion) -> None:
    with expect.refused(InvalidValue, "64 KiB"):
        describe_version(actor=make.actor(), version=version, description="x" * 65_537)


@pytest.mark.parametrize("seconds", [1, 3600, plain.TTL_OFF])
def test_time_to_live(version: ArtifactVersion, mika: User, seconds: int) -> None:
    with expect.events() as events:
        edited = set_ttl(actor=make.actor(mika), version=version, seconds=seconds)

    assert edited.ttl_seconds == seconds
    assert events == [("changed time to live", "cats:v0", None, seconds)]


@pytest.mark.parametrize("seconds", [0, -1, -3, 2**62])
def test_bad_time_to_live(version: ArtifactVersion, seconds: int) -> None:
    with expect.refused(InvalidValue, "between a second and a hundred years"):
        set_ttl(actor=make.actor(), version=version, seconds=seconds)


@pytest.mark.parametrize("type_name", ["run_table", "code", "job", "wandb-history"])
def test_generated_artifacts_have_no_time_of_their_own(zoo_team: Entity, type_name: str) -> None:
    version = make.make_version(make.make_project(zoo_team), type_name=type_name)

    with expect.refused(InvalidValue, "no time to live of their own"):
        set_ttl(actor=make.actor(), version=version, seconds=60)


def test_tombstones_stay_as_they_are(version: ArtifactVersion) -> None:
    make.delete(version)

    with expect.refused(NotCommitted, "its tombstone cannot be edited"):
        describe_version(actor=make.actor(), version=version, description="x")


def test_tags_it_does_not_have(version: ArtifactVersion) -> None:
    VersionTag.objects.create(version=version, name="kept")

    with expect.nothing_changes():
        remove_version_tags(actor=make.actor(), version=version, names=["other"])
