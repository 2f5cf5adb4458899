"""Several changes sent as one happen all, or none."""

import pytest

from registry.actions.edits import (
    RegistryEdits,
    VersionEdits,
    edit_collection,
    edit_registry,
    edit_version,
)
from registry.errors import InvalidName, InvalidValue, NotFound
from registry.models import (
    Entity,
    Organization,
    Project,
    RegistryRole,
    User,
    VersionTag,
    Visibility,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "zoo")


def test_version(project: Project, mika: User) -> None:
    version = make.make_version(project, tags=("old",))

    edit_version(
        actor=make.actor(mika),
        version=version,
        edits=VersionEdits(
            description="words",
            metadata={"rows": 3},
            ttl=(60,),
            tags_to_add=("new",),
            tags_to_delete=("old",),
        ),
    )

    version.refresh_from_db()
    assert (version.description, version.metadata, version.ttl_seconds) == (
        "words",
        {"rows": 3},
        60,
    )
    assert list(VersionTag.objects.values_list("name", flat=True)) == ["new"]


def test_version_stays_as_it_was_when_one_part_is_refused(project: Project, mika: User) -> None:
    version = make.make_version(project)

    with expect.refused(InvalidName, "not valid"):
        edit_version(
            actor=make.actor(mika),
            version=version,
            edits=VersionEdits(description="words", tags_to_add=("no/tag",)),
        )


def test_registry_member_may_repeat_what_only_the_source_may_change(
    project: Project, acme: Organization
) -> None:
    version = make.make_version(project, metadata={"rows": 3})
    registry = make.make_registry(acme)
    make.link(version, registry)
    guest = make.make_user("guest")
    make.join_registry(registry, guest, RegistryRole.MEMBER)

    edit_version(
        actor=make.actor(guest),
        version=version,
        edits=VersionEdits(description="words", metadata={"rows": 3}),
    )

    version.refresh_from_db()
    assert version.description == "words"
    with expect.refused(NotFound, "may log"):
        edit_version(
            actor=make.actor(guest), version=version, edits=VersionEdits(metadata={"rows": 4})
        )


def test_collection(project: Project, mika: User) -> None:
    collection = make.make_version(project, "animals").collection

    edit_collection(
        actor=make.actor(mika), collection=collection, name="beasts", description="of the zoo"
    )

    collection.refresh_from_db()
    assert (collection.name, collection.description) == ("beasts", "of the zoo")


def test_registry(acme: Organization, olivia: User) -> None:
    registry = make.make_registry(acme, accepted_types=["model"])

    edit_registry(
        actor=make.actor(olivia),
        registry=registry,
        edits=RegistryEdits(
            description="words",
            visibility=Visibility.RESTRICTED,
            accepts_all_types=False,
            accepted_types=["dataset"],
        ),
    )

    registry.refresh_from_db()
    assert (registry.description, registry.visibility) == ("words", "restricted")
    assert {kind.name for kind in registry.accepted_types.all()} == {"model", "dataset"}


def test_registry_that_takes_all_types_takes_no_list(acme: Organization, olivia: User) -> None:
    registry = make.make_registry(acme)

    with expect.refused(InvalidValue, "accepts all types"):
        edit_registry(
            actor=make.actor(olivia),
            registry=registry,
            edits=RegistryEdits(description="words", accepted_types=["dataset"]),
        )
