"""What clients rely on and no schema says, by the documents that the installed SDK ships."""

from typing import Any

import pytest

from lineal.sdk import ids
from registry.models import ArtifactVersion, Entity, LinkedVersion, RegistryRole, User
from tests import make
from tests.api import logging as log
from tests.api.rest import World
from tests.api.wire import Wire, artifact_id

SOURCE = {"entity": "zoo-team", "project": "zoo-classifier"}
REGISTRY = {"entity": "acme-org", "project": "wandb-registry-model"}
NOBODY = {"entity": "nobody", "project": "nothing"}
NO_ID = ids.encode("Artifact", 999_999)


NOWHERE: list[tuple[str, dict[str, object], str]] = [
    ("ArtifactMembershipByName", {**NOBODY, "name": "zoo:v0"}, "project"),
    (
        "ArtifactMembershipByName",
        {**SOURCE, "name": "nothing:v0"},
        "project.artifactCollectionMembership",
    ),
    (
        "ArtifactMembershipByName",
        {**SOURCE, "name": "zoo-net:v9"},
        "project.artifactCollectionMembership",
    ),
    (
        "ArtifactMembershipByName",
        {**REGISTRY, "name": "zoo:nothing"},
        "project.artifactCollectionMembership",
    ),
    ("ProjectArtifactTypes", NOBODY, "project"),
    (
        "ProjectArtifactCollection",
        {**SOURCE, "type": "model", "name": "nothing"},
        "project.artifactType.artifactCollection",
    ),
    ("ArtifactByID", {"id": NO_ID}, "artifact"),
    ("ArtifactByID", {"id": "nonsense"}, "artifact"),
    ("ArtifactUsedBy", {"id": NO_ID}, "artifact"),
    ("ArtifactCollectionAliases", {"id": NO_ID}, "artifactCollection"),
    ("ClientIDMapping", {"clientID": "nobody's"}, "clientIDMapping"),
    ("FetchRegistry", {"entity": "acme-org", "name": "wandb-registry-no"}, "entity.project"),
    ("FetchOrganization", {"org": "nobody"}, "organization"),
    ("FetchOrgInfoFromEntity", {"entity": "nobody"}, "entity"),
    ("GetTeamEntity", {"name": "nobody"}, "entity"),
    ("GetProjects", {"entity": "nobody"}, "models"),
    ("RunFiles", {**SOURCE, "name": "nothing"}, "project.run"),
    ("RunInputArtifacts", {**SOURCE, "run": "nothing"}, "project.run"),
]


@pytest.fixture
def wire(world: World, mika: User) -> Wire:
    return Wire(mika)


def step(found: Any, path: str) -> Any:
    for name in path.split("."):
        found = found[name]
    return found


def test_what_is_not_there_is_null_and_no_error(wire: Wire) -> None:
    for document, asked, path in NOWHERE:
        assert step(wire.shipped(document, **asked), path) is None, (document, asked)


def test_a_version_and_its_collection_keep_their_ids(wire: Wire, world: World) -> None:
    asked = {**SOURCE, "name": "zoo-net:v0"}
    where = "project.artifactCollectionMembership"
    before = step(wire.shipped("ArtifactMembershipByName", **asked), where)
    source = ids.encode("ArtifactSequence", world.source.pk)

    wire.shipped("UpdateArtifact", artifactID=before["artifact"]["id"], metadata='{"a": 1}')
    named = {"artifactSequenceID": source, "name": "renamed", "description": "words"}
    renamed = wire.shipped("UpdateArtifactSequence", input=named)

    after = step(wire.shipped("ArtifactMembershipByName", **asked | {"name": "renamed:v0"}), where)
    assert (after["id"], after["artifact"]["id"]) == (before["id"], before["artifact"]["id"])
    assert renamed["result"]["artifactCollection"]["id"] == source


def test_a_registry_keeps_its_id_and_its_maker_is_an_admin_of_it(wire: Wire) -> None:
    vault = {"name": "wandb-registry-vault", "entityName": "acme-org", "access": "RESTRICTED"}
    made = wire.shipped("UpsertRegistry", input=vault)["upsertModel"]
    saved = wire.shipped("UpsertRegistry", input={**vault, "description": "d"})["upsertModel"]
    moved = {
        "entityName": "acme-org",
        "oldProjectName": vault["name"],
        "newProjectName": "wandb-registry-safe",
    }
    renamed = wire.shipped("RenameRegistry", input=moved)["renameProject"]

    members = wire.shipped("RegistryUserMembers", entity="acme-org", project="wandb-registry-safe")
    assert (made["inserted"], saved["inserted"]) == (True, False)
    assert made["project"]["id"] == saved["project"]["id"] == renamed["project"]["id"]
    (member,) = members["project"]["members"]
    assert (member["username"], member["role"]["name"]) == ("mika", "admin")


def test_ending_a_membership_twice_is_no_error(world: World, olivia: User, vic: User) -> None:
    make.give(world.registry, vic, RegistryRole.VIEWER)
    wire = Wire(olivia)
    who = {
        "projectId": ids.encode("Registry", world.registry.pk),
        "userIds": [ids.encode("User", vic.pk)],
        "teamIds": [],
    }

    answers = [wire.shipped("DeleteRegistryMembers", input=who) for _ in range(2)]

    assert [answer["result"]["success"] for answer in answers] == [True, True]
    assert not world.registry.members.filter(user=vic).exists()


def test_guests_of_a_registry_see_no_source(world: World) -> None:
    guest = make.make_user("guest")
    make.join_registry(world.registry, guest, RegistryRole.VIEWER)

    found = Wire(guest).shipped("ArtifactMembershipByName", **REGISTRY, name="zoo:v0")

    place = found["project"]["artifactCollectionMembership"]
    assert place["artifactCollection"]["project"]["name"] == "wandb-registry-model"
    assert place["artifact"]["artifactSequence"]["project"] is None


def test_known_content_takes_the_aliases_and_one_more_producer(wire: Wire, world: World) -> None:
    files = {"a.bin": b"small"}
    place = {"projectName": "zoo-classifier", "artifactCollectionName": "zoo-net"}
    first = log.log(wire, files, **place, runName="train1", aliases=[])

    again = log.create(
        wire,
        files,
        **place,
        runName="eval1",
        aliases=[{"artifactCollectionName": "zoo-net", "alias": "more"}],
    )

    version = ArtifactVersion.objects.get(pk=ids.decode(first["id"], "Artifact"))
    assert again == {"id": first["id"], "state": "COMMITTED"}
    assert sorted(alias.name for alias in version.aliases.all()) == ["latest", "more"]
    assert sorted(version.logged_by.values_list("run__run_id", flat=True)) == ["eval1", "train1"]


def test_latest_falls_back_to_the_highest_left(wire: Wire, world: World) -> None:
    middle = make.make_version(world.project, "zoo-net", aliases=("latest",))
    last = make.make_version(world.project, "zoo-net", aliases=("latest",))
    for version in (middle, last):
        make.link(version, world.registry, "zoo")

    make.delete(last)

    for place, name in ((SOURCE, "zoo-net:latest"), (REGISTRY, "zoo:latest")):
        found = wire.shipped("ArtifactMembershipByName", **place, name=name)
        assert step(found, "project.artifactCollectionMembership.versionIndex") == 1


def test_a_link_has_a_number_of_its_own(wire: Wire, world: World) -> None:
    later = [make.make_version(world.project, "zoo-net") for _ in range(2)]
    links = [make.link(version, world.registry, "Nets") for version in (*later[::-1], later[1])]

    found = wire.shipped("ArtifactMembershipByName", **REGISTRY, name="Nets:v0")

    assert [link.index for link in links] == [0, 1, 0]
    place = found["project"]["artifactCollectionMembership"]
    assert (place["versionIndex"], place["artifact"]["versionIndex"]) == (0, 2)
    assert LinkedVersion.objects.filter(collection=links[0].collection).count() == 2


def test_an_alias_is_there_once_in_a_collection(wire: Wire, world: World) -> None:
    """`staging` is on v0 by now."""
    link = make.link(make.make_version(world.project), world.registry, "zoo", aliases=["staging"])

    portfolio = ids.encode("ArtifactPortfolio", link.collection_id)
    found = wire.shipped("ArtifactCollectionAliases", id=portfolio)
    named = wire.shipped("ArtifactMembershipByName", **REGISTRY, name="zoo:staging")

    edges = found["artifactCollection"]["aliases"]["edges"]
    assert sorted(edge["node"]["alias"] for edge in edges) == ["latest", "staging"]
    assert step(named, "project.artifactCollectionMembership.versionIndex") == link.index == 1


def test_the_list_of_keys_shows_how_each_begins(wire: Wire) -> None:
    edges = step(wire.shipped("GetViewer"), "viewer.apiKeys.edges")

    beginnings = [edge["node"]["id"] for edge in edges]
    assert len([each for each in beginnings if wire.key.startswith(each)]) == 1
    assert all(0 < len(each) < len(wire.key) for each in beginnings)


def test_a_personal_entity_is_a_team_of_one(wire: Wire, mika: User) -> None:
    found = wire.shipped("GetTeamEntity", name="mika")["entity"]

    (member,) = found["members"]
    assert (member["username"], member["accountType"], member["admin"]) == ("mika", "USER", True)
    assert Entity.objects.get(name="mika").team_members.count() == 0


def test_a_refused_update_changes_nothing(wire: Wire, world: World) -> None:
    """Tags come last: the others have been changed by then."""
    before = ArtifactVersion.objects.values().get(pk=world.version.pk)
    document = """mutation ($input: UpdateArtifactInput!) {
        updateArtifact(input: $input) { artifact { id } } }"""
    change = {
        "artifactID": artifact_id(world.version),
        "description": "new",
        "metadata": '{"new": 1}',
        "tagsToAdd": [{"tagName": "new"}, {"tagName": "a:b"}],
    }

    assert "'a:b' is not valid" in wire.error(document, input=change)["message"]

    assert ArtifactVersion.objects.values().get(pk=world.version.pk) == before
    assert [tag.name for tag in world.version.tags.all()] == ["good"]
