"""Artifact manifests: read what a client uploaded, check it, merge, write. Pure.

The format is the SDK's version 1 (measured on 0.19.11, 0.21.4 and 0.31.0): a JSON object whose
`contents` map a path to `{digest, size, birthArtifactID?, ref?, extra?, local_path?}`. A file's
digest is the base64 of its MD5, or of its XXH128 where `extra` says `{"alg": "XXH128"}` (since
0.29); a reference's is any text (an ETag, an MD5, the address itself).
"""

import base64
import binascii
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import xxhash

from registry.errors import InvalidManifest
from registry.jsonstream import JsonStream, Source, twice

MAX_ENTRIES = 1_000_000
MAX_PATH_BYTES = 1024
MAX_DIGEST = 1024
MAX_REFERENCE = 8192

_HEX_MD5 = re.compile("[0-9a-f]{32}")
_UNSTORABLE = re.compile("[\0-\x1f\x7f\ud800-\udfff]")


class Algorithm(StrEnum):
    """How a file's bytes are named."""

    MD5 = "MD5"
    XXH128 = "XXH128"


# What the wire calls the algorithm of a whole artifact's digest.
MANIFEST_MD5 = "MANIFEST_MD5"
MANIFEST_XXH128 = "MANIFEST_XXH128"


class Key(NamedTuple):
    """By what a file's bytes are found: the hex of a digest."""

    algorithm: Algorithm
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One file. No size: the client did not say.

    `record` is the client's own JSON, kept where a merged manifest must lose nothing.
    """

    path: str
    digest: str
    size: int | None
    ref: str
    record: str = ""
    algorithm: Algorithm = Algorithm.MD5

    @property
    def is_reference(self) -> bool:
        return bool(self.ref)

    @property
    def key(self) -> Key:
        """Raises InvalidManifest when the digest is none."""
        return Key(self.algorithm, hex_digest(self.digest, self.algorithm))


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """A whole manifest: the entries by path, and the head that goes back out unchanged."""

    head: Mapping[str, object]
    entries: Mapping[str, Entry]

    @property
    def digest(self) -> str:
        return self.digest_by(MANIFEST_MD5)

    def digest_by(self, algorithm: str) -> str:
        return digest_of(self.entries.values(), algorithm)


def read(text: bytes, *, with_records: bool = False) -> ManifestFile:
    """Parse and check a manifest. Raises InvalidManifest, naming the entry at fault."""
    return read_file(io.BytesIO(text), with_records=with_records)


def read_file(file: Source, *, with_records: bool = False) -> ManifestFile:
    """Likewise from a file, which is never in memory as a whole."""
    try:
        head, entries = _read(JsonStream(file), with_records)
    except (ValueError, RecursionError) as error:
        raise InvalidManifest(f"The manifest is not valid JSON: {error}.") from error
    if entries is None:
        raise InvalidManifest("The manifest has no 'contents' object.")
    if head.get("version") != 1:
        raise InvalidManifest(f"Manifest version {head.get('version')!r} is not supported.")
    _require_apart(entries)
    return ManifestFile(head, entries)


def merge(base: ManifestFile | None, parts: Iterable[ManifestFile]) -> ManifestFile:
    """Lay the parts over the base, later ones over earlier ones."""
    head = base.head if base else {}
    entries = dict(base.entries) if base else {}
    for part in parts:
        head = part.head
        entries.update(part.entries)
    _require_apart(entries)
    return ManifestFile(head, entries)


def write(manifest: ManifestFile) -> Iterator[bytes]:
    """The JSON of a manifest that was read with records, in the order of its paths."""
    head = "".join(
        f"{json.dumps(key)}: {json.dumps(manifest.head[key])}, " for key in manifest.head
    )
    yield f'{{{head}"contents": {{'.encode()
    between = ""
    for path in sorted(manifest.entries):
        yield f"{between}{json.dumps(path)}: {manifest.entries[path].record}".encode()
        between = ", "
    yield b"}}"


def digest_of(entries: Iterable[Entry], algorithm: str = MANIFEST_MD5) -> str:
    """The artifact digest of the SDK: hex MD5 or XXH128 over the sorted entries."""
    is_md5 = algorithm != MANIFEST_XXH128
    total = hashlib.md5(usedforsecurity=False) if is_md5 else xxhash.xxh128()
    total.update(b"wandb-artifact-manifest-v1\n")
    for entry in sorted(entries, key=lambda each: each.path):
        total.update(f"{entry.path}:{entry.digest}\n".encode())
    return total.hexdigest()


def hex_md5(digest: str) -> str:
    """Base64 MD5, as manifests write it, to hex. Raises InvalidManifest for anything else."""
    return hex_digest(digest, Algorithm.MD5)


def hex_digest(digest: str, algorithm: Algorithm) -> str:
    """Both algorithms have 16 bytes."""
    try:
        raw = base64.b64decode(digest, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 16:
        raise InvalidManifest(f"{digest[:80]!r} is not the base64 of an {algorithm} digest.")
    return raw.hex()


def base64_md5(digest: str) -> str:
    """Hex MD5 to base64."""
    return base64.b64encode(bytes.fromhex(digest)).decode()


def sum_of_parts(md5s: Iterable[str]) -> str:
    """One digest for the parts of a file, of their hex MD5s. Raises InvalidManifest."""
    given = list(md5s)
    if wrong := [md5 for md5 in given if not _HEX_MD5.fullmatch(md5)]:
        raise InvalidManifest(f"{wrong[0][:80]!r} is not the hex MD5 of a part.")
    together = b"".join(map(bytes.fromhex, given))
    return hashlib.md5(together, usedforsecurity=False).hexdigest()


def check_path(path: str) -> str:
    """Return the path of a file inside an artifact, or raise InvalidManifest.

    No path ever reaches our file system; clients that download do write them to theirs.
    """
    problem = _path_problem(path)
    if problem:
        raise InvalidManifest(f"The file name {path[:80]!r} {problem}.")
    return path


def _path_problem(path: str) -> str:
    parts = path.replace("\\", "/").split("/")
    if not path.strip():
        return "is empty"
    if _UNSTORABLE.search(path):
        return "contains control characters"
    if len(path.encode()) > MAX_PATH_BYTES:
        return f"is longer than {MAX_PATH_BYTES} bytes"
    if path[0] in "/\\" or path[1:2] == ":":
        return "is absolute; use a path relative to the artifact"
    if ".." in parts:
        return "leaves the artifact: '..' is not allowed"
    return "has an empty or '.' folder in it" if {"", "."} & set(parts) else ""


def _require_apart(files: Mapping[str, Entry]) -> None:
    """A client that downloads can make `a` a file or a folder, but not both."""
    for path in files:
        above = path.split("/")[:-1]
        folders = ("/".join(above[:depth]) for depth in range(1, len(above) + 1))
        if clash := next((folder for folder in folders if folder in files), None):
            raise InvalidManifest(f"{clash[:80]!r} is both a file and the folder of {path[:80]!r}.")


def _read(
    stream: JsonStream, with_records: bool
) -> tuple[dict[str, object], dict[str, Entry] | None]:
    head: dict[str, object] = {}
    entries: dict[str, Entry] | None = None
    if stream.peek() != "{":
        stream.value()
        return head, entries
    for key in stream.members():
        if key in head or (key == "contents" and entries is not None):
            raise ValueError(twice(key))
        if key == "contents" and stream.peek() == "{":
            entries = _entries(stream, with_records)
        else:
            head[key] = stream.value()
    stream.end()
    return head, entries


def _entries(stream: JsonStream, with_records: bool) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for path in stream.members():
        if path in found:
            raise ValueError(twice(path))
        if len(found) == MAX_ENTRIES:
            raise InvalidManifest(
                f"The manifest has more than {MAX_ENTRIES} files. Log them as several artifacts, "
                "or as archives."
            )
        record, text = stream.record()
        found[path] = _entry(path, record, text if with_records else "")
    return found


def _entry(path: str, record: object, text: str) -> Entry:
    if not isinstance(record, dict):
        raise InvalidManifest(f"The entry {path[:80]!r} is not an object.")
    return Entry(
        path=check_path(path),
        digest=_text(path, record, "digest", MAX_DIGEST),
        size=_size(path, record),
        ref=_text(path, record, "ref", MAX_REFERENCE) if record.get("ref") else "",
        record=text,
        algorithm=_algorithm(path, record),
    )


def _algorithm(path: str, record: Mapping[str, object]) -> Algorithm:
    extra = record.get("extra")
    named = extra.get("alg", Algorithm.MD5) if isinstance(extra, dict) else Algorithm.MD5
    try:
        return Algorithm(named)
    except ValueError:
        raise InvalidManifest(
            f"The entry {path[:80]!r} has a digest of the unknown sort {str(named)[:80]!r}."
        ) from None


def _text(path: str, record: Mapping[str, object], key: str, limit: int) -> str:
    value = record.get(key)
    if not isinstance(value, str) or len(value) > limit or _UNSTORABLE.search(value):
        raise InvalidManifest(f"The entry {path[:80]!r} has no valid {key}.")
    return value


def _size(path: str, record: Mapping[str, object]) -> int | None:
    size = record.get("size")
    if size is None:
        return None
    if isinstance(size, bool) or not isinstance(size, int) or not 0 <= size < 2**62:
        raise InvalidManifest(f"The entry {path[:80]!r} has the impossible size {size!r}.")
    return size
