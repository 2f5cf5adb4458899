"""The size and the digest of bytes, taken while they pass."""

import hashlib
from collections.abc import Iterable, Iterator

from registry.errors import DigestMismatch
from registry.storage.places import Stored


class Sums:
    def __init__(self) -> None:
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._size = 0

    def passing(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._md5.update(chunk)
            self._size += len(chunk)
            yield chunk

    def checked(self, md5: str | None) -> Stored:
        """What has passed. Raises DigestMismatch when it is not what was announced."""
        stored = Stored(self._md5.hexdigest(), self._size)
        if md5 and stored.digest != md5:
            raise DigestMismatch(
                f"The {stored.size} bytes received have MD5 {stored.digest}, not the announced "
                f"{md5}. Send the file again."
            )
        return stored
