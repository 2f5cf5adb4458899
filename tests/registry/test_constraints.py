"""The database itself refuses what must not be, whatever the code above it does."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError

from lineage.models import Logged, Run, RunFile, RunLine, Used
from registry.models import (
    Alias,
    ApiKey,
    ArtifactType,
    ArtifactVersion,
    Blob,
    Collection,
    CollectionTag,
    Entity,
    EntityKind,
    LinkedVersion,
    Manifest,
    ManifestEntry,
    Organization,
    OrganizationMember,
    Project,
    ProtectedAlias,
    Registry,
    RegistryMember,
    RegistryRole,
    TeamMember,
    User,
    VersionState,
    VersionTag,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Things:
    user: User
    acme: Organization
    team: Entity
    project: Project
    registry: Registry
    version: ArtifactVersion
    link: LinkedVersion
    run: Run


@pytest.fixture
def things(mika: User, acme: Organization, zoo_team: Entity) -> Things:
    project, registry = make.make_project(zoo_team, "animals"), make.make_registry(acme, "model")
    run = make.make_run(project, "r1")
    version = make.make_version(project, "zoo", run=run, aliases=("best",), tags=("t",))
    make.use(run, version)
    make.give(registry, mika, RegistryRole.MEMBER)
    make.give_team(registry, zoo_team, RegistryRole.MEMBER)
    link = make.link(version, registry, "shown")
    return Things(mika, acme, zoo_team, project, registry, version, link, run)


def again(row: object, **changes: object) -> None:
    """The same row once more, less its key."""
    row.pk = None
    row._state.adding = True
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


FORBIDDEN: dict[str, Callable[[Things], object]] = {
    "two users of one name": lambda t: User.objects.create(username="MIKA"),
    "two organizations of one name": lambda t: Organization.objects.create(
        name="ACME", entity_name="other"
    ),
    "two organizations of one entity": lambda t: Organization.objects.create(
        name="other", entity_name="Acme-Org"
    ),
    "two entities of one name": lambda t: again(t.team, name="ZOO-TEAM"),
    "two entities of one organization": lambda t: Entity.objects.create(
        name="x", kind=EntityKind.ORGANIZATION, organization=t.acme
    ),
    "a team without an organization": lambda t: Entity.objects.create(
        name="x", kind=EntityKind.TEAM
    ),
    "a personal entity of nobody": lambda t: Entity.objects.create(
        name="x", kind=EntityKind.PERSONAL
    ),
    "a personal entity in an organization": lambda t: Entity.objects.filter(user=t.user).update(
        organization=t.acme
    ),
    "a member twice": lambda t: again(OrganizationMember.objects.get(user=t.user)),
    "a team member twice": lambda t: again(TeamMember.objects.get(user=t.user)),
    "a registry member twice": lambda t: again(RegistryMember.objects.get(user=t.user)),
    "a team in a registry twice": lambda t: again(RegistryMember.objects.get(team=t.team)),
    "a role of nobody": lambda t: RegistryMember.objects.create(registry=t.registry),
    "a role of a user and a team": lambda t: RegistryMember.objects.filter(user=t.user).update(
        team=t.team
    ),
    "a key twice": lambda t: [
        ApiKey.objects.create(user=t.user, name="k", prefix="p", digest="d") for _ in range(2)
    ],
    "two projects of one name": lambda t: again(t.project),
    "two types of one name": lambda t: ArtifactType.objects.create(name="model"),
    "two registries of one name": lambda t: again(t.registry, name="MODEL"),
    "an alias protected twice": lambda t: [
        ProtectedAlias.objects.create(registry=t.registry, name="a") for _ in range(2)
    ],
    "two source collections of one name": lambda t: again(t.version.collection),
    "two registry collections of one name": lambda t: again(t.link.collection),
    "a collection in no place": lambda t: Collection.objects.filter(pk=t.link.collection_id).update(
        registry=None
    ),
    "a collection in two places": lambda t: Collection.objects.filter(
        pk=t.link.collection_id
    ).update(project=t.project),
    "a source collection in a registry": lambda t: Collection.objects.filter(
        pk=t.link.collection_id
    ).update(kind="source"),
    "two versions of one number": lambda t: again(t.version, digest="other"),
    "two versions of one content": lambda t: again(t.version, index=7),
    "a committed version without a number": lambda t: ArtifactVersion.objects.update(index=None),
    "a tombstone without a number": lambda t: ArtifactVersion.objects.update(
        index=None, state=VersionState.DELETED
    ),
    "a version linked twice": lambda t: again(t.link, index=7),
    "two links of one number": lambda t: again(t.link, version=make.make_version(t.project, "zoo")),
    "an alias held twice": lambda t: again(Alias.objects.get(name="best")),
    "a version tagged twice": lambda t: again(VersionTag.objects.get()),
    "a collection tagged twice": lambda t: [
        CollectionTag.objects.create(collection=t.link.collection, name="a") for _ in range(2)
    ],
    "bytes twice": lambda t: again(Blob.objects.first()),
    "two full manifests": lambda t: again(Manifest.objects.get()),
    "a path twice": lambda t: again(ManifestEntry.objects.get()),
    "two runs of one id": lambda t: again(t.run),
    "a run in an unknown state": lambda t: Run.objects.update(state="sleeping"),
    "an input twice": lambda t: again(Used.objects.get()),
    "an output twice": lambda t: again(Logged.objects.get()),
    "a line twice": lambda t: [
        RunLine.objects.create(run=t.run, stream="output", number=0, content="") for _ in range(2)
    ],
    "a run file twice": lambda t: [RunFile.objects.create(run=t.run, name="a") for _ in range(2)],
    "a negative counter": lambda t: Collection.objects.update(version_count=-1),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_database_refuses(things: Things, what: str) -> None:
    with expect.nothing_changes(), pytest.raises(IntegrityError), transaction.atomic():
        FORBIDDEN[what](things)


def test_name_of_a_deleted_collection_may_come_again(things: Things) -> None:
    Collection.objects.update(deleted_at="2026-01-01T00:00Z")

    again(things.version.collection, deleted_at=None)


def test_merged_content_may_repeat(things: Things) -> None:
    again(things.version, index=7, may_repeat=True)


def test_bytes_that_are_named_cannot_go(things: Things) -> None:
    with pytest.raises((ProtectedError, RestrictedError)):
        Blob.objects.all().delete()


def test_type_that_is_used_cannot_go(things: Things) -> None:
    with pytest.raises((ProtectedError, RestrictedError)):
        ArtifactType.objects.all().delete()


def test_history_outlives_what_it_tells_of(things: Things) -> None:
    event = make.last_event()

    things.acme.delete()

    event.refresh_from_db()
    assert (event.registry, event.version) == (None, None)
    assert event.subject
