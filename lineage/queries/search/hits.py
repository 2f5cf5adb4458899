"""One thing found, and where the text stands in it."""

import re
from dataclasses import dataclass
from enum import StrEnum


class SearchKind(StrEnum):
    """In the order of an answer."""

    REGISTRY = "registry"
    COLLECTION = "collection"
    VERSION = "version"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Hit:
    """`field` says what matched: the name, a tag, an alias or the id; `matched` is its text, and
    `ranges` are the places in it, each from the first character to the one after the last."""

    kind: SearchKind
    id: int
    name: str
    path: str
    url: str
    field: str
    matched: str
    ranges: tuple[tuple[int, int], ...] = ()

    @property
    def place(self) -> str:
        """Where it is: its path without its own name."""
        return self.path.rpartition("/")[0]


def ranges_of(text: str, matched: str) -> tuple[tuple[int, int], ...]:
    return tuple(each.span() for each in re.finditer(re.escape(text), matched, re.IGNORECASE))
