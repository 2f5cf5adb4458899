"""GET from the addresses that the server hands out, and from the artifactsV2 handler."""

import pytest

from registry.actions.memberships import remove_team_member
from registry.models import ArtifactVersion, Blob, Entity, RegistryRole, User, Visibility
from tests import make
from tests.api.wire import Wire, artifact_id

BODY = bytes(range(256)) * 40
LISTING = """query ($id: ID!) { artifact(id: $id) { files { totalCount edges { node {
    name displayName sizeBytes digest md5 mimetype directUrl } } } } }"""


@pytest.fixture
def version(zoo_team: Entity, mika: User) -> ArtifactVersion:
    project = make.make_project(zoo_team, "zoo")
    return make.make_version(
        project,
        "animals",
        files={"dir/naïve\u202e.html": BODY},
        references={"far.parquet": "s3://bucket/far.parquet"},
        user=mika,
    )


@pytest.fixture
def wire(mika: User) -> Wire:
    return Wire(mika)


def files_of(wire: Wire, version: ArtifactVersion) -> list[dict[str, object]]:
    found = wire.data(LISTING, id=artifact_id(version))["artifact"]["files"]
    return [edge["node"] for edge in found["edges"]]


@pytest.fixture
def address(wire: Wire, version: ArtifactVersion) -> str:
    return str(files_of(wire, version)[0]["directUrl"]).removeprefix("http://testserver")


def test_a_file_comes_without_a_key(wire: Wire, address: str) -> None:
    answer = wire.client.get(address)

    assert answer.status_code == 200
    assert b"".join(answer) == BODY
    assert answer["Content-Length"] == str(len(BODY))
    assert answer["ETag"] == f'"{make.md5(BODY)}"'


def test_a_stored_file_is_inert(wire: Wire, address: str) -> None:
    answer = wire.client.get(address)
    answer.close()

    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''na%C3%AFve")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=10000-", 10_000, 10_240),
        ("bytes=-40", 10_200, 10_240),
        ("bytes=0-99999999", 0, 10_240),
        ("bytes=-99999999", 0, 10_240),
    ],
)
def test_a_part_of_a_file(wire: Wire, address: str, asked: str, start: int, end: int) -> None:
    answer = wire.client.get(address, headers={"Range": asked})

    assert b"".join(answer) == BODY[start:end]
    if end - start < len(BODY):
        assert answer.status_code == 206
        assert answer["Content-Range"] == f"bytes {start}-{end - 1}/{len(BODY)}"


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000", "bytes=9-3", "bytes=-0"])
def test_a_part_outside_is_refused(wire: Wire, address: str, asked: str) -> None:
    answer = wire.client.get(address, headers={"Range": asked})

    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(BODY)}"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-9", "items=0-1", "bytes=", "bytes=" + ",".join(["0-1"] * 1000)]
)
def test_other_ranges_get_the_whole(wire: Wire, address: str, asked: str) -> None:
    answer = wire.client.get(address, headers={"Range": asked})

    assert answer.status_code == 200
    assert b"".join(answer) == BODY


def test_a_known_file_is_not_sent_again(wire: Wire, address: str) -> None:
    answer = wire.client.get(address, headers={"If-None-Match": f'"{make.md5(BODY)}"'})

    assert answer.status_code == 304


def test_an_expired_address_asks_for_a_new_one(
    wire: Wire, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lineal.sdk.tokens.DOWNLOAD_SECONDS", -1)

    assert wire.client.get(address).status_code == 403
    assert wire.client.get(address + "x").status_code == 403


def test_an_address_ends_with_the_right_of_whom_it_was_given_to(
    wire: Wire, address: str, zoo_team: Entity, mika: User
) -> None:
    remove_team_member(actor=make.actor(), team=zoo_team, user=mika)

    assert wire.client.get(address).status_code == 403


def test_an_address_ends_with_its_version(
    wire: Wire, address: str, version: ArtifactVersion
) -> None:
    make.delete(version)

    assert wire.client.get(address).status_code == 403


def test_references_are_listed_with_their_own_address(wire: Wire, version: ArtifactVersion) -> None:
    reference = files_of(wire, version)[1]

    assert reference["name"] == "far.parquet"
    assert reference["directUrl"] == "s3://bucket/far.parquet"


def handler(version: ArtifactVersion, **other: str) -> str:
    place = {"entity": "zoo-team", "project": "zoo", "digest": make.md5(BODY), **other}
    return (
        f"/artifactsV2/default/{place['entity']}/{place['project']}/animals/"
        f"{artifact_id(version)}/{artifact_id(version)}/{place['digest']}/a.bin"
    )


def test_the_handler_serves_a_file_of_a_version(wire: Wire, version: ArtifactVersion) -> None:
    answer = wire.get(handler(version))

    assert b"".join(answer) == BODY


def test_a_file_whose_xxh128_is_the_md5_of_another_does_not_take_its_place(
    wire: Wire, zoo_team: Entity, mika: User
) -> None:
    """The older versions of the SDK do not say of which version of the collection they want it."""
    project = make.make_project(zoo_team, "zoo")
    make.make_version(project, "animals", files={"a.bin": b"forged"}, user=mika)
    Blob.objects.filter(digest=make.md5(b"forged")).update(xxh128=make.md5(BODY))
    version = make.make_version(project, "animals", files={"a.bin": BODY}, user=mika)

    answer = wire.get(handler(version).replace(f"{artifact_id(version)}/", "", 1))

    assert b"".join(answer) == BODY


def test_the_handler_serves_without_the_artifact_segment(
    wire: Wire, version: ArtifactVersion
) -> None:
    path = handler(version).replace(f"/{artifact_id(version)}", "", 1)

    assert b"".join(wire.get(path)) == BODY


def test_a_digest_alone_opens_nothing(wire: Wire, version: ArtifactVersion, sam: User) -> None:
    assert wire.get(handler(version, digest="0" * 32)).status_code == 404
    assert Wire(sam).get(handler(version)).status_code == 404
    assert Wire().get(handler(version)).status_code == 401


def test_a_restricted_viewer_sees_a_version_but_not_its_files(
    version: ArtifactVersion, acme: object, olivia: User
) -> None:
    guest = make.make_user("guest")
    registry = make.make_registry(acme, "model", visibility=Visibility.RESTRICTED)
    make.link(version, registry, "animals")
    make.join_registry(registry, guest, RegistryRole.RESTRICTED_VIEWER)

    wire = Wire(guest)

    seen = wire.data("query ($id: ID!) { artifact(id: $id) { digest } }", id=artifact_id(version))
    assert seen["artifact"]["digest"] == version.digest
    error = wire.error(LISTING, id=artifact_id(version))
    assert error["extensions"]["code"] == "NOT_ALLOWED"
    path = handler(version, entity="acme-org", project="wandb-registry-model")
    assert wire.get(path).status_code == 404
