"""Whatever a file is called, nothing outside the store is read, written or deleted."""

from pathlib import Path

import pytest

from registry.models import ArtifactVersion, Entity, User
from tests import make
from tests.api import logging as log
from tests.api.wire import Wire, artifact_id

CANARY = b"nobody may read or change this"
TRICKS = [
    "../{canary}",
    "../../{canary}",
    "../../../../../../../../{path}",
    "{path}",
    "/{path}",
    "//proc/self/root{path}",
    "a/../../{canary}",
    "..\\{canary}",
    "%2e%2e%2f{canary}",
    "%252e%252e%252f{canary}",
    "..%c0%af{canary}",
    "..;/{canary}",
    "a#/../{canary}",
    "a?/../{canary}",
    "file:{path}",
    "file://{path}",
    "C:\\{canary}",
    "\uff0e\uff0e/{canary}",
    "blobs/../../{canary}",
    "{canary}\0.txt",
]


@pytest.fixture
def canary(settings, tmp_path: Path) -> Path:
    """Beside the files, in a data folder of its own."""
    settings.DATA_DIR = tmp_path / "data"
    settings.FILES_DIR = tmp_path / "data/files"
    settings.FILES_DIR.mkdir(parents=True)
    path = tmp_path / "data/canary"
    path.write_bytes(CANARY)
    return path


@pytest.fixture
def wire(zoo_team: Entity, mika: User) -> Wire:
    return Wire(mika)


def tree(canary: Path) -> set[str]:
    """Everything in the data folder and beside it but what is named by its own digest."""
    found = {str(path.relative_to(canary.parents[1])) for path in canary.parents[1].rglob("*")}
    return {path for path in found if not path.startswith(("data/files/blobs", "data/files/inc"))}


@pytest.mark.parametrize("trick", TRICKS)
def test_logging_and_reading(wire: Wire, canary: Path, mika: User, trick: str) -> None:
    name = trick.format(canary=canary.name, path=canary)
    artifact = log.create(wire, {"a.bin": b"a"})
    before = tree(canary)

    text = make.manifest_text({name: b"a"})
    for slot in log.file_slots(wire, artifact["id"], {"a.bin": b"a"}):
        log.put(wire, slot, b"a")
    log.put(wire, log.manifest_slot(wire, artifact["id"], text), text)
    wire.graphql(log.COMMIT, id=artifact["id"])
    read_everywhere(mika, name)

    assert canary.read_bytes() == CANARY
    assert tree(canary) == before


def read_everywhere(mika: User, name: str) -> None:
    """By each address that takes the name of a file."""
    browser = make.browse(mika)
    version = ArtifactVersion.objects.get()
    run = make.make_run(version.collection.project)
    for address in (version.get_absolute_url(), run.get_absolute_url()):
        for page in ("files", "download"):
            answer = browser.get(f"{address}/{page}", {"path": name})
            body = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code in {200, 400, 404}
            assert CANARY not in body


@pytest.mark.parametrize("trick", TRICKS)
def test_files_of_runs(wire: Wire, canary: Path, zoo_team: Entity, mika: User, trick: str) -> None:
    name = trick.format(canary=canary.name, path=canary)
    run = make.make_run(make.make_project(zoo_team, "zoo"), "r1", mika)
    before = tree(canary)
    document = """mutation ($files: [String!]!) { createRunFiles(input: {entityName: "zoo-team",
        projectName: "zoo", runName: "r1", files: $files}) { files { url(upload: true) } } }"""

    answer = wire.graphql(document, files=[name])
    for file in ((answer["data"] or {}).get("createRunFiles") or {"files": []})["files"]:
        wire.client.put(file["url"], b"x")

    assert run.files.count() <= 1
    assert canary.read_bytes() == CANARY
    assert tree(canary) == before


@pytest.mark.parametrize("trick", TRICKS)
def test_renaming_and_deleting(wire: Wire, canary: Path, zoo_team: Entity, trick: str) -> None:
    name = trick.format(canary=canary.name, path=canary)
    version = make.make_version(make.make_project(zoo_team, "zoo"), "animals")
    before = tree(canary)
    rename = "mutation ($id: ID!, $name: String) { updateArtifactSequence(input: "
    rename += "{artifactSequenceID: $id, name: $name}) { artifactCollection { id } } }"
    sequence = "query ($id: ID!) { artifact(id: $id) { artifactSequence { id } } }"
    found = wire.data(sequence, id=artifact_id(version))

    wire.graphql(rename, id=found["artifact"]["artifactSequence"]["id"], name=name)
    for wanted in (name, f"animals/{name}"):
        wire.client.delete(f"/api/v1/collections/{wanted}", headers=wire.headers)

    assert canary.read_bytes() == CANARY
    assert tree(canary) == before
