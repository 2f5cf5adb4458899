"""The lineage of a node as the REST API, the page and its script share it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from lineage.folding import Card, fold
from lineage.graph import Direction
from lineage.queries.cursors import Row
from lineage.queries.graphs import read_graph
from lineage.queries.keys import Key
from lineage.queries.runs import run_card, run_member, run_rows
from lineage.queries.sight import Sight
from lineage.queries.versions import Describer, VersionRow, aliases_of, version_rows
from registry.models import User

Answer = dict[str, Any]

# Of one group, and of all groups together: a map of many groups is for looking, not for lists.
MOST_LISTED, ALL_LISTED, LEAST_LISTED = 50, 400, 6


def lineage_of(
    root: Key,
    *,
    viewer: User,
    direction: Direction = Direction.BOTH,
    depth: int | None = None,
    unfold: Collection[str] = (),
) -> Answer:
    """The map around `root`, which the viewer must be allowed to see.

    Without a depth it is as deep as is comfortable; `unfold` names groups to draw as their members.
    """
    graph, sight = read_graph(root, viewer=viewer, direction=direction)
    folded = fold(graph, str(root), direction=direction, depth=depth, unfold=unfold)
    return {
        "root": str(root),
        "direction": direction.value,
        "asked_depth": depth,
        "depth": folded.depth,
        "max_depth": folded.max_depth,
        "total": folded.total,
        "truncated": graph.truncated,
        "shown": folded.shown,
        "beyond": folded.beyond,
        "nodes": draw_cards(folded.cards, sight),
        "edges": [list(edge) for edge in folded.edges],
    }


def draw_cards(cards: Sequence[Card], sight: Sight) -> list[dict[str, Any]]:
    """The cards of a map with all that is said of them."""
    groups = sum(card.is_group for card in cards)
    listed = max(LEAST_LISTED, min(MOST_LISTED, ALL_LISTED // max(1, groups)))
    shown = {card.id: card.members[:listed] for card in cards if not card.locked}
    known = _read(list(chain.from_iterable(shown.values())), sight)
    return [_card(card, shown.get(card.id, ()), known) for card in cards]


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of the members that are shown; a row may be gone since the walk."""

    runs: dict[str, Row]
    versions: dict[str, VersionRow]
    describer: Describer

    def card(self, key: str) -> dict[str, Any] | None:
        if key in self.runs:
            return run_card(self.runs[key])
        return self.describer.card(self.versions[key]) if key in self.versions else None

    def members(self, keys: Iterable[str]) -> list[dict[str, Any]]:
        return [
            run_member(self.runs[key])
            if key in self.runs
            else self.describer.member(self.versions[key])
            for key in keys
            if key in self.runs or key in self.versions
        ]


def _read(keys: Sequence[str], sight: Sight) -> Known:
    runs = [int(key[1:]) for key in keys if key[0] == "r"]
    versions = [int(key[1:]) for key in keys if key[0] == "a"]
    describer = Describer(sight, aliases_of(versions))
    return Known(run_rows(runs), version_rows(versions), describer)


def _card(card: Card, shown: Sequence[str], known: Known) -> dict[str, Any]:
    place = {
        "id": card.id,
        "hop": card.hop,
        "more_up": card.more_up,
        "more_down": card.more_down,
    }
    if card.is_group:
        return {**place, **_group(card), "members": known.members(shown)}
    described = known.card(card.id)
    return {**(described or {"kind": "locked", "of": card.kind}), **place}


def _group(card: Card) -> dict[str, Any]:
    return {
        "kind": "group",
        "of": card.kind,
        "locked": card.locked,
        "label": card.label,
        "types": card.types,
        "count": len(card.members),
        "states": dict(card.states),
    }
