"""A bucket: how it is named in the settings, large files, and what happens when it is away."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from registry.storage import StorageAway, Stored, blob_key, bucket
from registry.storage.address import BucketAddress, read_address
from registry.storage.s3 import S3Store
from tests import make, s3

pytestmark = pytest.mark.slow

LARGE = b"0123456789abcdef" * (6 << 16)  # 6 MiB: two parts, the last one smaller
KEY = blob_key(7, make.md5(LARGE))


@pytest.fixture(scope="module")
def address() -> Iterator[BucketAddress]:
    with pytest.MonkeyPatch.context() as patch, s3.server() as address:
        for name, value in s3.KEYS.items():
            patch.setenv(name, value)
        yield read_address(address)


def store_at(address: BucketAddress, tmp_path: Path) -> S3Store:
    return S3Store(bucket.Bucket(replace(address, prefix=tmp_path.name)), tmp_path)


@pytest.fixture
def store(address: BucketAddress, tmp_path: Path, db: None) -> S3Store:
    return store_at(address, tmp_path)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """S3 takes parts of 5 MiB and more."""
    monkeypatch.setattr(bucket._TRANSFER, "multipart_threshold", 5 << 20)
    monkeypatch.setattr(bucket._TRANSFER, "multipart_chunksize", 5 << 20)


def test_a_large_file_goes_in_parts(store: S3Store, small_parts: None) -> None:
    assert store.write(7, [LARGE], md5=make.md5(LARGE)) == Stored(make.md5(LARGE), len(LARGE))

    with store.open(KEY, len(LARGE) - 10) as file:
        assert file.read() == LARGE[-10:]


def test_parts_that_were_never_completed_are_swept(store: S3Store) -> None:
    client, place = store.bucket.client, store.bucket.place
    client.create_multipart_upload(Key=f"{store.bucket.prefix}blobs/7/half", **place)

    assert store.sweep_incoming(before=timezone.now() - timedelta(days=1)) == 0
    assert store.sweep_incoming(before=timezone.now() + timedelta(days=1)) == 1
    assert store.sweep_incoming(before=timezone.now() + timedelta(days=1)) == 0


def test_an_absent_bucket_is_named(address: BucketAddress, tmp_path: Path) -> None:
    store = store_at(replace(address, bucket="nowhere"), tmp_path)

    assert store.problem() == "there is no bucket nowhere"


def test_wrong_keys_are_a_problem_of_the_server(
    address: BucketAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
    store = store_at(address, tmp_path)

    assert store.problem() == "the file storage answers 403"
    with pytest.raises(StorageAway):
        store.write(7, [b"hello"])


def test_a_bucket_that_is_away(address: BucketAddress, tmp_path: Path, db: None) -> None:
    store = store_at(replace(address, endpoint="http://127.0.0.1:9"), tmp_path)

    assert store.problem() == "the file storage does not answer"
    for act in (
        lambda: store.open(KEY),
        lambda: store.write(7, [b"x"]),
        lambda: store.copy(KEY, 8),
    ):
        with pytest.raises(StorageAway):
            act()
    assert not list((tmp_path / "incoming").iterdir())


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("s3://files", BucketAddress("files")),
        ("s3://files/a/b/", BucketAddress("files", "a/b")),
        ("s3://files?region=eu-1", BucketAddress("files", region="eu-1")),
        (
            "s3://files?endpoint=https://s3.example.com",
            BucketAddress("files", endpoint="https://s3.example.com", style="path"),
        ),
        (
            "s3://files?endpoint=http://s3&style=virtual",
            BucketAddress("files", endpoint="http://s3", style="virtual"),
        ),
    ],
)
def test_address(raw: str, expected: BucketAddress) -> None:
    assert read_address(raw) == expected


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        ("files", "is not an address"),
        ("gs://files", "is not an address"),
        ("s3:///files", "is not an address"),
        ("s3://key:secret@files", "is not an address"),
        ("s3://files?endpoint=files", "is not an http or https address"),
        ("s3://files?secret=x", "is none of the options"),
        ("s3://files?style=flat", "is none of auto, path, virtual"),
        ("s3://files?endpoint", "bad query field"),
    ],
)
def test_address_that_is_none(raw: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        read_address(raw)
