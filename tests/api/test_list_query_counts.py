"""The SDK's own documents of lists take as many statements for 50 rows as for 2."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from lineage.models import RunFile
from lineal.sdk import ids
from registry.models import (
    Alias,
    ArtifactType,
    Collection,
    CollectionKind,
    CollectionTag,
    Entity,
    EntityKind,
    Organization,
    RegistryMember,
    TeamMember,
    User,
    VersionTag,
)
from tests.api.crowd import crowd
from tests.api.rest import World
from tests.api.wire import Wire, artifact_id
from tests.query_counts import counted

SOURCE = {"entity": "zoo-team", "project": "zoo-classifier"}
REGISTRY = {"entity": "acme-org", "project": "wandb-registry-model"}
ACME = {"organization": "acme", "perPage": 1000}


def fill(world: World, mika: User, rows: int) -> None:
    """What else hangs on the things of the world: so many aliases, tags, types, teams."""
    numbers = range(rows)
    version, run, zoo = world.version, world.run, world.link.collection
    for place in (world.source, zoo):
        aliases = [Alias(collection=place, name=f"a{n}", version=version) for n in numbers]
        Alias.objects.bulk_create(aliases)
        tags = [CollectionTag(collection=place, name=f"t{n}") for n in numbers]
        CollectionTag.objects.bulk_create(tags)
    VersionTag.objects.bulk_create(VersionTag(version=version, name=f"t{n}") for n in numbers)
    types = ArtifactType.objects.bulk_create(ArtifactType(name=f"type{n}") for n in numbers)
    world.registry.accepted_types.set(types)
    kind = {"project": world.project, "kind": CollectionKind.SOURCE}
    Collection.objects.bulk_create(
        Collection(name=it.name, artifact_type=it, **kind) for it in types
    )
    team = {"kind": EntityKind.TEAM, "organization": world.acme}
    teams = Entity.objects.bulk_create(Entity(name=f"t{n}", **team) for n in numbers)
    TeamMember.objects.bulk_create(TeamMember(team=it, user=mika) for it in teams)
    RegistryMember.objects.bulk_create(
        RegistryMember(registry=world.registry, team=it) for it in teams
    )
    RunFile.objects.bulk_create(RunFile(run=run, name=f"f{n}", size=1) for n in numbers)


@dataclass(frozen=True)
class Listed:
    """A document, what it is asked with, and where the list is in its answer."""

    document: str
    variables: Callable[[World], dict[str, object]]
    path: str

    def rows(self, answer: Any) -> list[Any]:
        for step in self.path.split("."):
            answer = answer[step]
        return list(answer)


def of(document: str, path: str, /, **variables: object) -> Listed:
    return Listed(document, lambda world: variables, path)


def of_version(document: str, path: str, name: str = "id") -> Listed:
    return Listed(document, lambda world: {name: artifact_id(world.version)}, path)


def collection_id(world: World) -> dict[str, object]:
    return {"id": ids.encode("ArtifactPortfolio", world.link.collection.pk)}


IN_TYPE = "project.artifactType.artifactCollection"
LISTS = {
    "aliases of a collection": Listed(
        "ArtifactCollectionAliases", collection_id, "artifactCollection.aliases.edges"
    ),
    "aliases of a version": of_version("ArtifactByID", "artifact.aliases"),
    "tags of a version": of_version("ArtifactByID", "artifact.tags"),
    "tags of a collection": of(
        "ProjectArtifactCollection", f"{IN_TYPE}.tags.edges", **SOURCE, type="model", name="zoo-net"
    ),
    "versions of a source": of(
        "ProjectArtifacts",
        f"{IN_TYPE}.artifacts.edges",
        **SOURCE,
        type="model",
        collection="zoo-net",
        perPage=1000,
    ),
    "versions of a registry collection": of(
        "ProjectArtifacts",
        f"{IN_TYPE}.artifacts.edges",
        **REGISTRY,
        type="model",
        collection="zoo",
        perPage=1000,
    ),
    "collections of a project": of(
        "ProjectArtifactCollections", "project.artifactCollections.edges", **SOURCE, perPage=1000
    ),
    "collections of a type": of(
        "ArtifactTypeArtifactCollections",
        "project.artifactType.artifactCollections.edges",
        **SOURCE,
        type="model",
        perPage=1000,
    ),
    "types of a project": of(
        "ProjectArtifactTypes", "project.artifactTypes.edges", **SOURCE, perPage=1000
    ),
    "types of a registry": of(
        "FetchRegistry",
        "entity.project.artifactTypes.edges",
        entity="acme-org",
        name="wandb-registry-model",
    ),
    "registries": of("FetchRegistries", "organization.orgEntity.projects.edges", **ACME),
    "collections of registries": of(
        "RegistryCollections", "organization.orgEntity.artifactCollections.edges", **ACME
    ),
    "versions of registries": of(
        "RegistryVersions",
        "organization.orgEntity.artifactMemberships.edges",
        **ACME,
        includeAliases=True,
    ),
    "members of a registry": of("RegistryUserMembers", "project.members", **REGISTRY),
    "teams of a registry": of("RegistryTeamMembers", "project.teamMembers", **REGISTRY),
    "members of a team": of("GetTeamEntity", "entity.members", name="zoo-team"),
    "projects": of("GetProjects", "models.edges", entity="zoo-team", perPage=1000),
    "own teams": of("GetViewer", "viewer.teams.edges"),
    "own keys": of("GetViewer", "viewer.apiKeys.edges"),
    "own organizations": of("FetchOrgInfoFromEntity", "entity.user.organizations", entity="mika"),
    "links of a version": of_version(
        "FetchLinkedArtifacts", "artifact.artifactMemberships.edges", "artifactID"
    ),
    "users of a version": of_version("ArtifactUsedBy", "artifact.usedBy.edges"),
    "inputs of a run": of(
        "RunInputArtifacts", "project.run.artifacts.edges", **SOURCE, run="train1", perPage=1000
    ),
    "outputs of a run": of(
        "RunOutputArtifacts", "project.run.artifacts.edges", **SOURCE, run="train1", perPage=1000
    ),
    "files of a version": of(
        "ArtifactMembershipFiles",
        "project.artifactCollection.artifactMembership.files.edges",
        **REGISTRY,
        collection="zoo",
        alias="v0",
        perPage=1000,
    ),
    "files of a run": of(
        "RunFiles", "project.run.files.edges", **SOURCE, name="train1", fileLimit=1000
    ),
    "console of a run": of(
        "RunConsoleLogPage", "project.run.logLines.edges", **SOURCE, runName="train1", first=1000
    ),
}


@pytest.mark.parametrize("rows", [2, 50])
def test_statements(world: World, mika: User, rows: int) -> None:
    crowd(world, mika, rows)
    fill(world, mika, rows)
    for one in Organization.objects.filter(entities=None):
        Entity.objects.create(name=one.entity_name, kind=EntityKind.ORGANIZATION, organization=one)
    wire = Wire(mika)
    wire.shipped("GetViewer")  # notes that the key is in use, once a minute

    for name, listed in LISTS.items():
        with counted(f"sdk list: {name}"):
            found = wire.shipped(listed.document, **listed.variables(world))
        assert len(listed.rows(found)) >= rows, name
    with counted("sdk list: the first of those that logged a version"):
        found = wire.shipped("ArtifactCreatedBy", id=artifact_id(world.version))
    assert found["artifact"]["createdBy"]["name"]
