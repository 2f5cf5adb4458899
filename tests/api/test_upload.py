"""PUT to the addresses that the server hands out."""

import pytest
from django.utils import timezone

from lineage.models import RunFile
from registry.actions.memberships import remove_team_member
from registry.actions.people import add_team_member
from registry.models import (
    ApiKey,
    ArtifactVersion,
    Blob,
    Entity,
    KeyScope,
    Manifest,
    Role,
    User,
)
from tests import make
from tests.api import logging as log
from tests.api.wire import Wire

BODY = b"weights of a small model"


@pytest.fixture
def wire(zoo_team: Entity, mika: User) -> Wire:
    return Wire(mika)


def slot(wire: Wire) -> dict[str, object]:
    artifact = log.create(wire, {"a.bin": BODY})
    return log.file_slots(wire, artifact["id"], {"a.bin": BODY})[0]


def test_an_artifact_is_logged_step_by_step(wire: Wire) -> None:
    committed = log.log(wire, {"a.bin": BODY, "b/c.txt": b"more"})

    assert (committed["state"], committed["versionIndex"]) == ("COMMITTED", 0)
    version = ArtifactVersion.objects.get()
    assert (version.file_count, version.size) == (2, len(BODY) + 4)


def test_the_answer_names_the_digest(wire: Wire) -> None:
    answer = wire.client.put(str(slot(wire)["uploadUrl"]), BODY)

    assert answer.status_code == 200
    assert answer["ETag"] == f'"{make.md5(BODY)}"'


def test_known_bytes_need_not_be_sent_again(wire: Wire) -> None:
    assert log.put(wire, slot(wire), BODY) == 200

    assert slot(wire)["uploadUrl"] is None


def test_answers_stand_in_the_order_of_the_questions(wire: Wire) -> None:
    files = {f"{name}.bin": name.encode() for name in "zayb"}
    artifact = log.create(wire, files)

    slots = log.file_slots(wire, artifact["id"], files)

    assert [one["name"] for one in slots] == list(files)
    assert {one["artifact"]["id"] for one in slots} == {artifact["id"]}


def test_wrong_bytes_are_refused_and_can_be_sent_again(wire: Wire) -> None:
    asked = slot(wire)

    assert log.put(wire, asked, b"other bytes") == 400
    assert not Blob.objects.exists()
    assert log.put(wire, asked, BODY) == 200


def test_the_same_bytes_twice_are_one_blob(wire: Wire) -> None:
    asked = slot(wire)

    assert [log.put(wire, asked, BODY) for _ in range(2)] == [200, 200]
    assert Blob.objects.count() == 1


def test_the_length_must_be_announced(wire: Wire) -> None:
    answer = wire.client.generic("PUT", str(slot(wire)["uploadUrl"]), b"")

    assert answer.status_code == 411
    assert "Content-Length" in answer.json()["errors"][0]["message"]


def test_an_empty_file_is_taken(wire: Wire) -> None:
    assert log.log(wire, {"empty": b""})["state"] == "COMMITTED"


def test_a_forged_address_is_refused(wire: Wire) -> None:
    address = str(slot(wire)["uploadUrl"])

    for forged in (address[:-1], address + "x", address.replace("upload", "download")):
        assert wire.client.put(forged, BODY).status_code in {403, 405}


def test_an_address_expires(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = slot(wire)
    monkeypatch.setattr("lineal.sdk.tokens.UPLOAD_SECONDS", -1)

    assert log.put(wire, asked, BODY) == 403


def test_a_commit_without_the_files_names_one(wire: Wire) -> None:
    artifact = log.create(wire, {"a.bin": BODY})
    text = make.manifest_text({"a.bin": BODY})
    log.put(wire, log.manifest_slot(wire, artifact["id"], text), text)

    error = wire.error(log.COMMIT, id=artifact["id"])

    assert error["extensions"]["code"] == "MISSING_FILES"
    assert "a.bin" in error["message"]
    assert ArtifactVersion.objects.get().state == "pending"


def test_a_broken_upload_stays_invisible_and_can_be_taken_up_again(wire: Wire) -> None:
    log.create(wire, {"a.bin": BODY})
    document = """{ project(name: "zoo", entityName: "zoo-team") {
        artifact(name: "animals:latest") { id } } }"""

    assert wire.data(document)["project"]["artifact"] is None
    assert log.log(wire, {"a.bin": BODY})["versionIndex"] == 0


def test_committing_twice_gives_the_same_version(wire: Wire) -> None:
    committed = log.log(wire, {"a.bin": BODY})

    again = wire.data(log.COMMIT, id=committed["id"])

    assert again["commitArtifact"]["artifact"] == committed


def test_another_tenants_bytes_are_asked_for_all_the_same(wire: Wire, sam: User) -> None:
    log.log(wire, {"a.bin": BODY})
    foreign = Wire(sam)
    artifact = log.create(foreign, {"a.bin": BODY}, entityName="sam")

    asked = log.file_slots(foreign, artifact["id"], {"a.bin": BODY})

    assert asked[0]["uploadUrl"] is not None


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "a/../../x", "..\\x", "a\0b", "", "x" * 4_000, "C:\\x"]
)
def test_a_file_name_that_leaves_the_artifact_is_refused(wire: Wire, name: str) -> None:
    artifact = log.create(wire, {"a.bin": BODY})
    asked = [{"artifactID": artifact["id"], "name": name, "md5": "XrY7u+Ae7tCTyyK7j1rNww=="}]

    error = wire.error(log.FILES, input={"artifactFiles": asked})

    assert error["extensions"]["code"] == "INVALID_MANIFEST"
    text = make.manifest_text({name: BODY})
    log.put(wire, log.manifest_slot(wire, artifact["id"], text), text)
    assert "errors" in wire.graphql(log.COMMIT, id=artifact["id"])
    assert not ArtifactVersion.objects.committed().exists()


def test_a_foreign_artifact_is_not_there(wire: Wire, sam: User) -> None:
    artifact = log.create(wire, {"a.bin": BODY})

    error = Wire(sam).error(log.COMMIT, id=artifact["id"])
    missing = Wire(sam).error(log.COMMIT, id="QXJ0aWZhY3Q6OTk5")

    assert error["extensions"]["code"] == "NOT_FOUND"
    assert error["message"] == missing["message"]


# --- An address is worth what the right of whom it was given to is worth


def test_who_left_the_team_sends_nothing_more(wire: Wire, zoo_team: Entity, mika: User) -> None:
    asked = slot(wire)
    remove_team_member(actor=make.actor(), team=zoo_team, user=mika)

    assert log.put(wire, asked, BODY) == 404
    assert not Blob.objects.exists()


def test_who_may_only_look_sends_nothing_more(wire: Wire, zoo_team: Entity, mika: User) -> None:
    artifact = log.create(wire, {"a.bin": BODY})
    text = make.manifest_text({"a.bin": BODY})
    asked = log.manifest_slot(wire, artifact["id"], text)
    add_team_member(actor=make.actor(), team=zoo_team, user=mika, role=Role.VIEWER)

    assert log.put(wire, asked, text) == 403
    assert not Manifest.objects.filter(blob__isnull=False).exists()


def test_an_account_that_was_closed_sends_nothing_more(wire: Wire, mika: User) -> None:
    asked = slot(wire)
    User.objects.filter(pk=mika.pk).update(is_active=False)

    assert log.put(wire, asked, BODY) == 403


def test_a_key_that_may_only_read_sends_nothing(wire: Wire, mika: User) -> None:
    asked = slot(wire)
    ApiKey.objects.filter(user=mika).update(scope=KeyScope.READ)

    assert log.put(wire, asked, BODY) == 403
    assert not Blob.objects.exists()


def test_a_key_that_was_revoked_sends_nothing_more(wire: Wire, mika: User) -> None:
    asked = slot(wire)
    ApiKey.objects.filter(user=mika).update(revoked_at=timezone.now())
    Wire(mika)  # another key of the same person helps nobody

    assert log.put(wire, asked, BODY) == 403
    assert not Blob.objects.exists()


def test_files_of_runs_are_refused_likewise(wire: Wire, zoo_team: Entity, mika: User) -> None:
    make.make_run(make.make_project(zoo_team, "zoo"), "r1", user=mika)
    document = """mutation { createRunFiles(input: {entityName: "zoo-team", projectName: "zoo",
        runName: "r1", files: ["a.txt"]}) { files { uploadUrl } } }"""
    (asked,) = wire.data(document)["createRunFiles"]["files"]
    remove_team_member(actor=make.actor(), team=zoo_team, user=mika)

    assert wire.client.put(asked["uploadUrl"], BODY).status_code == 404
    assert not RunFile.objects.exists()
