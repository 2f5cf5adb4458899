"""A registry goes when its name is typed; the versions it showed stay where they were logged."""

import pytest

from registry.actions.protected_aliases import protect_alias
from registry.actions.registry_deletion import delete_registry, preview_registry_deletion
from registry.errors import NotAllowed, NotFound
from registry.models import (
    Alias,
    ArtifactVersion,
    AuditEvent,
    Collection,
    Entity,
    LinkedVersion,
    Organization,
    Registry,
    RegistryRole,
    User,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(zoo_team: Entity) -> ArtifactVersion:
    return make.make_version(make.make_project(zoo_team), "cats")


@pytest.fixture
def registry(acme: Organization, version: ArtifactVersion) -> Registry:
    registry = make.make_registry(acme, "model")
    make.link(version, registry, "a", aliases=["production"])
    make.link(version, registry, "b")
    protect_alias(actor=make.actor(), registry=registry, name="production")
    return Registry.objects.get(pk=registry.pk)


def test_deletion(registry: Registry, version: ArtifactVersion, olivia: User) -> None:
    with expect.events() as events:
        delete_registry(actor=make.actor(olivia), registry=registry)

    version.refresh_from_db()
    assert (version.is_committed, version.link_count) == (True, 0)
    assert not Registry.objects.exists()
    assert not LinkedVersion.objects.exists()
    assert [alias.collection for alias in Alias.objects.all()] == [version.collection]
    assert Collection.objects.get() == version.collection
    before = {"collections": 2, "links": 2, "visibility": "organization"}
    assert events == [("deleted registry", "model", before, None)]


def test_admins_of_the_organization_still_read_what_happened(
    registry: Registry, olivia: User, mika: User
) -> None:
    delete_registry(actor=make.actor(), registry=registry)

    verbs = AuditEvent.objects.visible_to(olivia).values_list("verb", flat=True)
    assert {"created registry", "protected alias", "deleted registry"} <= set(verbs)
    assert not AuditEvent.objects.visible_to(mika).filter(subject="model").exists()


def test_members_may_not(registry: Registry, mika: User, sam: User) -> None:
    make.give(registry, mika, RegistryRole.MEMBER)

    with expect.refused(NotAllowed, "you need the role admin"):
        delete_registry(actor=make.actor(mika), registry=registry)
    with expect.refused(NotFound, "that you may see"):
        delete_registry(actor=make.actor(sam), registry=registry)


def test_twice(registry: Registry) -> None:
    again = Registry.objects.get()
    delete_registry(actor=make.actor(), registry=registry)

    with expect.refused(NotFound, "Registry 'model' has been deleted"):
        delete_registry(actor=make.actor(), registry=again)


def test_preview(registry: Registry, olivia: User, mika: User) -> None:
    make.give(registry, mika, RegistryRole.VIEWER)

    loss = preview_registry_deletion(actor=make.actor(olivia), registry=registry)

    assert (loss.collections, loss.links, loss.members) == (2, 2, 1)
    assert loss.protected_aliases == ["production"]
