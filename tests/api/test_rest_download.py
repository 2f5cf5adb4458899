"""`GET /versions/{id}/files/{path}`: the bytes of one file."""

import pytest

from registry.models import RegistryRole, User
from tests import make
from tests.api.rest import Rest, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(world: World) -> str:
    files = {"deep/a b.txt": b"0123456789"}
    kept = {"far.txt": "s3://bucket/far.txt"}
    version = make.make_version(world.project, "net", files=files, references=kept)
    return f"/versions/{version.pk}/files/deep/a%20b.txt"


def test_the_bytes(mika: User, file: str) -> None:
    answer = Rest(mika).get(file)

    assert (answer.status_code, answer.content) == (200, b"0123456789")
    assert answer["Content-Disposition"] == 'attachment; filename="a b.txt"'
    assert answer["Content-Type"] == "application/octet-stream"


def test_asked_for_its_head_only(mika: User, file: str) -> None:
    rest = Rest(mika)

    head, whole = rest.send("HEAD", file), rest.get(file)

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == "10"
    assert head["ETag"] == whole["ETag"]


def test_a_part(mika: User, file: str) -> None:
    answer = Rest(mika).get(file, Range="bytes=3-5")

    assert (answer.status_code, answer.content) == (206, b"345")
    assert answer["Content-Range"] == "bytes 3-5/10"


def test_a_part_that_there_is_not(mika: User, file: str) -> None:
    answer = Rest(mika).get(file, Range="bytes=10-")

    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */10")
    assert answer["Content-Type"] == "application/problem+json"


def test_what_is_known_is_not_sent_again(mika: User, file: str) -> None:
    rest = Rest(mika)
    first = rest.get(file)

    assert rest.get(file, **{"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["none.txt", "deep", "far.txt", "deep/../deep/a%20b.txt"])
def test_what_is_no_stored_file(mika: User, file: str, path: str) -> None:
    answer = Rest(mika).get(file.replace("deep/a%20b.txt", path))

    assert answer.status_code == 404


def test_a_restricted_viewer_looks_only(world: World, acme, mika: User) -> None:
    looker = make.make_user("looker")
    make.join_registry(world.registry, looker, RegistryRole.RESTRICTED_VIEWER)
    world.registry.visibility = "restricted"
    world.registry.save()

    answer = Rest(looker).get(f"/versions/{world.version.pk}/files/file.txt")

    assert answer.status_code == 403
    assert answer.json()["held"] == "restricted_viewer"


def test_another_organization_finds_nothing(sam: User, file: str) -> None:
    assert Rest(sam).get(file).status_code == 404
    assert Rest(key="").get(file).status_code == 401


def test_a_deleted_version_has_none(world: World, mika: User, file: str) -> None:
    make.delete(make.make_version(world.project, "gone"))
    gone = world.project.collections.get(name="gone").versions.get()

    answer = Rest(mika).get(f"/versions/{gone.pk}/files/file.txt")

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:lineal:not_committed")
