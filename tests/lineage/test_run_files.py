"""Files of a run: the newest upload under a name counts."""

import pytest

from lineage.actions.files import receive_run_file, request_run_files
from lineage.models import Run, RunFile
from registry.errors import DigestMismatch, InvalidManifest, InvalidValue, NotAllowed, NotFound
from registry.models import Entity, User
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(zoo_team: Entity) -> Run:
    return make.make_run(make.make_project(zoo_team))


def receive(run: Run, name: str, body: bytes, md5: str | None = None) -> RunFile:
    return receive_run_file(run=run, name=name, chunks=[body], md5=md5)


def test_request(run: Run, mika: User) -> None:
    names = ["config.yaml", "media/images/x_0.png"]

    assert request_run_files(actor=make.actor(mika), run=run, names=names) == names


def test_is_kept(run: Run, zoo_team: Entity) -> None:
    row = receive(run, "output.log", b"hello", md5=make.md5(b"hello"))

    assert (row.name, row.size, row.blob.entity) == ("output.log", 5, zoo_team)


def test_is_replaced(run: Run) -> None:
    receive(run, "output.log", b"hello")
    receive(run, "output.log", b"hello world")

    row = RunFile.objects.get()
    assert (row.size, row.blob.digest) == (11, make.md5(b"hello world"))


def test_other_bytes_than_announced(run: Run) -> None:
    with expect.refused(DigestMismatch, "not the announced"):
        receive(run, "output.log", b"hello", md5="0" * 32)


@pytest.mark.parametrize("name", ["", "../x", "/etc/passwd", "a\0", "C:\\x", "x" * 1025, "a//b"])
def test_bad_names(run: Run, name: str) -> None:
    with expect.refused(InvalidManifest, "file name"):
        request_run_files(actor=make.actor(), run=run, names=["good", name])
    with expect.refused(InvalidManifest, "file name"):
        receive(run, name, b"hello")


def test_too_many_at_once(run: Run) -> None:
    with expect.refused(InvalidValue, "10001 files at once; at most 10000"):
        request_run_files(actor=make.actor(), run=run, names=["a"] * 10_001)


def test_viewers_and_outsiders_may_not(run: Run, vic: User, sam: User) -> None:
    with expect.refused(NotAllowed, "viewer of team"):
        request_run_files(actor=make.actor(vic), run=run, names=["a"])
    with expect.refused(NotFound, "no entity"):
        request_run_files(actor=make.actor(sam), run=run, names=["a"])
