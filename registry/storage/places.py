"""What a place for bytes offers, whichever it is. Keys are `<entity pk>/<hex md5>`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from registry.errors import NotFound

CHUNK = 1 << 20
_KEY = re.compile(r"[1-9][0-9]*/[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Stored:
    """What has been written: hex MD5, size in bytes, and hex XXH128."""

    digest: str
    size: int
    # Follows from the bytes as the MD5 does.
    xxh128: str = field(default="", compare=False)


class StorageAway(Exception):
    """The place for bytes does not answer, or refuses the server: a reason to come back."""


class StorageBusy(StorageAway):
    """Another request is at the same bytes."""


class Reader(Protocol):
    """Stored bytes, from where they were opened to their end."""

    def read(self, size: int = -1, /) -> bytes: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...


class Store(Protocol):
    def write(
        self,
        owner: int,
        chunks: Iterable[bytes],
        *,
        md5: str | None = None,
        xxh128: str | None = None,
    ) -> Stored:
        """Store the chunks for the owner. Raises DigestMismatch, StorageFull, StorageAway."""

    def begin_parts(self) -> str:
        """A name under which the parts of one file are collected."""

    def write_part(self, parts: str, number: int, chunks: Iterable[bytes], *, md5: str) -> Stored:
        """Store one part, in place of what was sent as that part before. Raises as write does,
        and NotFound when the parts have been dropped."""

    def join(
        self, parts: str, count: int, owner: int, *, md5: str | None, xxh128: str | None = None
    ) -> Stored:
        """Store the file that the parts 1 to `count` are, and keep them.

        Raises as write does, NotFound when a part is missing, and StorageBusy while another
        request is at it.
        """

    def drop_parts(self, parts: str) -> None: ...

    def open(self, key: str, start: int = 0) -> Reader:
        """The bytes from `start` on. Raises NotFound, StorageAway."""

    def exists(self, key: str) -> bool: ...

    def copy(self, key: str, owner: int) -> None:
        """Give another owner the same bytes. Raises NotFound, StorageAway."""

    def delete(self, key: str) -> None: ...

    def delete_all(self, owner: int) -> None: ...

    def sweep(self, key: str, *, before: datetime) -> bool:
        """Delete the bytes unless they have been stored since `before`; whether it was done."""

    def sweep_incoming(self, *, before: datetime) -> int:
        """Delete what uploads that broke off have left; how many."""

    def keys(self) -> Iterator[str]:
        """Of all stored bytes; slow where there are many."""

    def problem(self) -> str:
        """Why nothing can be stored now; empty when it can."""


def blob_key(entity_id: int, digest: str) -> str:
    return f"{entity_id}/{digest}"


def path_of(key: str) -> str:
    """The same in every place, so that files can move from one to another as they are."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a storage key: {key!r}")
    owner, digest = key.split("/")
    return f"blobs/{owner}/{digest[:2]}/{digest[2:4]}/{digest}"


def part_missing(number: int) -> NotFound:
    return NotFound(f"Part {number} of the upload is not here. Log the artifact again.")


def folder_of(owner: int) -> str:
    return f"blobs/{int(owner)}/"


def read_all(file: Reader) -> Iterator[bytes]:
    """Chunks to its end; closes the file there."""
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def read_range(file: Reader, length: int) -> Iterator[bytes]:
    """Chunks of `length` bytes; closes the file at the end."""
    with file:
        while length > 0 and (chunk := file.read(min(CHUNK, length))):
            length -= len(chunk)
            yield chunk
