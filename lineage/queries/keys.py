"""The id of a node, as maps and the REST API write it: r5 is run 5, a12 is artifact version 12."""

import re
from typing import NamedTuple, Self

from lineage.graph import Kind

_KINDS: dict[str, Kind] = {"r": "run", "a": "artifact"}
_WRITTEN = re.compile(r"([ra])([1-9]\d{0,18})", re.ASCII)


class Key(NamedTuple):
    kind: Kind
    pk: int

    def __str__(self) -> str:
        return f"{self.kind[0]}{self.pk}"

    @classmethod
    def parse(cls, written: str) -> Self | None:
        """None for what names no run or artifact: groups, locked nodes, nonsense."""
        found = _WRITTEN.fullmatch(written)
        return cls(_KINDS[found[1]], int(found[2])) if found else None
