"""Files that come in parts: put together when all are there, whole and verified, or not at all."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from registry.errors import DigestMismatch, NotFound
from registry.storage import LocalStore, StorageAway, Store, Stored, blob_key
from registry.storage.locks import try_folder_lock, try_key_lock
from registry.storage.s3 import S3Store
from tests import make

# S3 takes no part smaller than that, but for the last one.
FIRST = b"0123456789abcdef" * (5 << 16)
LAST = b"tail"
WHOLE = make.md5(FIRST + LAST)
KEY = blob_key(7, WHOLE)


@pytest.fixture
def parts(store: Store) -> str:
    """Both parts, the second one first."""
    name = store.begin_parts()
    store.write_part(name, 2, [LAST], md5=make.md5(LAST))
    store.write_part(name, 1, [FIRST[:9], FIRST[9:]], md5=make.md5(FIRST))
    return name


def left(store: Store) -> list[object]:
    return [*store.keys(), *store.root.glob("incoming/*"), *store.root.glob("parts/*/*")]


def test_parts_make_a_file(store: Store, parts: str) -> None:
    assert store.join(parts, 2, 7, md5=WHOLE) == Stored(WHOLE, len(FIRST) + 4)

    store.drop_parts(parts)
    with store.open(KEY, len(FIRST) - 1) as file:
        assert file.read() == b"f" + LAST
    assert left(store) == [KEY]


def test_a_part_may_come_twice(store: Store, parts: str) -> None:
    store.write_part(parts, 2, [LAST], md5=make.md5(LAST))

    assert store.join(parts, 2, 7, md5=WHOLE) == Stored(WHOLE, len(FIRST) + 4)


def test_joining_twice_gives_the_same(store: Store, parts: str) -> None:
    """As when the server dies before it has written down that the file is there."""
    assert store.join(parts, 2, 7, md5=WHOLE) == store.join(parts, 2, 7, md5=WHOLE)


def test_other_bytes_than_announced(store: Store, parts: str) -> None:
    with pytest.raises(DigestMismatch, match="not the announced"):
        store.write_part(parts, 1, [b"other"], md5=make.md5(FIRST))
    with pytest.raises(DigestMismatch, match=f"have MD5 {WHOLE}, not the announced"):
        store.join(parts, 2, 7, md5=make.md5(LAST))

    assert not store.exists(KEY)


def test_a_missing_part_is_named(store: Store, parts: str) -> None:
    with pytest.raises(NotFound, match="Part 3 of the upload is not here"):
        store.join(parts, 3, 7, md5=WHOLE)


def test_parts_that_were_dropped(store: Store, parts: str) -> None:
    store.drop_parts(parts)
    store.drop_parts(parts)

    assert left(store) == []
    with pytest.raises(NotFound):
        store.join(parts, 2, 7, md5=WHOLE)


def test_only_one_request_joins_at_a_time(store: Store, parts: str) -> None:
    """The other one has a connection of its own, as each thread of a server has."""
    name = f"parts/{parts.split('/')[0]}"
    lock = (
        try_key_lock(name, store.root)
        if isinstance(store, S3Store)
        else try_folder_lock(store.root / name)
    )
    with lock, ThreadPoolExecutor(1) as other, pytest.raises(StorageAway, match="put together"):
        other.submit(join_apart, store, parts).result()


def test_parts_that_another_request_drops_meanwhile(local: LocalStore) -> None:
    """It has put them together already. Many rounds, for the moment of the drop counts."""
    with ThreadPoolExecutor(1) as other:
        for _ in range(100):
            name = local.begin_parts()
            for number in (1, 2):
                local.write_part(name, number, [LAST], md5=make.md5(LAST))
            joined = other.submit(local.join, name, 2, 7, md5=None)
            local.drop_parts(name)

            assert joined.exception() is None or isinstance(joined.exception(), NotFound)


def test_a_part_that_comes_too_late(store: Store, parts: str) -> None:
    """While its bytes are on the way, its upload is given up."""

    def late() -> Iterator[bytes]:
        yield LAST
        store.drop_parts(parts)

    with pytest.raises(NotFound):
        store.write_part(parts, 2, late(), md5=make.md5(LAST))

    assert left(store) == []


def join_apart(store: Store, parts: str) -> None:
    try:
        store.join(parts, 2, 7, md5=WHOLE)
    finally:
        connection.close()


def test_abandoned_parts_are_swept(store: Store, parts: str) -> None:
    assert store.sweep_incoming(before=timezone.now() - timedelta(days=1)) == 0
    assert store.sweep_incoming(before=timezone.now() + timedelta(days=1)) == 1
    assert left(store) == []


def test_a_file_that_was_joined_and_never_asked_for_is_swept(store: Store, parts: str) -> None:
    store.join(parts, 2, 7, md5=WHOLE)

    assert store.sweep_incoming(before=timezone.now() + timedelta(days=1)) > 0
    assert left(store) == [KEY]


@pytest.mark.parametrize("name", ["", "../x", "7", "x" * 36, "/etc/passwd"])
def test_names_that_are_none(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match=r"badly formed|not enough values"):
        store.join(name, 1, 7, md5=WHOLE)
