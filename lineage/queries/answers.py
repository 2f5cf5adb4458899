"""The lineage of a node as the REST API, the page and its script share it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from lineage.folding import Card, facets_of
from lineage.queries.cursors import Row
from lineage.queries.drawn import Drawn, MapView, draw_map
from lineage.queries.runs import run_card, run_member, run_rows
from lineage.queries.sight import Sight
from lineage.queries.versions import Describer, VersionRow, aliases_of, version_rows
from registry.models import User

Answer = dict[str, Any]

# Of one group, and of all groups together: a map of many groups is for looking, not for lists.
MOST_LISTED, ALL_LISTED, LEAST_LISTED = 50, 400, 6


def lineage_of(view: MapView, *, viewer: User) -> Answer:
    """The map around its root, which the viewer must be allowed to see."""
    drawn = draw_map(view, viewer)
    folded, root = drawn.folded, str(view.root)
    others = (node for key, node in drawn.graph.nodes.items() if key != root)
    return {
        "root": root,
        "direction": view.direction.value,
        "asked_depth": view.depth,
        "depth": folded.depth,
        "max_depth": folded.max_depth,
        "total": folded.total,
        "truncated": drawn.graph.truncated,
        "shown": folded.shown,
        "beyond": folded.beyond,
        "hidden": folded.hidden,
        "impact": _impact(drawn, view),
        "facets": asdict(facets_of(others, view.hidden)),
        "nodes": draw_cards(folded.cards, drawn.sight),
        "edges": [list(edge) for edge in folded.edges],
        "through": [list(edge) for edge in folded.through],
    }


def _impact(drawn: Drawn, view: MapView) -> dict[str, Any]:
    """What lies downstream, drawn or not."""
    hops = {key: hop for key, hop in drawn.folded.hops.items() if hop > 0}
    nodes = [drawn.graph.nodes[key] for key in hops]
    shown = [node for node in nodes if not view.hidden.hides(node)]
    runs = [node.state for node in shown if node.kind == "run" and not node.locked]
    return {
        "count": len(shown),
        "farthest": max((hops[node.id] for node in shown), default=0),
        "states": dict(Counter(runs).most_common()),
    }


def draw_cards(cards: Sequence[Card], sight: Sight) -> list[dict[str, Any]]:
    """The cards of a map with all that is said of them."""
    groups = sum(card.is_group for card in cards)
    listed = max(LEAST_LISTED, min(MOST_LISTED, ALL_LISTED // max(1, groups)))
    shown = {card.id: card.members[:listed] for card in cards if not card.locked}
    known = _read(list(chain.from_iterable(shown.values())), sight)
    return [_card(card, shown.get(card.id, ()), known) for card in cards]


def describe_members(keys: Sequence[str], sight: Sight) -> list[dict[str, Any]]:
    """As the list of a group has them."""
    return _read(keys, sight).members(keys)


def describe_cards(keys: Sequence[str], sight: Sight) -> list[dict[str, Any]]:
    """With all that is said of them, but their place on a map."""
    known = _read(keys, sight)
    return [card for card in map(known.card, keys) if card]


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
