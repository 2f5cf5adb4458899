"""Which bytes a client still has to send, and taking them."""

import pytest

from registry.actions.uploads import (
    Announced,
    FileSpec,
    UploadSlot,
    request_uploads,
    store_blob,
)
from registry.errors import DigestMismatch, InvalidManifest, NotAllowed, NotFound
from registry.models import Blob, Entity, Project, User
from registry.storage import blob_key, store
from tests import content, expect, make

pytestmark = pytest.mark.django_db
BODY = b"hello"


def ask(project: Project, *paths: str, by: User | None = None) -> list[UploadSlot]:
    version = make.begin(project)
    files = [FileSpec(path, content.base64_md5(BODY)) for path in paths]
    return request_uploads(actor=make.actor(by), version=version, files=files)


def test_unknown_bytes_are_asked_for(project: Project) -> None:
    assert ask(project, "a", "dir/b") == [
        UploadSlot("a", Announced(make.md5(BODY)), is_stored=False),
        UploadSlot("dir/b", Announced(make.md5(BODY)), is_stored=False),
    ]


def test_known_bytes_are_not(project: Project, zoo_team: Entity) -> None:
    store_blob(entity=zoo_team, digest=None, chunks=[BODY])

    assert [slot.is_stored for slot in ask(project, "a")] == [True]


def test_bytes_of_another_tenant_are_unknown(project: Project, sam: User) -> None:
    store_blob(entity=sam.personal_entity, digest=None, chunks=[BODY])

    assert [slot.is_stored for slot in ask(project, "a")] == [False]


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a\0b", "", "x" * 1025])
def test_bad_paths(project: Project, path: str) -> None:
    version = make.begin(project)

    with expect.refused(InvalidManifest, "file name"):
        request_uploads(
            actor=make.actor(), version=version, files=[FileSpec(path, content.base64_md5(BODY))]
        )


@pytest.mark.parametrize("md5", ["", "hello", make.md5(BODY), "A" * 22 + "=", "\ud800"])
def test_bad_digests(project: Project, md5: str) -> None:
    version = make.begin(project)

    with expect.refused(InvalidManifest, "not the base64 of an MD5"):
        request_uploads(actor=make.actor(), version=version, files=[FileSpec("a", md5)])


def test_viewers_and_outsiders_may_not(project: Project, vic: User, sam: User) -> None:
    with pytest.raises(NotAllowed, match="viewer of team"):
        ask(project, "a", by=vic)
    with pytest.raises(NotFound, match="no entity"):
        ask(project, "a", by=sam)


def test_bytes_are_stored_before_the_row(zoo_team: Entity) -> None:
    blob = store_blob(entity=zoo_team, digest=make.md5(BODY), chunks=[b"hel", b"lo"])

    assert (blob.digest, blob.size) == (make.md5(BODY), 5)
    with store().open(blob_key(zoo_team.pk, blob.digest)) as file:
        assert file.read() == BODY


def test_same_bytes_twice_are_one_row(zoo_team: Entity) -> None:
    first = store_blob(entity=zoo_team, digest=None, chunks=[BODY])

    with expect.nothing_changes():
        assert store_blob(entity=zoo_team, digest=None, chunks=[BODY]) == first


def test_other_bytes_than_announced(zoo_team: Entity) -> None:
    with expect.refused(DigestMismatch, "not the announced"):
        store_blob(entity=zoo_team, digest="0" * 32, chunks=[BODY])

    assert not Blob.objects.exists()
    assert not store().exists(blob_key(zoo_team.pk, make.md5(b"other")))
