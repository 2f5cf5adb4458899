"""One step from a card: what a map gains when somebody asks what lies beside it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lineage.folding import NOTHING, Card, fold
from lineage.graph import Direction, Edge, Graph, Kind, Node
from lineage.queries.answers import Answer, draw_cards
from lineage.queries.cursors import among, fetch, listed
from lineage.queries.drawn import MapView, draw_map
from lineage.queries.graphs import is_visible, read_nodes
from lineage.queries.keys import Key
from lineage.queries.sight import Sight
from registry.models import User

MOST_LINKS = 5_000
_HUB = "here"


@dataclass(frozen=True, slots=True)
class Beside:
    """The cards on one side of a card, and how many links lead to each neighbour."""

    cards: Sequence[Card]
    links: Counter[str]
    sight: Sight
    hidden: int
    """Neighbours that are taken off the map."""


def neighbours_of(
    card: str,
    side: Direction,
    *,
    viewer: User,
    known: Collection[str] = (),
    view: MapView | None = None,
) -> Answer | None:
    """What lies on one side of a card, less what the map shows and the nodes that are `known`.

    `card` is a node, a group of the map `view`, or a group that such an answer brought, written
    as `card.side.group`. None when the viewer may see no such card.
    """
    asking = _Asking(view, viewer)
    members = _members(card, asking)
    if not members:
        return None
    beside = _beside(members, side, asking, asking.drawn.union(known))
    weights = [sum(beside.links[key] for key in other.members) for other in beside.cards]
    pairs = [(card, other.id) for other in beside.cards]
    return {
        "hidden": beside.hidden,
        "nodes": draw_cards(beside.cards, beside.sight),
        "edges": [
            [*(pair if side is Direction.DOWN else reversed(pair)), weight]
            for pair, weight in zip(pairs, weights, strict=True)
        ],
    }


def members_of(card: str, view: MapView | None, viewer: User) -> list[Key]:
    """The visible runs or versions on a card, the newest first; see `neighbours_of`."""
    return _members(card, _Asking(view, viewer))


class _Asking:
    """Who asks, and about which map."""

    def __init__(self, view: MapView | None, viewer: User):
        self.viewer = viewer
        self.hidden = view.hidden if view else NOTHING
        self.apart = view.apart if view else ()
        is_shown = view is not None and is_visible(view.root, viewer)
        self.cards = draw_map(view, viewer).folded.cards if view and is_shown else ()
        self.drawn = frozenset(member for card in self.cards for member in card.members)


def _members(card: str, asking: _Asking) -> list[Key]:
    key = Key.parse(card)
    if key:
        return [key] if is_visible(key, asking.viewer) else []
    place, _, group = card.rpartition(".")
    cards = asking.cards
    if place:
        source, _, side = place.rpartition(".")
        members = _members(source, asking) if side in {"up", "down"} else []
        cards = _beside(members, Direction(side), asking, asking.drawn).cards if members else ()
    # A group's name is that of one of its members, which may stand apart by now.
    member = group.removeprefix("g")
    named = [each for each in cards if each.id == group]
    holding = [each for each in cards if each.is_group and member in each.members]
    found = next((each.members for each in [*named, *holding]), ())
    return [key for key in map(Key.parse, found) if key]


def _beside(
    members: Sequence[Key], side: Direction, asking: _Asking, drawn: Collection[str]
) -> Beside:
    kind = members[0].kind
    known = {key.pk for key in map(Key.parse, drawn) if key and key.kind != kind}
    pks = _linked(kind, [key.pk for key in members], side, known)
    runs, versions = ([], list(pks)) if kind == "run" else (list(pks), [])
    nodes, sight = read_nodes(runs, versions, asking.viewer)
    found = nodes.runs or nodes.versions
    links = Counter({node.id: pks[pk] for pk, node in found.items()})
    fresh = [
        _less_links(node, side, links[node.id] - 1)
        for node in found.values()
        if node.id not in drawn
    ]
    shown = [node for node in fresh if not asking.hidden.hides(node)]
    cards = _fold_star(kind, shown, side, asking.apart)
    return Beside(cards, links, sight, hidden=len(fresh) - len(shown))


def _linked(kind: Kind, pks: Sequence[int], side: Direction, known: set[int]) -> Counter[int]:
    """How many of these runs or versions each unknown neighbour is linked with, newest first."""
    near, far = ("run_id", "version_id") if kind == "run" else ("version_id", "run_id")
    table = "logged" if (kind == "run") == (side is Direction.DOWN) else "used"
    sql = f"""
        SELECT {far} FROM lineage_{table} WHERE {among(near)} AND NOT ({among(far)})
        ORDER BY {far} DESC LIMIT %s"""
    return Counter(pk for (pk,) in fetch(sql, [listed(pks), listed(known), MOST_LINKS]))


def _less_links(node: Node, side: Direction, links: int) -> Node:
    """All its links to the card will be drawn as one edge."""
    if side is Direction.DOWN:
        return node._replace(up_count=max(0, node.up_count - links))
    return node._replace(down_count=max(0, node.down_count - links))


def _fold_star(
    kind: Kind, nodes: list[Node], side: Direction, apart: Collection[str]
) -> list[Card]:
    down = side is Direction.DOWN
    star = Graph.of(
        [Node(_HUB, kind), *nodes],
        [Edge(_HUB, node.id) if down else Edge(node.id, _HUB) for node in nodes],
    )
    cards = fold(star, _HUB, direction=side, depth=1, apart=apart).cards
    return [card for card in cards if card.id != _HUB]
