"""Ways of putting alike nodes on one card, from the finest to the coarsest.

Each way takes a lineage, a depth and a budget of cards, and gives the members of each card (the
root's own card first), or None as soon as the budget is passed.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from lineage.folding.levels import Lineage, newest_first
from lineage.graph import Node

Cards = list[list[str]]
Grouping = Callable[[Lineage, int, int], Cards | None]
Key = Callable[[Node, set[int]], Hashable]

RAW_LIMIT = 30


def one_each(lineage: Lineage, depth: int, budget: int) -> Cards | None:
    """No groups at all: for lineages that fit on a screen as they are."""
    cards: Cards = [[lineage.root]]
    for _, level in lineage.outward(depth):
        cards.extend([key] for key in level)
        if len(cards) > min(RAW_LIMIT, budget):
            return None
    return cards


def same_neighbours(node: Node, nearer: set[int]) -> Hashable:
    """Alike when the same cards, nearer to the root, lead to them.

    What lies further out is no part of it: 37 runs that log a model each are one card of 37 runs
    and one card of 37 models.
    """
    return node.kind, node.locked, node.label, frozenset(nearer)


def same_first_neighbour(node: Node, nearer: set[int]) -> Hashable:
    return node.kind, node.locked, node.label, min(nearer, default=-1)


def alike(key: Key, least: int) -> Grouping:
    """Group nodes of one hop that have the same key, when there are at least so many of them."""

    def group(lineage: Lineage, depth: int, budget: int) -> Cards | None:
        nodes, inputs, outputs = lineage.graph.nodes, lineage.graph.inputs, lineage.graph.outputs
        cards: Cards = [[lineage.root]]
        card_of = {lineage.root: 0}
        for hop, level in lineage.outward(depth):
            towards = inputs if hop > 0 else outputs
            classes: dict[Hashable, list[str]] = defaultdict(list)
            for member in level:
                nearer = {card_of[other] for other in towards[member] if other in card_of}
                classes[key(nodes[member], nearer)].append(member)
            for card in _split(classes.values(), least):
                card_of.update(dict.fromkeys(card, len(cards)))
                cards.append(card)
            if len(cards) > budget:
                return None
        return cards

    return group


def _split(classes: Iterable[list[str]], least: int) -> Iterable[list[str]]:
    for members in classes:
        if len(members) >= least:
            yield members
        else:
            yield from ([member] for member in members)


def largest_types(lineage: Lineage, depth: int, budget: int) -> Cards | None:
    """One card per hop and type; the smallest types share one per hop where the budget ends."""
    classes: dict[tuple[Hashable, ...], list[str]] = defaultdict(list)
    for hop, level in lineage.outward(depth):
        for key in level:
            node = lineage.graph.nodes[key]
            classes[hop, node.kind, node.locked, node.label].append(key)
    room = budget - 1 - len({name[:-1] for name in classes})
    if room < 0:
        return None
    named = set(sorted(classes, key=lambda name: len(classes[name]), reverse=True)[:room])
    cards: dict[Hashable, list[str]] = defaultdict(list)
    for name, members in classes.items():
        cards[name if name in named else name[:-1]] += members
    return [[lineage.root], *(newest_first(lineage.graph, members) for members in cards.values())]


SAME_NEIGHBOURS_OF_6 = alike(same_neighbours, least=6)
SAME_NEIGHBOURS_OF_4 = alike(same_neighbours, least=4)
SAME_FIRST_NEIGHBOUR = alike(same_first_neighbour, least=4)
