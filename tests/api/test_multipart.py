"""A large file in parts: announced with the MD5 of each, sent piece by piece, put together."""

from typing import Any

import pytest

from lineal.sdk.budget import Budget
from registry import manifest
from registry.actions.memberships import remove_team_member
from registry.actions.people import add_team_member
from registry.models import ArtifactVersion, Blob, Entity, Role, User
from tests import make
from tests.api import logging as log
from tests.api.wire import Wire

# S3 takes no part smaller than that, but for the last one.
PARTS = [b"0123456789abcdef" * (5 << 16), b"and the rest"]
BODY = b"".join(PARTS)
COMPLETE = """mutation ($input: CompleteMultipartUploadArtifactInput!) {
    completeMultipartUploadArtifact(input: $input) { digest } }"""
FILES = """mutation ($input: CreateArtifactFilesInput!) { createArtifactFiles(input: $input) {
    files { edges { node { name storagePath uploadUrl uploadHeaders artifact { id }
    uploadMultipartUrls { uploadID uploadUrlParts { partNumber uploadUrl } } } } } } }"""


@pytest.fixture
def wire(zoo_team: Entity, mika: User) -> Wire:
    return Wire(mika)


def hashes(*md5s: str) -> list[dict[str, object]]:
    return [{"partNumber": number, "hexMD5": md5} for number, md5 in enumerate(md5s, start=1)]


def spec(artifact: str, parts: list[dict[str, object]]) -> dict[str, object]:
    md5 = manifest.base64_md5(make.md5(BODY))
    return {"artifactID": artifact, "name": "a.bin", "md5": md5, "uploadPartsInput": parts}


def ask(wire: Wire, artifact: str | None = None) -> dict[str, Any]:
    artifact = artifact or log.create(wire, {"a.bin": BODY})["id"]
    asked = spec(artifact, hashes(*map(make.md5, PARTS)))
    answer = wire.data(FILES, input={"artifactFiles": [asked], "storageLayout": "V2"})
    return answer["createArtifactFiles"]["files"]["edges"][0]["node"]


def put(wire: Wire, slot: dict[str, Any], number: int, body: bytes) -> tuple[int, str]:
    address = slot["uploadMultipartUrls"]["uploadUrlParts"][number - 1]
    assert address["partNumber"] == number
    answer = wire.client.put(address["uploadUrl"], body)
    return answer.status_code, answer.headers.get("ETag", "")


def send(wire: Wire, slot: dict[str, Any]) -> list[str]:
    """Both parts, the last one first. Their ETags in order."""
    last, first = (put(wire, slot, number, PARTS[number - 1]) for number in (2, 1))
    assert (first[0], last[0]) == (200, 200)
    return [first[1], last[1]]


def completing(slot: dict[str, Any], etags: list[str]) -> dict[str, object]:
    return {
        "completeMultipartAction": "Complete",
        "completedParts": hashes(*etags),
        "artifactID": slot["artifact"]["id"],
        "storagePath": slot["storagePath"],
        "uploadID": slot["uploadMultipartUrls"]["uploadID"],
    }


def complete(wire: Wire, slot: dict[str, Any], etags: list[str]) -> None:
    wire.shipped("CompleteMultipartUploadArtifact", **completing(slot, etags))


def refused(wire: Wire, slot: dict[str, Any], etags: list[str]) -> str:
    return str(wire.error(COMPLETE, input=completing(slot, etags))["extensions"]["code"])


def test_a_file_in_parts_is_logged(wire: Wire) -> None:
    slot = ask(wire)
    complete(wire, slot, send(wire, slot))

    assert log.log(wire, {"a.bin": BODY})["state"] == "COMMITTED"
    assert (ArtifactVersion.objects.get().size, Blob.objects.count()) == (len(BODY), 2)


def test_it_may_come_in_one_piece_all_the_same(wire: Wire) -> None:
    assert log.put(wire, ask(wire), BODY) == 200


def test_known_bytes_need_no_parts(wire: Wire) -> None:
    log.put(wire, ask(wire), BODY)

    slot = ask(wire)

    assert (slot["uploadUrl"], slot["uploadMultipartUrls"]) == (None, None)


def test_small_files_have_no_parts(wire: Wire) -> None:
    artifact = log.create(wire, {"a.bin": BODY})["id"]

    answer = wire.data(FILES, input={"artifactFiles": [spec(artifact, [])]})

    node = answer["createArtifactFiles"]["files"]["edges"][0]["node"]
    assert (node["uploadUrl"] is None, node["uploadMultipartUrls"]) == (False, None)


def test_the_answer_to_a_part_names_its_digest(wire: Wire) -> None:
    assert put(wire, ask(wire), 2, PARTS[1]) == (200, f'"{make.md5(PARTS[1])}"')


def test_completing_again_is_no_error(wire: Wire) -> None:
    slot = ask(wire)
    etags = send(wire, slot)

    for _ in range(2):
        complete(wire, slot, etags)

    assert Blob.objects.get().size == len(BODY)


def test_wrong_bytes_are_refused_and_can_be_sent_again(wire: Wire) -> None:
    slot = ask(wire)

    assert put(wire, slot, 1, b"other")[0] == 400
    complete(wire, slot, send(wire, slot))

    assert Blob.objects.get().digest == make.md5(BODY)


def test_parts_that_make_another_file_than_announced(wire: Wire) -> None:
    artifact = log.create(wire, {"a.bin": BODY})["id"]
    asked = spec(artifact, hashes(make.md5(PARTS[1])))
    answer = wire.data(FILES, input={"artifactFiles": [asked]})
    slot = answer["createArtifactFiles"]["files"]["edges"][0]["node"]
    _, etag = put(wire, slot, 1, PARTS[1])

    assert refused(wire, slot, [etag]) == "DIGEST_MISMATCH"
    assert not Blob.objects.exists()


def test_a_part_that_was_not_sent_is_missed(wire: Wire) -> None:
    slot = ask(wire)
    put(wire, slot, 2, PARTS[1])

    assert refused(wire, slot, [make.md5(part) for part in PARTS]) == "NOT_FOUND"
    assert not Blob.objects.exists()


def test_other_parts_than_announced(wire: Wire) -> None:
    slot = ask(wire)
    etags = send(wire, slot)

    assert refused(wire, slot, etags[:1]) == "INVALID_REQUEST"
    assert refused(wire, slot, etags[::-1]) == "INVALID_REQUEST"
    assert refused(wire, slot, ["not a digest", "at all"]) == "INVALID_MANIFEST"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (hashes(make.md5(b"a"), make.md5(b"b"))[::-1], "INVALID_REQUEST"),
        (hashes(make.md5(b"a"))[:1] * 2, "INVALID_REQUEST"),
        (hashes("x" * 32), "INVALID_MANIFEST"),
        (hashes(*[make.md5(b"a")] * 10_001), "INVALID_VALUE"),
    ],
)
def test_parts_that_cannot_be(wire: Wire, parts: list[dict[str, object]], code: str) -> None:
    artifact = log.create(wire, {"a.bin": BODY})["id"]

    error = wire.error(FILES, input={"artifactFiles": [spec(artifact, parts)]})

    assert error["extensions"]["code"] == code


def test_parts_cost_no_rows(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a few files of terabytes would be refused as too large a page."""
    monkeypatch.setattr("lineal.sdk.budget.Budget.take_rows", refuse_many)
    artifact = log.create(wire, {"a.bin": BODY})["id"]
    asked = [spec(artifact, hashes(*[make.md5(b"a")] * 200))]

    assert wire.data(FILES, input={"artifactFiles": asked})


def test_asking_again_and_again_for_the_same_parts_ends_the_request(wire: Wire) -> None:
    artifact = log.create(wire, {"a.bin": BODY})["id"]
    asked = [spec(artifact, hashes(*[make.md5(b"a")] * 10_000))]
    again = " ".join(f"p{n}: uploadUrlParts {{ partNumber }}" for n in range(6))
    document = FILES.replace("uploadUrlParts { partNumber uploadUrl }", again)

    answer = wire.post(
        "/graphql", {"query": document, "variables": {"input": {"artifactFiles": asked}}}
    )

    assert "more than 50000 parts" in answer.content.decode()


def refuse_many(_: Budget, count: int) -> None:
    assert count < 200


# --- Addresses and the name of the whole are worth what their owner's right is worth


def test_an_upload_belongs_to_whom_it_was_given(wire: Wire, zoo_team: Entity) -> None:
    slot = ask(wire)
    etags = send(wire, slot)
    nora = make.make_user("nora")
    add_team_member(actor=make.actor(), team=zoo_team, user=nora, role=Role.MEMBER)

    assert refused(Wire(nora), slot, etags) == "NOT_FOUND"


def test_an_upload_belongs_to_its_project(wire: Wire) -> None:
    slot = ask(wire)
    etags = send(wire, slot)
    elsewhere = log.create(wire, {"a.bin": BODY}, projectName="farm")

    assert refused(wire, {**slot, "artifact": elsewhere}, etags) == "NOT_FOUND"


def test_who_may_only_look_sends_no_part(wire: Wire, zoo_team: Entity, mika: User) -> None:
    slot = ask(wire)
    etags = send(wire, slot)
    add_team_member(actor=make.actor(), team=zoo_team, user=mika, role=Role.VIEWER)

    assert put(wire, slot, 1, PARTS[0])[0] == 403
    assert refused(wire, slot, etags) in {"NOT_ALLOWED", "NOT_FOUND"}
    assert not Blob.objects.exists()


def test_who_left_the_team_sends_no_part(wire: Wire, zoo_team: Entity, mika: User) -> None:
    slot = ask(wire)
    etags = send(wire, slot)
    remove_team_member(actor=make.actor(), team=zoo_team, user=mika)

    assert put(wire, slot, 1, PARTS[0])[0] == 404
    assert refused(wire, slot, etags) == "NOT_FOUND"


def test_addresses_expire(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    slot = ask(wire)
    etags = send(wire, slot)
    monkeypatch.setattr("lineal.sdk.tokens.UPLOAD_SECONDS", -1)

    assert put(wire, slot, 1, PARTS[0])[0] == 403
    assert refused(wire, slot, etags) == "NOT_FOUND"


def test_forged_names_of_an_upload_are_refused(wire: Wire) -> None:
    slot = ask(wire)
    etags = send(wire, slot)
    address = slot["uploadMultipartUrls"]["uploadUrlParts"][0]["uploadUrl"]

    for forged in ("", "x", slot["uploadMultipartUrls"]["uploadID"][:-1], address.split("/")[-1]):
        parts = {**slot["uploadMultipartUrls"], "uploadID": forged}
        assert refused(wire, {**slot, "uploadMultipartUrls": parts}, etags) == "NOT_FOUND"
