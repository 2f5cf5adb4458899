"""The lineage of a node as the REST API, the page and its script share it."""

from collections.abc import Collection, Sequence
from typing import Any

from lineage.folding import Card, fold
from lineage.graph import Direction
from lineage.queries.graphs import read_graph
from lineage.queries.keys import Key
from lineage.queries.runs import run_details
from lineage.queries.sight import Sight
from lineage.queries.versions import version_details
from registry.models import User

Answer = dict[str, Any]
Details = dict[str, dict[str, Any]]

LISTED_MEMBERS = 50
_OF_MEMBERS = {
    "run": ("id", "kind", "name", "state", "job_type", "created_at", "url"),
    "artifact": ("id", "kind", "name", "version", "type", "aliases", "created_at", "url"),
}


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
    details = _details(cards, sight)
    return [_card(card, details) for card in cards]


def _details(cards: Sequence[Card], sight: Sight) -> Details:
    told = [Key.parse(member) for card in cards for member in card.members[:LISTED_MEMBERS]]
    runs = [key.pk for key in told if key and key.kind == "run"]
    versions = [key.pk for key in told if key and key.kind == "artifact"]
    return run_details(runs) | version_details(versions, sight)


def _card(card: Card, details: Details) -> dict[str, Any]:
    place = {
        "id": card.id,
        "hop": card.hop,
        "more_up": card.more_up,
        "more_down": card.more_down,
    }
    if card.is_group:
        return {**place, **_group(card, details)}
    # A row may be gone since the walk: then nobody may see it any more.
    if card.locked or card.id not in details:
        return {**place, "kind": "locked", "of": card.kind}
    return {**details[card.id], **place}


def _group(card: Card, details: Details) -> dict[str, Any]:
    listed = [details[key] for key in card.members[:LISTED_MEMBERS] if key in details]
    names = _OF_MEMBERS[card.kind]
    return {
        "kind": "group",
        "of": card.kind,
        "locked": card.locked,
        "label": card.label,
        "types": card.types,
        "count": len(card.members),
        "states": dict(card.states),
        "members": [{name: member[name] for name in names} for member in listed],
    }
