"""Versions are shown in registries, with a number of their own."""

import pytest

from registry.actions.links import link_version
from registry.actions.protected_aliases import protect_alias
from registry.errors import (
    AliasProtected,
    InvalidName,
    NameTaken,
    NotAllowed,
    NotCommitted,
    NotFound,
    WrongType,
)
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
    Role,
    User,
    Visibility,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "animals")


@pytest.fixture
def version(project: Project) -> ArtifactVersion:
    return make.make_version(project, "zoo", files={"a": b"123"})


@pytest.fixture
def registry(acme: Organization, mika: User) -> Registry:
    registry = make.make_registry(acme, "model")
    make.give(registry, mika, RegistryRole.MEMBER)
    return registry


def link(
    version: ArtifactVersion, target: Registry | Project, *aliases: str, by: User | None = None
) -> LinkedVersion:
    return link_version(
        actor=make.actor(by),
        version=version,
        target=target,
        collection_name="shown",
        aliases=aliases,
    )


def holder(collection: Collection, alias: str) -> ArtifactVersion:
    return Alias.objects.get(collection=collection, name=alias).version


def test_makes_the_collection(version: ArtifactVersion, registry: Registry, mika: User) -> None:
    made = link(version, registry, "staging", by=mika)

    assert (made.name, made.version, made.linked_by) == ("v0", version, mika)
    assert str(made) == "acme-org/wandb-registry-model/shown:v0"
    assert not made.collection.is_source
    assert holder(made.collection, "staging") == holder(made.collection, "latest") == version


def test_events(version: ArtifactVersion, registry: Registry, mika: User) -> None:
    with expect.events() as events:
        link(version, registry, "staging", by=mika)

    assert events == [
        ("created collection", "shown", None, {"type": "model"}),
        ("linked version", "shown:v0", None, {"digest": version.digest}),
        ("added alias", "shown: staging", None, "v0"),
        ("added alias", "shown: latest", None, "v0"),
    ]


def test_numbers_are_the_collections_own(project: Project, registry: Registry) -> None:
    old, new = make.make_version(project, "zoo"), make.make_version(project, "zoo")

    link(new, registry)
    second = link(old, registry)

    assert (old.name, second.name) == ("v0", "v1")
    assert holder(second.collection, "latest") == old


def test_counts(version: ArtifactVersion, registry: Registry, project: Project) -> None:
    make.use(make.make_run(project), version)

    collection = link(version, registry).collection

    collection.refresh_from_db()
    assert (collection.version_count, collection.size, collection.used_by_count) == (1, 3, 1)
    registry.refresh_from_db()
    assert (registry.collection_count, registry.version_count) == (1, 1)
    version.refresh_from_db()
    assert version.link_count == 1


def test_linking_again_keeps_the_number(version: ArtifactVersion, registry: Registry) -> None:
    first = link(version, registry)

    with expect.nothing_changes():
        again = link(version, registry)

    assert again == first


def test_linking_again_moves_aliases(project: Project, registry: Registry) -> None:
    old, new = make.make_version(project), make.make_version(project)
    link(old, registry, "staging")
    link(new, registry)

    with expect.events() as events:
        made = link(new, registry, "staging")

    assert holder(made.collection, "staging") == new
    assert events == [("moved alias", "shown: staging", "v0", "v1")]


def test_aliases_of_the_source_stay_its_own(version: ArtifactVersion, registry: Registry) -> None:
    link(version, registry, "staging")

    names = Alias.objects.filter(collection=version.collection).values_list("name", flat=True)
    assert list(names) == ["latest"]


@pytest.mark.parametrize("role", [RegistryRole.RESTRICTED_VIEWER, RegistryRole.VIEWER])
def test_viewers_of_the_registry_may_not(
    version: ArtifactVersion, registry: Registry, mika: User, role: RegistryRole
) -> None:
    make.give(registry, mika, role)

    with expect.refused(NotAllowed, "To link a version in registry 'model' you need the role memb"):
        link(version, registry, by=mika)


def test_hidden_registry(version: ArtifactVersion, acme: Organization, mika: User) -> None:
    vault = make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)

    with expect.refused(NotFound, "no registry 'vault' that you may see"):
        link(version, vault, by=mika)


def test_hidden_version(registry: Registry, mika: User, acme: Organization) -> None:
    birds = make.make_team(acme, "birds")
    secret = make.make_version(make.make_project(birds))

    with expect.refused(NotFound, "no such version that you may see"):
        link(secret, registry, by=mika)


def test_version_that_one_may_only_look_at(
    registry: Registry, mika: User, acme: Organization
) -> None:
    vault = make.make_registry(acme, "vault", visibility=Visibility.RESTRICTED)
    make.give(vault, mika, RegistryRole.RESTRICTED_VIEWER)
    secret = make.make_version(make.make_project(make.make_team(acme, "birds")))
    make.link(secret, vault)

    with expect.refused(NotAllowed, "restricted viewer"):
        link(secret, registry, by=mika)


def test_upload_that_is_not_finished(project: Project, registry: Registry, mika: User) -> None:
    pending = make.begin(project)

    with expect.refused(NotCommitted, "not committed yet"):
        link(pending, registry, by=mika)


def test_deleted_version(version: ArtifactVersion, registry: Registry, mika: User) -> None:
    make.delete(version)

    with expect.refused(NotCommitted, "has been deleted"):
        link(version, registry, by=mika)


def test_type_that_the_registry_does_not_take(version: ArtifactVersion, acme: Organization) -> None:
    data = make.make_registry(acme, "dataset", accepted_types=["dataset", "table"])

    with expect.refused(WrongType, "accepts dataset and table artifacts; .* has type 'model'"):
        link(version, data)


def test_collection_of_another_type(version: ArtifactVersion, registry: Registry) -> None:
    make.make_collection(registry, "shown", "dataset")

    with expect.refused(WrongType, "'shown' holds dataset artifacts"):
        link(version, registry)


def test_protected_alias_is_for_admins(
    version: ArtifactVersion, registry: Registry, mika: User, olivia: User
) -> None:
    protect_alias(actor=make.actor(), registry=registry, name="production")

    with expect.refused(AliasProtected, "'production' is protected in registry 'model'"):
        link(version, registry, "production", by=mika)

    assert link(version, registry, "production", by=olivia).name == "v0"


@pytest.mark.parametrize("alias", ["v1", "V1", "v-1", "a/b", "a:b", "", "a\u200bb"])
def test_bad_aliases(version: ArtifactVersion, registry: Registry, alias: str) -> None:
    with expect.refused(InvalidName, "Alias"):
        link(version, registry, alias)


@pytest.mark.parametrize("name", ["", "a/b", "a:b", "n" * 129, "\u202ex"])
def test_bad_collection_names(version: ArtifactVersion, registry: Registry, name: str) -> None:
    with expect.refused(InvalidName, "Collection name"):
        link_version(actor=make.actor(), version=version, target=registry, collection_name=name)


# --- What is logged in an organization stays in it


def test_team_of_another_organization(registry: Registry, sam: User) -> None:
    printers = make.make_team(make.make_organization("initech"), "printers")
    foreign = make.make_version(make.make_project(printers))

    with expect.refused(NotAllowed, "'printers' is not part of the organization of registry 'mod"):
        link(foreign, registry)


def test_personal_entity_of_a_member(registry: Registry, mika: User) -> None:
    own = make.make_version(make.make_project(mika.personal_entity), user=mika)

    assert link(own, registry, by=mika).name == "v0"


def test_personal_entity_of_an_outsider(registry: Registry, sam: User) -> None:
    own = make.make_version(make.make_project(sam.personal_entity))

    with expect.refused(NotAllowed, "'sam' is not part"):
        link(own, registry)


# --- The SDK's old model registries: collections of links in a project


def test_into_a_project(version: ArtifactVersion, zoo_team: Entity, mika: User) -> None:
    shelf = make.make_project(zoo_team, "shelf")

    made = link(version, shelf, "best", by=mika)

    assert str(made) == "zoo-team/shelf/shown:v0"
    assert holder(made.collection, "best") == version


def test_into_the_same_project(version: ArtifactVersion, project: Project) -> None:
    assert str(link(version, project)) == "zoo-team/animals/shown:v0"


def test_not_onto_a_source_collection(project: Project, version: ArtifactVersion) -> None:
    make.make_version(project, "shown")

    with expect.refused(NameTaken, "another kind of collection named 'shown'"):
        link(version, project)


def test_into_a_project_of_another_organization(version: ArtifactVersion, mika: User) -> None:
    initech = make.make_organization("initech")
    printers = make.make_project(make.make_team(initech, "printers", mika=Role.MEMBER))
    make.leave(initech, mika)

    with expect.refused(NotAllowed, "'zoo-team' is not part of the organization of printers/"):
        link(version, printers, by=mika)


def test_viewers_of_the_target_project_may_not(
    version: ArtifactVersion, acme: Organization, mika: User
) -> None:
    birds = make.make_project(make.make_team(acme, "birds", mika=Role.VIEWER))

    with expect.refused(NotAllowed, "viewer of team 'birds'"):
        link(version, birds, by=mika)
