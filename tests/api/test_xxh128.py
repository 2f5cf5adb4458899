"""Files that a client names by their XXH128: checked as strictly as by their MD5."""

import json
from typing import Any

import pytest

from registry import manifest
from registry.models import ArtifactVersion, Blob, Entity, User
from tests import content, make
from tests.api import logging as log
from tests.api.test_multipart import complete, hashes
from tests.api.wire import Wire

BODY = b"weights of a small model"
FILES = """mutation ($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) {
    files { edges { node { name storagePath uploadUrl uploadHeaders artifact { id }
    uploadMultipartUrls { uploadID uploadUrlParts { partNumber uploadUrl } } } } } } }"""


@pytest.fixture
def wire(zoo_team: Entity, mika: User) -> Wire:
    return Wire(mika)


def text(body: bytes) -> bytes:
    entry = {
        "digest": content.base64_xxh128(body), "size": len(body), "extra": {"alg": "XXH128"},
    }  # fmt: skip
    head = {"version": 1, "storagePolicy": "wandb-storage-policy-v1"}
    return json.dumps({**head, "contents": {"a.bin": entry}}).encode()


def create(wire: Wire, body: bytes = BODY, **given: object) -> str:
    line = f"a.bin:{content.base64_xxh128(body)}\n"
    digest = content.xxh128(f"wandb-artifact-manifest-v1\n{line}".encode())
    announced = {"digest": digest, "digestAlgorithm": "MANIFEST_XXH128", **given}
    return str(log.create(wire, {}, **announced)["id"])


def ask(wire: Wire, artifact: str, **given: object) -> dict[str, Any]:
    asked = {
        "artifactID": artifact,
        "name": "a.bin",
        "md5": content.base64_md5(BODY),
        "digest": content.base64_xxh128(BODY),
        **given,
    }
    answer = wire.data(FILES, input={"artifactFiles": [asked], "storageLayout": "V2"})
    return answer["createArtifactFiles"]["files"]["edges"][0]["node"]


def commit(wire: Wire, artifact: str) -> dict[str, Any]:
    assert log.put(wire, log.manifest_slot(wire, artifact, text(BODY)), text(BODY)) == 200
    return wire.graphql(log.COMMIT, id=artifact)


def test_a_file_is_logged_by_its_xxh128(wire: Wire) -> None:
    artifact = create(wire)
    assert log.put(wire, ask(wire, artifact), BODY) == 200

    assert "errors" not in commit(wire, artifact)
    assert ArtifactVersion.objects.get().entries.get().blob.digest == make.md5(BODY)


def test_another_xxh128_than_announced_is_refused(wire: Wire) -> None:
    asked = ask(wire, create(wire), digest=content.base64_xxh128(b"other"))

    assert log.put(wire, asked, BODY) == 400
    assert not Blob.objects.exists()


def test_bytes_logged_by_their_md5_are_known_by_both(wire: Wire) -> None:
    log.log(wire, {"a.bin": BODY})

    artifact = create(wire, artifactCollectionName="other")

    assert ask(wire, artifact)["uploadUrl"] is None
    assert "errors" not in commit(wire, artifact)


def test_the_xxh128_alone_is_not_enough_to_be_known(wire: Wire) -> None:
    """Else a forged file could take the place of the one that is about to be logged."""
    log.log(wire, {"a.bin": b"forged"})
    Blob.objects.update(xxh128=content.xxh128(BODY))

    assert ask(wire, create(wire))["uploadUrl"] is not None


def test_two_files_of_one_xxh128_are_refused(wire: Wire) -> None:
    log.log(wire, {"a.bin": b"forged"})
    Blob.objects.filter(digest=make.md5(b"forged")).update(xxh128=content.xxh128(BODY))
    artifact = create(wire, artifactCollectionName="other")
    log.put(wire, ask(wire, artifact), BODY)

    (error,) = commit(wire, artifact)["errors"]

    assert error["extensions"]["code"] == "INVALID_MANIFEST"
    assert "Two different files" in error["message"]


def test_a_manifest_with_another_digest_than_announced_is_refused(wire: Wire) -> None:
    artifact = create(wire, digest="0" * 32)
    log.put(wire, ask(wire, artifact), BODY)

    (error,) = commit(wire, artifact)["errors"]

    assert "not the announced" in error["message"]


def test_a_file_in_parts_without_an_md5_of_the_whole(wire: Wire) -> None:
    artifact = create(wire)
    parts = hashes(make.md5(BODY))
    asked = ask(wire, artifact, md5="", uploadPartsInput=parts)
    address = asked["uploadMultipartUrls"]["uploadUrlParts"][0]["uploadUrl"]
    etag = wire.client.put(address, BODY).headers["ETag"]
    complete(wire, asked, [etag])

    assert Blob.objects.get().xxh128 == content.xxh128(BODY)
    assert ask(wire, artifact, md5="", uploadPartsInput=parts)["uploadUrl"] is None
    other = hashes(make.md5(b"forged"))
    assert ask(wire, artifact, md5="", uploadPartsInput=other)["uploadUrl"] is not None


@pytest.mark.parametrize("algorithm", ["SHA1", "", None, 5])
def test_a_digest_of_an_unknown_sort_is_refused(algorithm: object) -> None:
    known = json.loads(text(BODY))
    known["contents"]["a.bin"]["extra"]["alg"] = algorithm

    with pytest.raises(manifest.InvalidManifest, match="unknown sort"):
        manifest.read(json.dumps(known).encode())
