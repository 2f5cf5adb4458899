"""Contents of artifacts, written out independently of the product."""

import base64
import hashlib
import json
from collections.abc import Mapping

import xxhash

# Two files of one MD5, found by Wang, Feng, Lai and Yu in 2004: six bits tell them apart.
ONE = bytes.fromhex(
    "d131dd02c5e6eec4693d9a0698aff95c2fcab58712467eab4004583eb8fb7f89"
    "55ad340609f4b30283e488832571415a085125e8f7cdc99fd91dbdf280373c5b"
    "d8823e3156348f5bae6dacd436c919c6dd53e2b487da03fd02396306d248cda0"
    "e99f33420f577ee8ce54b67080a80d1ec69821bcb6a8839396f9652b6ff72a70"
)
OTHER = bytes(
    byte ^ (0x80 if place in (19, 45, 59, 83, 109, 123) else 0) for place, byte in enumerate(ONE)
)


def md5(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


def base64_md5(body: bytes) -> str:
    return base64.b64encode(bytes.fromhex(md5(body))).decode()


def xxh128(body: bytes) -> str:
    return xxhash.xxh128(body).hexdigest()


def base64_xxh128(body: bytes) -> str:
    return base64.b64encode(bytes.fromhex(xxh128(body))).decode()


def manifest_text(files: Mapping[str, bytes], references: Mapping[str, str] | None = None) -> bytes:
    contents: dict[str, object] = {
        path: {"digest": base64_md5(body), "size": len(body)} for path, body in files.items()
    }
    for path, address in (references or {}).items():
        contents[path] = {"digest": address, "ref": address, "size": 0}
    head = {"version": 1, "storagePolicy": "wandb-storage-policy-v1"}
    return json.dumps({**head, "contents": contents}).encode()


def manifest_digest(text: bytes) -> str:
    """The digest that the SDK gives an artifact."""
    contents = json.loads(text)["contents"]
    lines = [f"{path}:{contents[path]['digest']}\n" for path in sorted(contents)]
    return md5("".join(["wandb-artifact-manifest-v1\n", *lines]).encode())


def nested(depth: int) -> dict[str, object]:
    """JSON of so many levels."""
    value: dict[str, object] = {}
    for _ in range(depth):
        value = {"k": value}
    return value
