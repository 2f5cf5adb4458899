"""The steps by which the SDK logs an artifact, taken one by one."""

import json
from typing import Any

from registry import manifest
from tests import make
from tests.api.wire import Wire

CREATE = """mutation ($input: CreateArtifactInput!) { createArtifact(input: $input) {
    artifact { id state } } }"""
RESERVE = """mutation ($input: CreateArtifactManifestInput!) { createArtifactManifest(input: $input)
    { artifactManifest { id file { uploadUrl uploadHeaders } } } }"""
FILES = """mutation ($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input)
    { files { edges { node { name uploadUrl uploadHeaders artifact { id } } } } } }"""
COMMIT = """mutation ($id: ID!) { commitArtifact(input: {artifactID: $id})
    { artifact { id state versionIndex } } }"""


def create(wire: Wire, files: dict[str, bytes], **given: object) -> dict[str, Any]:
    """Announce an artifact with these files. The answer's id and state."""
    announced = {
        "entityName": "zoo-team",
        "projectName": "zoo",
        "artifactTypeName": "model",
        "artifactCollectionName": "animals",
        "digest": manifest.read(make.manifest_text(files)).digest,
        "aliases": [{"artifactCollectionName": "animals", "alias": "latest"}],
        "enableDigestDeduplication": True,
        **given,
    }
    return wire.data(CREATE, input=announced)["createArtifact"]["artifact"]


def file_slots(wire: Wire, artifact: str, files: dict[str, bytes]) -> list[dict[str, Any]]:
    asked = [
        {"artifactID": artifact, "name": name, "md5": manifest.base64_md5(make.md5(body))}
        for name, body in files.items()
    ]
    answer = wire.data(FILES, input={"artifactFiles": asked, "storageLayout": "V2"})
    return [edge["node"] for edge in answer["createArtifactFiles"]["files"]["edges"]]


def manifest_slot(wire: Wire, artifact: str, text: bytes) -> dict[str, Any]:
    asked = {
        "artifactID": artifact,
        "name": "wandb_manifest.json",
        "digest": manifest.base64_md5(make.md5(text)),
        "entityName": "zoo-team",
        "projectName": "zoo",
        "runName": "r1",
        "type": "FULL",
    }
    return wire.data(RESERVE, input=asked)["createArtifactManifest"]["artifactManifest"]["file"]


def put(wire: Wire, slot: dict[str, Any], body: bytes) -> int:
    """Send the bytes as the SDK does: without a key, with the headers given. The status."""
    headers = dict(header.split(":", 1) for header in slot["uploadHeaders"])
    headers["Content-Length"] = str(len(body))
    path = slot["uploadUrl"].removeprefix("http://testserver")
    media = headers.pop("Content-Type", "application/octet-stream")
    response = wire.client.put(path, body, content_type=media, headers=headers)
    return response.status_code


def log(wire: Wire, files: dict[str, bytes], **given: object) -> dict[str, Any]:
    """All the steps. The committed artifact."""
    artifact = create(wire, files, **given)
    if artifact["state"] == "COMMITTED":
        return artifact
    for slot, body in zip(file_slots(wire, artifact["id"], files), files.values(), strict=True):
        if slot["uploadUrl"]:
            assert put(wire, slot, body) == 200
    text = make.manifest_text(files)
    assert put(wire, manifest_slot(wire, artifact["id"], text), text) == 200
    return wire.data(COMMIT, id=artifact["id"])["commitArtifact"]["artifact"]


def stream(wire: Wire, run: str, **message: object) -> int:
    answer = wire.post(f"/files/{run}/file_stream", json.dumps(message).encode())
    return answer.status_code
