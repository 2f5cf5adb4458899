"""What folding gives: the cards of a map, the edges between them, and what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lineage.graph import Kind


@dataclass(frozen=True, slots=True)
class Card:
    """One drawn thing: a run, an artifact, or a group of alike ones."""

    id: str
    kind: Kind
    hop: int
    members: tuple[str, ...]
    """Node ids, newest first."""
    label: str
    """The job type or artifact type they share; empty when they share none."""
    types: int
    """How many job types or artifact types are among the members."""
    locked: bool
    states: Mapping[str, int]
    more_up: int
    """Links of its members to neighbours upstream that are not drawn."""
    more_down: int

    @property
    def is_group(self) -> bool:
        return len(self.members) > 1


class CardEdge(NamedTuple):
    source: str
    target: str
    weight: int
    """How many real edges it stands for."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A whole lineage as at most 150 cards."""

    cards: Sequence[Card]
    edges: Sequence[CardEdge]
    through: Sequence[CardEdge]
    """Paths that lead from card to card over hidden nodes only."""
    depth: int
    """Hops drawn."""
    max_depth: int
    """Hops to the farthest node found."""
    total: int
    """Runs and artifacts in the lineage, the root included."""
    hidden: int
    """How many of them were taken off the map."""
    hops: Mapping[str, int]
    """How far each of them is from the root."""

    @property
    def shown(self) -> int:
        return sum(len(card.members) for card in self.cards)

    @property
    def beyond(self) -> int:
        return self.total - self.shown - self.hidden
