"""What holds for every lineage, whatever its shape."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings

from lineage.folding import COMFORT, MOST, Folded, fold
from lineage.graph import Direction, Graph, hops
from tests.lineage.graphs import check_connected, depths, directions, graphs
from tests.lineage.shapes import SHAPES

SIZES = [50, 500, pytest.param(5_000, marks=pytest.mark.slow)]


@given(graphs(), directions, depths)
@settings(max_examples=200)
def test_any_graph_is_drawn_truly(drawn, direction, depth):
    graph, root = drawn

    check(graph, root, direction, depth)


@pytest.mark.parametrize("depth", [None, 3, 12, 1_000])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", SHAPES)
def test_known_shapes_are_drawn_truly(shape, size, depth):
    graph, root = SHAPES[shape](size)

    check(graph, root, Direction.BOTH, depth)


@pytest.mark.parametrize("shape", SHAPES)
def test_any_node_may_be_the_root(shape):
    graph, _ = SHAPES[shape](300)

    for root in random.Random(7).sample(sorted(graph.nodes), 12):
        check(graph, root, Direction.BOTH, None)


@given(graphs(), depths)
@settings(max_examples=50)
def test_the_order_of_rows_changes_nothing(drawn, depth):
    graph, root = drawn
    nodes, edges = list(graph.nodes.values()), list(graph.edges)
    random.Random(3).shuffle(nodes)
    random.Random(4).shuffle(edges)

    shuffled = fold(Graph.of(nodes, edges), root, depth=depth)

    assert shuffled.cards == fold(graph, root, depth=depth).cards
    assert sorted(shuffled.edges) == sorted(fold(graph, root, depth=depth).edges)


def check(graph: Graph, root: str, direction: Direction, depth: int | None) -> None:
    found = hops(graph, root, direction)
    folded = fold(graph, root, direction=direction, depth=depth)

    check_counts(folded, found, depth)
    check_cards(folded, graph, root, found)
    check_edges(folded, graph)
    check_hidden(folded, graph)
    check_connected(folded, root)


def check_counts(folded: Folded, found: dict[str, int], depth: int | None) -> None:
    deepest = max(map(abs, found.values()))
    assert len(folded.cards) <= (COMFORT if depth is None else MOST)
    assert folded.total == len(found)
    assert folded.shown + folded.beyond == folded.total
    assert folded.max_depth == deepest
    assert folded.depth >= min(4, deepest, depth or 4)
    assert folded.depth <= (deepest if depth is None else min(deepest, depth))


def check_cards(folded: Folded, graph: Graph, root: str, found: dict[str, int]) -> None:
    drawn = [member for card in folded.cards for member in card.members]
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == {key for key, hop in found.items() if abs(hop) <= folded.depth}
    assert (root,) in [card.members for card in folded.cards]
    assert len({card.id for card in folded.cards}) == len(folded.cards)
    for card in folded.cards:
        members = [graph.nodes[member] for member in card.members]
        assert {(card.hop, card.kind, card.locked)} == {
            (found[node.id], node.kind, node.locked) for node in members
        }
        assert members == sorted(members, key=lambda node: node.newness, reverse=True)
        told = card.kind == "run" and not card.locked
        assert card.states == (Counter(node.state for node in members) if told else {})
        assert card.types == len({node.label for node in members})


def check_edges(folded: Folded, graph: Graph) -> None:
    card_of = {member: card.id for card in folded.cards for member in card.members}
    real = Counter(
        (card_of[source], card_of[target])
        for source, target in graph.edges
        if source in card_of and target in card_of
    )
    assert {(edge.source, edge.target): edge.weight for edge in folded.edges} == real


def check_hidden(folded: Folded, graph: Graph) -> None:
    drawn = {member for card in folded.cards for member in card.members}
    for card in folded.cards:
        hidden_up = hidden_down = 0
        for member in card.members:
            node, above, below = graph.nodes[member], graph.inputs[member], graph.outputs[member]
            hidden_up += max(node.up_count, len(above)) - len(drawn.intersection(above))
            hidden_down += max(node.down_count, len(below)) - len(drawn.intersection(below))
        assert (card.more_up, card.more_down) == (hidden_up, hidden_down)
