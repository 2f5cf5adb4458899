"""From the members of each card to finished cards and the edges between them."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from lineage.folding.cards import Card, CardEdge, Folded
from lineage.folding.grouping import Cards
from lineage.folding.levels import Lineage
from lineage.folding.opening import group_name
from lineage.graph import Graph, Node


def draw(cards: Cards, lineage: Lineage) -> Folded:
    names = [group_name(card) for card in cards]
    weights = _weights(cards, lineage)
    drawn_up, drawn_down = [0] * len(cards), [0] * len(cards)
    for (source, target), weight in weights.items():
        drawn_up[target] += weight
        drawn_down[source] += weight
    finished = [
        _card(names[at], members, lineage, drawn_up[at], drawn_down[at])
        for at, members in enumerate(cards)
    ]
    return Folded(
        cards=finished,
        edges=[CardEdge(names[a], names[b], weight) for (a, b), weight in weights.items()],
        depth=max(abs(card.hop) for card in finished),
        max_depth=lineage.max_depth,
        total=len(lineage.hops),
    )


def _weights(cards: Cards, lineage: Lineage) -> dict[tuple[int, int], int]:
    inputs = lineage.graph.inputs
    card_of = {member: at for at, members in enumerate(cards) for member in members}
    weights: dict[tuple[int, int], int] = defaultdict(int)
    for member, target in card_of.items():
        for source in inputs[member]:
            if source in card_of:
                weights[card_of[source], target] += 1
    return weights


def _card(name: str, members: list[str], lineage: Lineage, drawn_up: int, drawn_down: int) -> Card:
    nodes = [lineage.graph.nodes[member] for member in members]
    first = nodes[0]
    labels = {node.label for node in nodes}
    up_count, down_count = _links(nodes, lineage.graph)
    return Card(
        id=name,
        kind=first.kind,
        hop=lineage.hops[first.id],
        members=tuple(members),
        label=first.label if len(labels) == 1 else "",
        types=len(labels),
        locked=first.locked,
        states=_states(nodes) if first.kind == "run" and not first.locked else {},
        more_up=up_count - drawn_up,
        more_down=down_count - drawn_down,
    )


def _states(nodes: Sequence[Node]) -> dict[str, int]:
    return {nodes[0].state: 1} if len(nodes) == 1 else Counter(node.state for node in nodes)


def _links(nodes: Sequence[Node], graph: Graph) -> tuple[int, int]:
    """How many neighbours the nodes have upstream and downstream, drawn or not."""
    up = down = 0
    for node in nodes:
        up += max(node.up_count, len(graph.inputs[node.id]))
        down += max(node.down_count, len(graph.outputs[node.id]))
    return up, down
