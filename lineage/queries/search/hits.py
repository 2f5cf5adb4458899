"""One thing found, and where the text stands in it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from registry.models import Collection


class SearchKind(StrEnum):
    """In the order of an answer."""

    REGISTRY = "registry"
    COLLECTION = "collection"
    VERSION = "version"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Hit:
    """`field` says what matched: the name, a tag, an alias or the id; `matched` is its text, and
    `ranges` are the places in it, each from the first character to the one after the last.
    `place` is where the thing is, in words; `look` is an artifact's type or a run's state."""

    kind: SearchKind
    id: int
    name: str
    path: str
    url: str
    field: str
    matched: str
    place: str
    look: str = ""
    ranges: tuple[tuple[int, int], ...] = ()


def ranges_of(text: str, matched: str) -> tuple[tuple[int, int], ...]:
    return tuple(each.span() for each in re.finditer(re.escape(text), matched, re.IGNORECASE))


def place_of(collection: Collection) -> str:
    if collection.registry:
        return f"{collection.registry.organization.name} / {collection.registry.title}"
    assert collection.project
    return f"{collection.project.entity.name} / {collection.project.name}"
