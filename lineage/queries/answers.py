"""The lineage of a node as the REST API, the page and its script share it."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
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

# Of one group, and of all groups together: a map of many groups is for looking, not for lists.
MOST_LISTED, ALL_LISTED, LEAST_LISTED = 50, 400, 6
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
    groups = sum(card.is_group for card in cards)
    listed = max(LEAST_LISTED, min(MOST_LISTED, ALL_LISTED // max(1, groups)))
    told = {card.id: card.members[:listed] for card in cards}
    details = _details(chain.from_iterable(told.values()), sight)
    return [_card(card, told[card.id], details) for card in cards]


def _details(members: Iterable[str], sight: Sight) -> Details:
    told = [Key.parse(member) for member in members]
    runs = [key.pk for key in told if key and key.kind == "run"]
    versions = [key.pk for key in told if key and key.kind == "artifact"]
    return run_details(runs) | version_details(versions, sight)


def _card(card: Card, listed: Sequence[str], details: Details) -> dict[str, Any]:
    place = {
        "id": card.id,
        "hop": card.hop,
        "more_up": card.more_up,
        "more_down": card.more_down,
    }
    if card.is_group:
        return {**place, **_group(card, listed, details)}
    # A row may be gone since the walk: then nobody may see it any more.
    if card.locked or card.id not in details:
        return {**place, "kind": "locked", "of": card.kind}
    return {**details[card.id], **place}


def _group(card: Card, listed: Sequence[str], details: Details) -> dict[str, Any]:
    names = _OF_MEMBERS[card.kind]
    members = [details[key] for key in listed if key in details]
    return {
        "kind": "group",
        "of": card.kind,
        "locked": card.locked,
        "label": card.label,
        "types": card.types,
        "count": len(card.members),
        "states": dict(card.states),
        "members": [{name: member[name] for name in names} for member in members],
    }
