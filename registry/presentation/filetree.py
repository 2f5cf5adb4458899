"""The files of a version as folders, and which of them is shown first. No database here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from registry.models import ManifestEntry

_TEXT = {".cfg", ".conf", ".csv", ".ini", ".json", ".jsonl", ".log", ".md", ".py", ".rst"}
_TEXT |= {".sh", ".sql", ".toml", ".tsv", ".txt", ".xml", ".yaml", ".yml"}


@dataclass(slots=True)
class Folder:
    name: str
    path: str
    size: int = 0
    folders: dict[str, Folder] = field(default_factory=dict)
    files: list[tuple[str, ManifestEntry]] = field(default_factory=list)

    def inside(self, name: str) -> Folder:
        path = f"{self.path}/{name}" if self.path else name
        return self.folders.setdefault(name, Folder(name, path))


def tree_of(entries: Iterable[ManifestEntry]) -> Folder:
    root = Folder("", "")
    for entry in entries:
        *folders, name = entry.path.split("/")
        here = root
        here.size += entry.size
        for folder in folders:
            here = here.inside(folder)
            here.size += entry.size
        here.files.append((name, entry))
    return root


def first_to_show(entries: Sequence[ManifestEntry], limit: int) -> ManifestEntry | None:
    """What a person would open first: the read-me, else a small text, else the first file."""
    readme = [it for it in entries if PurePosixPath(it.path).stem.lower() == "readme"]
    small = [it for it in entries if _is_text(it.path) and it.size <= limit and not it.ref]
    return next(iter([*readme, *small, *entries]), None)


def _is_text(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in _TEXT
