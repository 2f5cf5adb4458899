"""The size and the digests of bytes, taken while they pass."""

import hashlib
from collections.abc import Iterable, Iterator

import xxhash

from registry.errors import DigestMismatch
from registry.storage.places import Stored


class Sums:
    def __init__(self) -> None:
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._xxh128 = xxhash.xxh128()
        self._size = 0

    def passing(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._md5.update(chunk)
            self._xxh128.update(chunk)
            self._size += len(chunk)
            yield chunk

    def checked(self, md5: str | None, xxh128: str | None) -> Stored:
        """What has passed. Raises DigestMismatch when it is not what was announced."""
        stored = Stored(self._md5.hexdigest(), self._size, self._xxh128.hexdigest())
        _compare("MD5", stored.size, stored.digest, md5)
        _compare("XXH128", stored.size, stored.xxh128, xxh128)
        return stored


def require_same(kept: Iterable[bytes], stored: Stored) -> None:
    """Bytes stay when others of the same MD5 come: whoever has made two such files could else
    exchange one that has been looked at for the other. Damaged ones are replaced."""
    sums = Sums()
    for _ in sums.passing(kept):
        pass
    found = sums.checked(None, None)
    if found.digest == stored.digest and found.xxh128 != stored.xxh128:
        raise DigestMismatch(f"Another file of MD5 {stored.digest} is stored already. It stays.")


def _compare(kind: str, size: int, found: str, announced: str | None) -> None:
    if announced and found != announced:
        raise DigestMismatch(
            f"The {size} bytes received have {kind} {found}, not the announced {announced}. "
            "Send the file again."
        )
