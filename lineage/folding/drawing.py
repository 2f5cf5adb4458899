"""From the members of each card to finished cards and the edges between them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from lineage.folding.cards import Card, CardEdge, Folded
from lineage.folding.levels import Lineage
from lineage.folding.opening import Stack
from lineage.folding.through import Weights, paths_through
from lineage.graph import Node


def draw(stacks: Sequence[Stack], lineage: Lineage, ceiling: int) -> Folded:
    """`ceiling`: how many hops were asked for, or there are."""
    card_of = {member: at for at, stack in enumerate(stacks) for member in stack.members}
    weights = _weights(card_of, lineage)
    drawn_up, drawn_down = [0] * len(stacks), [0] * len(stacks)
    for (source, target), weight in weights.items():
        drawn_up[target] += weight
        drawn_down[source] += weight
    cards = [_card(stack, lineage, drawn_up[at], drawn_down[at]) for at, stack in enumerate(stacks)]
    depth = lineage.over_empty_levels(max(abs(card.hop) for card in cards), ceiling)
    through = paths_through(card_of, lineage, depth) if lineage.hidden else {}
    return Folded(
        cards=cards,
        edges=_edges(weights, stacks),
        through=_edges({pair: n for pair, n in through.items() if pair not in weights}, stacks),
        depth=depth,
        max_depth=lineage.max_depth,
        total=len(lineage.hops),
        hidden=len(lineage.hidden),
        hops=lineage.hops,
    )


def _edges(weights: Weights, stacks: Sequence[Stack]) -> list[CardEdge]:
    return [CardEdge(stacks[a].name, stacks[b].name, weight) for (a, b), weight in weights.items()]


def _weights(card_of: Mapping[str, int], lineage: Lineage) -> Weights:
    inputs = lineage.graph.inputs
    weights: Weights = defaultdict(int)
    for member, target in card_of.items():
        for source in inputs[member]:
            if source in card_of:
                weights[card_of[source], target] += 1
    return weights


def _card(stack: Stack, lineage: Lineage, drawn_up: int, drawn_down: int) -> Card:
    nodes = [lineage.graph.nodes[member] for member in stack.members]
    first = nodes[0]
    labels = {node.label for node in nodes}
    up_count, down_count = _links(nodes, lineage)
    return Card(
        id=stack.name,
        kind=first.kind,
        hop=lineage.hops[first.id],
        members=tuple(stack.members),
        label=first.label if len(labels) == 1 else "",
        types=len(labels),
        locked=first.locked,
        states=_states(nodes) if first.kind == "run" and not first.locked else {},
        more_up=up_count - drawn_up,
        more_down=down_count - drawn_down,
    )


def _states(nodes: Sequence[Node]) -> dict[str, int]:
    return {nodes[0].state: 1} if len(nodes) == 1 else Counter(node.state for node in nodes)


def _links(nodes: Sequence[Node], lineage: Lineage) -> tuple[int, int]:
    """How many neighbours the nodes have upstream and downstream, drawn or not, but not hidden."""
    inputs, outputs = lineage.graph.inputs, lineage.graph.outputs
    hidden = lineage.hidden
    up = down = 0
    for node in nodes:
        up += max(node.up_count, len(inputs[node.id]))
        down += max(node.down_count, len(outputs[node.id]))
        if hidden:
            up -= sum(key in hidden for key in inputs[node.id])
            down -= sum(key in hidden for key in outputs[node.id])
    return up, down
