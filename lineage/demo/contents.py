"""What the demo's artifacts hold: small files that look like the real thing. Pure."""

import hashlib
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from registry.manifest import base64_md5

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Reference:
    """A file that stays in a bucket: the manifest knows its address, its ETag and its size."""

    address: str
    size: int

    @property
    def etag(self) -> str:
        return md5(self.address.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A version to be logged."""

    collection: str
    artifact_type: str
    files: Files = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    description: str = ""
    metadata: Mapping[str, object] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def manifest_text(output: Output) -> bytes:
    """The manifest as the SDK writes it."""
    contents: dict[str, object] = {
        path: {"digest": base64_md5(md5(body)), "size": len(body)}
        for path, body in output.files.items()
    }
    for path, reference in output.references.items():
        contents[path] = {
            "digest": reference.etag,
            "ref": reference.address,
            "size": reference.size,
        }
    head = {
        "version": 1,
        "storagePolicy": "wandb-storage-policy-v1",
        "storagePolicyConfig": {"storageLayout": "V2"},
    }
    return json.dumps({**head, "contents": contents}).encode()


def md5(body: bytes) -> str:
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


def weights(seed: str, *, kibibytes: int) -> bytes:
    """A readable header and then noise, as weight files are; the same for the same seed."""
    header = json.dumps({"__metadata__": {"format": "pt", "made_for": seed}}).encode()
    noise = random.Random(seed).randbytes(kibibytes * 1024)
    return len(header).to_bytes(8, "little") + header + noise


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """A table as the SDK's `wandb.Table` writes it."""
    return json.dumps(
        {
            "_type": "table",
            "column_types": {"params": {"type_map": {}}, "wb_type": "typedDict"},
            "columns": columns,
            "data": rows,
            "ncols": len(columns),
            "nrows": len(rows),
        }
    ).encode()


def csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    lines = [columns, *rows]
    return "".join(",".join(str(cell) for cell in line) + "\n" for line in lines).encode()


def pretty(value: object) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()


def yaml(settings: Mapping[str, object], *, indent: str = "") -> bytes:
    """Nested settings as YAML; enough of it for plain values."""
    text = b""
    for name, value in settings.items():
        if isinstance(value, Mapping):
            text += f"{indent}{name}:\n".encode() + yaml(value, indent=indent + "  ")
        else:
            text += f"{indent}{name}: {json.dumps(value)}\n".encode()
    return text
