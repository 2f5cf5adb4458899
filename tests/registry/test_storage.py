"""Bytes at rest: whole and verified, or not there at all."""

import errno
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from registry.errors import DigestMismatch, NotFound, StorageFull
from registry.storage import LocalStore, Store, Stored, blob_key, read_range
from tests import content, make

HELLO = make.md5(b"hello")
KEY = blob_key(7, HELLO)


def incoming(store: Store) -> list[Path]:
    return list((store.root / "incoming").glob("*"))


def files(store: Store) -> list[str]:
    return sorted([*store.keys(), *(str(path) for path in incoming(store))])


def test_what_is_written_is_read(store: Store) -> None:
    stored = store.write(7, [b"hel", b"lo"], md5=HELLO)

    assert stored == Stored(HELLO, 5)
    with store.open(KEY) as file:
        assert file.read() == b"hello"


def test_place_is_made_of_owner_and_digest(local: LocalStore) -> None:
    local.write(7, [b"hello"])

    paths = [path.relative_to(local.root) for path in local.root.rglob("*") if path.is_file()]
    assert paths == [Path("blobs", "7", HELLO[:2], HELLO[2:4], HELLO)]


def test_nothing_at_all_is_a_file_too(store: Store) -> None:
    assert store.write(7, []) == Stored(make.md5(b""), 0)


def test_same_bytes_again(store: Store) -> None:
    first = store.write(7, [b"hello"])

    assert store.write(7, [b"hello"]) == first
    assert len(files(store)) == 1


def test_other_bytes_than_announced(store: Store) -> None:
    with pytest.raises(DigestMismatch, match=f"have MD5 {make.md5(b'hullo')}, not the announced"):
        store.write(7, [b"hullo"], md5=HELLO)

    assert files(store) == []


def test_the_first_of_two_files_of_one_md5_stays(store: Store) -> None:
    """Else a version could be given other bytes after somebody has looked at it."""
    digest = store.write(7, [content.ONE]).digest

    assert content.md5(content.OTHER) == digest
    with pytest.raises(DigestMismatch, match="Another file of MD5"):
        store.write(7, [content.OTHER], md5=digest)
    with store.open(blob_key(7, digest)) as file:
        assert file.read() == content.ONE


def test_a_damaged_file_is_replaced(local: LocalStore) -> None:
    local.write(7, [b"hello"])
    next((local.root / "blobs").glob("*/*/*/*")).write_bytes(b"hullo")

    local.write(7, [b"hello"], md5=HELLO)

    with local.open(KEY) as file:
        assert file.read() == b"hello"


def test_sender_who_breaks_off(store: Store) -> None:
    def broken() -> Iterator[bytes]:
        yield b"hel"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.write(7, broken())

    assert files(store) == []


def test_full_disk(store: Store, small_files: None) -> None:
    with pytest.raises(StorageFull, match="disk is full"):
        store.write(7, [b"x" * 1024] * 65)

    assert files(store) == []
    assert store.write(7, [b"hello"]) == Stored(HELLO, 5)


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow beyond 64 KiB: what the system answers is what a full quota answers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_other_failures_are_not_called_full(store: Store) -> None:
    store.root.mkdir(parents=True)
    (store.root / "incoming").write_text("in the way")

    with pytest.raises(OSError) as caught:  # noqa: PT011 - the number is checked below
        store.write(7, [b"hello"])

    assert caught.value.errno in {errno.EEXIST, errno.ENOTDIR}


def test_killed_writer_leaves_no_file_of_the_final_name(local: LocalStore) -> None:
    writer = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, str(local.root)], check=False)

    assert writer.returncode == -signal.SIGKILL
    assert not local.exists(KEY)
    assert local.write(7, [b"hello"], md5=HELLO) == Stored(HELLO, 5)


WRITE_AND_DIE = """
import os, pathlib, signal, sys
from registry.storage import LocalStore

def chunks():
    yield b"hello"
    os.kill(os.getpid(), signal.SIGKILL)

LocalStore(pathlib.Path(sys.argv[1])).write(7, chunks())
"""


def test_many_writers_of_the_same_bytes(store: Store) -> None:
    def write() -> None:
        store.write(7, [b"hello"])
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(8)]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    # A set: rclone lists a name twice when two puts made it at once; S3 lists it once.
    assert set(files(store)) == {KEY}
    with store.open(KEY) as file:
        assert file.read() == b"hello"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "7",
        f"7/{HELLO}/x",
        f"07/{HELLO}",
        f"-7/{HELLO}",
        f"7/{HELLO.upper()}",
        f"7/{HELLO[:-1]}",
        f"7/{HELLO}\n",
        f"7/{HELLO}\0",
        f"../{HELLO}",
        "7/../../../etc/passwd",
        "7/" + "." * 32,
        "7/%2e%2e",
        f"\u0667/{HELLO}",
    ],
)
def test_keys_that_are_none(store: Store, key: str) -> None:
    for act in (store.open, store.exists, store.delete):
        with pytest.raises(ValueError, match="not a storage key"):
            act(key)


def test_missing_file(store: Store) -> None:
    assert not store.exists(KEY)
    with pytest.raises(NotFound, match="stored file is missing"):
        store.open(KEY)


def test_owners_do_not_share(store: Store) -> None:
    store.write(7, [b"hello"])

    assert not store.exists(blob_key(8, HELLO))


def test_copy_lives_on_its_own(store: Store) -> None:
    store.write(7, [b"hello"])

    store.copy(KEY, 8)
    store.copy(KEY, 8)
    store.delete(KEY)

    with store.open(blob_key(8, HELLO)) as file:
        assert file.read() == b"hello"


def test_copy_of_nothing(store: Store) -> None:
    with pytest.raises(NotFound, match="missing"):
        store.copy(KEY, 8)


def test_delete_twice(store: Store) -> None:
    store.write(7, [b"hello"])

    store.delete(KEY)
    store.delete(KEY)

    assert files(store) == []


def test_delete_all_of_one_owner(store: Store) -> None:
    store.write(7, [b"hello"])
    store.write(8, [b"hello"])

    store.delete_all(7)
    store.delete_all(7)

    assert (store.exists(KEY), store.exists(blob_key(8, HELLO))) == (False, True)


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [(0, 5, b"hello"), (1, 3, b"ell"), (4, 100, b"o"), (0, 0, b"")],
)
def test_range(store: Store, start: int, length: int, expected: bytes) -> None:
    store.write(7, [b"hello"])

    assert b"".join(read_range(store.open(KEY, start), length)) == expected


def test_what_is_there_is_listed(store: Store) -> None:
    store.write(7, [b"hello"])
    store.write(8, [b"hello"])

    assert sorted(store.keys()) == [KEY, blob_key(8, HELLO)]


def test_a_sweep_takes_what_is_old(store: Store) -> None:
    store.write(7, [b"hello"])

    assert not store.sweep(KEY, before=timezone.now() - timedelta(days=1))
    assert store.sweep(KEY, before=timezone.now() + timedelta(days=1))
    assert not store.sweep(KEY, before=timezone.now() + timedelta(days=1))
    assert files(store) == []


def test_what_broke_off_is_swept(store: Store) -> None:
    store.write(7, [b"hello"])
    (store.root / "incoming/half").write_bytes(b"he")

    assert store.sweep_incoming(before=timezone.now() - timedelta(days=1)) == 0
    assert store.sweep_incoming(before=timezone.now() + timedelta(days=1)) == 1
    assert files(store) == [KEY]


def test_nothing_is_wrong(store: Store) -> None:
    assert store.problem() == ""
