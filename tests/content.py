"""Contents of artifacts, written out independently of the product."""

import base64
import hashlib
import json
from collections.abc import Mapping

import xxhash


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
