"""Bytes at rest: whole and verified, or not there at all."""

import errno
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.errors import DigestMismatch, NotFound, StorageFull
from registry.storage import LocalStore, Stored, blob_key, read_range
from tests import make

HELLO = make.md5(b"hello")
KEY = blob_key(7, HELLO)


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "files")


def files(store: LocalStore) -> list[str]:
    return sorted(
        str(path.relative_to(store.root)) for path in store.root.rglob("*") if path.is_file()
    )


def test_what_is_written_is_read(store: LocalStore) -> None:
    stored = store.write(7, [b"hel", b"lo"], md5=HELLO)

    assert stored == Stored(HELLO, 5)
    with store.open(KEY) as file:
        assert file.read() == b"hello"


def test_place_is_made_of_owner_and_digest(store: LocalStore) -> None:
    store.write(7, [b"hello"])

    assert files(store) == [f"blobs/7/{HELLO[:2]}/{HELLO[2:4]}/{HELLO}"]


def test_nothing_at_all_is_a_file_too(store: LocalStore) -> None:
    assert store.write(7, []) == Stored(make.md5(b""), 0)


def test_same_bytes_again(store: LocalStore) -> None:
    first = store.write(7, [b"hello"])

    assert store.write(7, [b"hello"]) == first
    assert len(files(store)) == 1


def test_other_bytes_than_announced(store: LocalStore) -> None:
    with pytest.raises(DigestMismatch, match=f"have MD5 {make.md5(b'hullo')}, not the announced"):
        store.write(7, [b"hullo"], md5=HELLO)

    assert files(store) == []


def test_sender_who_breaks_off(store: LocalStore) -> None:
    def broken() -> Iterator[bytes]:
        yield b"hel"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.write(7, broken())

    assert files(store) == []


def test_full_disk(store: LocalStore, small_files: None) -> None:
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


def test_other_failures_are_not_called_full(store: LocalStore) -> None:
    store.root.mkdir(parents=True)
    (store.root / "incoming").write_text("in the way")

    with pytest.raises(OSError) as caught:  # noqa: PT011 - the number is checked below
        store.write(7, [b"hello"])

    assert caught.value.errno in {errno.EEXIST, errno.ENOTDIR}


def test_killed_writer_leaves_no_file_of_the_final_name(store: LocalStore) -> None:
    writer = subprocess.run([sys.executable, "-c", WRITE_AND_DIE, str(store.root)], check=False)

    assert writer.returncode == -signal.SIGKILL
    assert not store.exists(KEY)
    assert store.write(7, [b"hello"], md5=HELLO) == Stored(HELLO, 5)


WRITE_AND_DIE = """
import os, pathlib, signal, sys
from registry.storage import LocalStore

def chunks():
    yield b"hello"
    os.kill(os.getpid(), signal.SIGKILL)

LocalStore(pathlib.Path(sys.argv[1])).write(7, chunks())
"""


def test_many_writers_of_the_same_bytes(store: LocalStore) -> None:
    writers = [threading.Thread(target=store.write, args=(7, [b"hello"])) for _ in range(8)]

    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert len(files(store)) == 1


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
def test_keys_that_are_none(store: LocalStore, key: str) -> None:
    for act in (store.open, store.exists, store.delete):
        with pytest.raises(ValueError, match="not a storage key"):
            act(key)


def test_missing_file(store: LocalStore) -> None:
    assert not store.exists(KEY)
    with pytest.raises(NotFound, match="stored file is missing"):
        store.open(KEY)


def test_owners_do_not_share(store: LocalStore) -> None:
    store.write(7, [b"hello"])

    assert not store.exists(blob_key(8, HELLO))


def test_copy_lives_on_its_own(store: LocalStore) -> None:
    store.write(7, [b"hello"])

    store.copy(KEY, 8)
    store.copy(KEY, 8)
    store.delete(KEY)

    with store.open(blob_key(8, HELLO)) as file:
        assert file.read() == b"hello"


def test_copy_of_nothing(store: LocalStore) -> None:
    with pytest.raises(NotFound, match="missing"):
        store.copy(KEY, 8)


def test_delete_twice(store: LocalStore) -> None:
    store.write(7, [b"hello"])

    store.delete(KEY)
    store.delete(KEY)

    assert files(store) == []


def test_delete_all_of_one_owner(store: LocalStore) -> None:
    store.write(7, [b"hello"])
    store.write(8, [b"hello"])

    store.delete_all(7)
    store.delete_all(7)

    assert (store.exists(KEY), store.exists(blob_key(8, HELLO))) == (False, True)


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [(0, 5, b"hello"), (1, 3, b"ell"), (4, 100, b"o"), (5, 1, b""), (0, 0, b"")],
)
def test_range(store: LocalStore, start: int, length: int, expected: bytes) -> None:
    store.write(7, [b"hello"])
    file = store.open(KEY)

    assert b"".join(read_range(file, start, length)) == expected
    assert file.closed
