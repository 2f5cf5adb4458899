"""From the members of each card to finished cards and the edges between them."""

from collections import Counter, defaultdict

from lineage.folding.cards import Card, CardEdge, Folded
from lineage.folding.grouping import Cards
from lineage.folding.levels import Lineage
from lineage.folding.opening import group_name


def draw(cards: Cards, lineage: Lineage) -> Folded:
    names = [group_name(card) for card in cards]
    weights = _weights(cards, lineage)
    drawn_up: Counter[int] = Counter()
    drawn_down: Counter[int] = Counter()
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
    graph = lineage.graph
    nodes = [graph.nodes[member] for member in members]
    first = nodes[0]
    labels = {node.label for node in nodes}
    return Card(
        id=name,
        kind=first.kind,
        hop=lineage.hops[members[0]],
        members=tuple(members),
        label=first.label if len(labels) == 1 else "",
        types=len(labels),
        locked=first.locked,
        states=Counter(node.state for node in nodes if node.kind == "run" and not node.locked),
        more_up=sum(max(node.up_count, len(graph.inputs[node.id])) for node in nodes) - drawn_up,
        more_down=sum(max(node.down_count, len(graph.outputs[node.id])) for node in nodes)
        - drawn_down,
    )
