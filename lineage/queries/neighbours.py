"""One step from a card: what a map gains when somebody asks what lies beside it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lineage.folding import Card, fold
from lineage.graph import Direction, Edge, Graph, Kind, Node
from lineage.queries.answers import Answer, draw_cards
from lineage.queries.cursors import among, fetch, listed
from lineage.queries.graphs import is_visible, read_graph, read_nodes
from lineage.queries.keys import Key
from lineage.queries.sight import Sight
from registry.models import User

MOST_LINKS = 5_000
_HUB = "here"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map as it was asked for: only from it can be told who is in one of its groups."""

    root: Key
    direction: Direction = Direction.BOTH
    depth: int | None = None
    unfold: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """The cards on one side of a card, and how many links lead to each neighbour."""

    cards: Sequence[Card]
    links: Counter[str]
    sight: Sight


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
    cards = _map_cards(view, viewer)
    members = _members(card, cards, viewer)
    if not members:
        return None
    drawn = {member for each in cards for member in each.members}
    beside = _beside(members, side, viewer, drawn.union(known))
    weights = [sum(beside.links[key] for key in other.members) for other in beside.cards]
    pairs = [(card, other.id) for other in beside.cards]
    return {
        "nodes": draw_cards(beside.cards, beside.sight),
        "edges": [
            [*(pair if side is Direction.DOWN else reversed(pair)), weight]
            for pair, weight in zip(pairs, weights, strict=True)
        ],
    }


def _map_cards(view: MapView | None, viewer: User) -> Sequence[Card]:
    if view is None or not is_visible(view.root, viewer):
        return ()
    graph, _ = read_graph(view.root, viewer=viewer, direction=view.direction)
    root, direction = str(view.root), view.direction
    return fold(graph, root, direction=direction, depth=view.depth, unfold=view.unfold).cards


def _members(card: str, cards: Sequence[Card], viewer: User) -> list[Key]:
    """The visible runs or versions on a card."""
    key = Key.parse(card)
    if key:
        return [key] if is_visible(key, viewer) else []
    place, _, group = card.rpartition(".")
    if place:
        source, _, side = place.rpartition(".")
        members = _members(source, cards, viewer) if side in {"up", "down"} else []
        cards = _beside(members, Direction(side), viewer).cards if members else ()
    member = group.removeprefix("g")
    found = next((each.members for each in cards if member in each.members), ())
    return [key for key in map(Key.parse, found) if key]


def _beside(
    members: Sequence[Key], side: Direction, viewer: User, drawn: Collection[str] = ()
) -> Beside:
    kind = members[0].kind
    known = {key.pk for key in map(Key.parse, drawn) if key and key.kind != kind}
    pks = _linked(kind, [key.pk for key in members], side, known)
    runs, versions = ([], list(pks)) if kind == "run" else (list(pks), [])
    nodes, sight = read_nodes(runs, versions, viewer)
    found = nodes.runs or nodes.versions
    links = Counter({node.id: pks[pk] for pk, node in found.items()})
    fresh = [
        _less_links(node, side, links[node.id] - 1)
        for node in found.values()
        if node.id not in drawn
    ]
    return Beside(_fold_star(kind, fresh, side), links, sight)


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


def _fold_star(kind: Kind, nodes: list[Node], side: Direction) -> list[Card]:
    down = side is Direction.DOWN
    star = Graph.of(
        [Node(_HUB, kind), *nodes],
        [Edge(_HUB, node.id) if down else Edge(node.id, _HUB) for node in nodes],
    )
    cards = fold(star, _HUB, direction=side, depth=1).cards
    return [card for card in cards if card.id != _HUB]
