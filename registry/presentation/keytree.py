"""Metadata and config as a tree of keys: JSON that people can read and search. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MAX_DEPTH = 8
MAX_CHILDREN = 500
MAX_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class KeyNode:
    """A key with its value, or with the keys below it. `path` is what a search looks at; `media`
    is what the SDK calls a table, an image or the like, whose keys are its own."""

    key: str
    path: str
    value: str
    children: list[KeyNode]
    cut: int = 0
    media: str = ""

    @property
    def words(self) -> str:
        return f"{self.path} {self.value}"


def key_tree(values: Mapping[str, object]) -> list[KeyNode]:
    return _nodes(values.items(), "", 0)


def _nodes(items: Iterable[tuple[str, object]], prefix: str, depth: int) -> list[KeyNode]:
    return [_node(key, f"{prefix}{key}", value, depth) for key, value in items]


def _node(key: str, path: str, value: object, depth: int) -> KeyNode:
    below = _below(value) if depth < MAX_DEPTH else []
    if below:
        return KeyNode(key, path, "", _nodes(below, f"{path}.", depth + 1), media=_media(value))
    text = _text(value)
    return KeyNode(key, path, text[:MAX_TEXT], [], cut=max(len(text) - MAX_TEXT, 0))


def _media(value: object) -> str:
    kind = value.get("_type") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else ""


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        # 15 digits: all that was meant, without the noise of the last bit (0.22000000000000003).
        return f"{value:.15g}"
    return json.dumps(value, ensure_ascii=False)


def _below(value: object) -> list[tuple[str, object]]:
    """Keys of a mapping, numbers of a list of mappings; plain lists stay on one line."""
    if isinstance(value, dict):
        return list(value.items())[:MAX_CHILDREN]
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return [(str(at), item) for at, item in enumerate(value[:MAX_CHILDREN])]
    return []
