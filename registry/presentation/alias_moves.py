"""Which versions lose an alias when others get it: told before it happens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.models import Alias, ArtifactVersion, Collection

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from registry.models.labels import Mark


@dataclass(frozen=True, slots=True)
class AliasMove:
    """`alias` stands on another version now, which is called `loser` in the collection."""

    alias: WithAnnotations[Alias, Mark]

    @property
    def loser(self) -> str:
        return f"v{self.alias.member_index}"

    def __str__(self) -> str:
        return f"{self.alias.name}:{self.loser}"


def alias_moves(
    collection: Collection, version: ArtifactVersion, names: Sequence[str]
) -> list[AliasMove]:
    """What putting these aliases on the version would take from others."""
    if not names:
        return []
    held = Alias.objects.filter(collection=collection, name__in=names).exclude(version=version)
    return [AliasMove(alias) for alias in held.marked().order_by("name")]


def as_told(moves: Iterable[AliasMove]) -> str:
    """What a form sends back to say that its sender has read of these moves."""
    return ",".join(map(str, moves))
