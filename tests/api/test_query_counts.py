"""SQL statements of the SDK's operations, by its own documents. No list grows with its rows."""

import pytest
from pytest_django import Settings

from registry.models import ArtifactVersion, Entity, Organization, Project, User
from tests import make
from tests.api import logging as log
from tests.api.wire import Wire, artifact_id
from tests.query_counts import counted


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "zoo")


@pytest.fixture
def wire(mika: User) -> Wire:
    wire = Wire(mika)
    make.note_use(wire.key)
    return wire


@pytest.fixture
def version(project: Project, mika: User) -> ArtifactVersion:
    make.make_run(project, "r1", user=mika)
    return make.make_version(project, "animals", user=mika, aliases=("latest", "best"))


def test_beginning_a_run(wire: Wire, project: Project) -> None:
    document = """mutation { upsertBucket(input: {name: "r9", modelName: "zoo",
        entityName: "zoo-team"}) { bucket { id name project { name entity { name } } } } }"""

    with counted("sdk: begin a run"):
        wire.data(document)


def test_streaming(wire: Wire, version: ArtifactVersion) -> None:
    history = {"offset": 0, "content": [f'{{"_step": {step}, "x": 1}}' for step in range(100)]}

    with counted("sdk: stream 100 lines of history"):
        status = log.stream(wire, "zoo-team/zoo/r1", files={"wandb-history.jsonl": history})

    assert status == 200


def test_logging_one_small_file(wire: Wire, version: ArtifactVersion, settings: Settings) -> None:
    settings.BUCKET = None  # a bucket takes a lock of the database, which is not counted here
    files = {"a.bin": b"small"}
    with counted("sdk: log_artifact, create"):
        artifact = log.create(wire, files, runName="r1")
    with counted("sdk: log_artifact, ask for uploads"):
        slots = log.file_slots(wire, artifact["id"], files)
    with counted("sdk: log_artifact, upload a file"):
        log.put(wire, slots[0], files["a.bin"])
    text = make.manifest_text(files)
    with counted("sdk: log_artifact, reserve the manifest"):
        slot = log.manifest_slot(wire, artifact["id"], text)
    with counted("sdk: log_artifact, upload the manifest"):
        log.put(wire, slot, text)
    with counted("sdk: log_artifact, commit"):
        wire.data(log.COMMIT, id=artifact["id"])
    with counted("sdk: log_artifact, read it back"):
        wire.shipped("ArtifactByID", id=artifact["id"])


def test_logging_known_content(wire: Wire, version: ArtifactVersion) -> None:
    log.log(wire, {"a.bin": b"small"})

    with counted("sdk: log_artifact, known content"):
        log.create(wire, {"a.bin": b"small"}, runName="r1")


def test_using(wire: Wire, version: ArtifactVersion) -> None:
    path = {"entity": "zoo-team", "project": "zoo", "name": "animals:latest"}
    used = {
        "artifactID": artifact_id(version),
        "entityName": "zoo-team",
        "projectName": "zoo",
        "runName": "r1",
        "artifactEntityName": "zoo-team",
        "artifactProjectName": "zoo",
    }
    document = """mutation ($input: UseArtifactInput!) {
        useArtifact(input: $input) { artifact { id } } }"""

    with counted("sdk: use_artifact, look up"):
        found = wire.shipped("ArtifactMembershipByName", **path, includeAliases=True)
    with counted("sdk: use_artifact, record"):
        wire.data(document, input=used)

    assert found["project"]["artifactCollectionMembership"]["artifact"]["id"]


@pytest.mark.parametrize("count", [2, 50])
def test_listing_versions(wire: Wire, project: Project, mika: User, count: int) -> None:
    for number in range(count):
        aliases = (f"alias-{number}", "latest")
        make.make_version(project, "animals", user=mika, aliases=aliases, tags=("a", "b"))

    with counted("sdk: list versions of a collection"):
        found = wire.shipped(
            "ProjectArtifacts",
            entity="zoo-team",
            project="zoo",
            type="model",
            collection="animals",
            perPage=50,
        )

    edges = found["project"]["artifactType"]["artifactCollection"]["artifacts"]["edges"]
    assert len(edges) == count


@pytest.mark.parametrize("count", [1, 40])
def test_labels_of_one_version(wire: Wire, project: Project, mika: User, count: int) -> None:
    names = [f"label-{number}" for number in range(count)]
    files = {"a.bin": b"small"}
    given = {
        "aliases": [{"artifactCollectionName": "animals", "alias": name} for name in names],
        "tags": [{"tagName": name} for name in names],
    }
    make.make_version(project, "animals", user=mika, aliases=("latest",))
    artifact = log.create(wire, files, **given)
    log.put(wire, log.file_slots(wire, artifact["id"], files)[0], files["a.bin"])
    text = make.manifest_text(files)
    log.put(wire, log.manifest_slot(wire, artifact["id"], text), text)

    with counted("sdk: commit a version with labels"):
        wire.data(log.COMMIT, id=artifact["id"])
    with counted("sdk: put labels on known content"):
        log.create(wire, files, **given)
    with counted("sdk: read a version with labels"):
        found = wire.shipped(
            "ArtifactMembershipByName",
            entity="zoo-team",
            project="zoo",
            name="animals:latest",
            includeAliases=True,
        )

    member = found["project"]["artifactCollectionMembership"]
    assert len(member["artifact"]["tags"]) == count


@pytest.mark.parametrize("count", [2, 20])
def test_searching_registries(
    wire: Wire, acme: Organization, project: Project, mika: User, count: int
) -> None:
    for number in range(count):
        registry = make.make_registry(acme, f"registry{number}", accepted_types=["model"])
        make.link(make.make_version(project, user=mika), registry, "zoo", aliases=("best",))

    with counted("sdk: list registries"):
        registries = wire.shipped("FetchRegistries", organization="acme", perPage=50)
    with counted("sdk: search linked versions"):
        versions = wire.shipped(
            "RegistryVersions", organization="acme", perPage=50, includeAliases=True
        )

    assert len(registries["organization"]["orgEntity"]["projects"]["edges"]) == count
    assert len(versions["organization"]["orgEntity"]["artifactMemberships"]["edges"]) == count


@pytest.mark.parametrize("count", [2, 20])
def test_listing_runs(wire: Wire, project: Project, mika: User, count: int) -> None:
    for _ in range(count):
        make.make_run(project, user=mika, config={"lr": 0.1})
    document = """{ project(name: "zoo", entityName: "zoo-team") { runs(first: 50) {
        edges { cursor node { id name state config summaryMetrics systemMetrics historyKeys readOnly
        projectId user { name username } } } pageInfo { hasNextPage } } } }"""

    with counted("sdk: list runs"):
        found = wire.data(document)

    assert len(found["project"]["runs"]["edges"]) == count


@pytest.mark.parametrize("count", [2, 100])
def test_listing_files(wire: Wire, project: Project, mika: User, count: int) -> None:
    files = {f"file{number}": f"{number}".encode() for number in range(count)}
    make.make_version(project, "animals", user=mika, files=files)

    with counted("sdk: list files"):
        found = wire.shipped(
            "GetArtifactMembershipFileUrls",
            entity="zoo-team",
            project="zoo",
            collection="animals",
            alias="v0",
            perPage=1000,
        )

    member = found["project"]["artifactCollection"]["artifactMembership"]
    assert len(member["files"]["edges"]) == count
