"""Ways of putting alike nodes on one card, from the finest to the coarsest.

Each takes a lineage, how many hops to draw at most and at least, and a budget of cards. It gives
the members of each card (the root's own card first) for the most hops that fit, or None.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from lineage.folding.levels import Lineage, newest_first
from lineage.graph import Node

Cards = list[list[str]]
Grouping = Callable[[Lineage, int, int, int], Cards | None]
Key = Callable[[Node, set[int]], Hashable]

RAW_LIMIT = 30


def one_each(lineage: Lineage, most: int, least: int, budget: int) -> Cards | None:
    """No groups at all: for lineages that fit on a screen as they are."""
    cards: Cards = [[lineage.root]]
    for _, level in lineage.outward(most):
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


def alike(key: Key, smallest: int) -> Grouping:
    """Group nodes of one hop that have the same key, when there are at least so many of them."""

    def group(lineage: Lineage, most: int, least: int, budget: int) -> Cards | None:
        depth = most
        while depth >= least:
            cards, fits = _place(lineage, depth, budget, key, smallest)
            if fits == depth:
                return cards
            # What lies upstream beyond that depth may have set nodes apart: once more without it.
            depth = fits
        return None

    return group


def _place(lineage: Lineage, depth: int, budget: int, key: Key, smallest: int) -> tuple[Cards, int]:
    """Group the whole upstream side, then downstream, until the budget is passed; and how many
    hops fitted.

    Upstream goes first so that a downstream run that also uses an upstream artifact is told
    apart from a sweep that does not.
    """
    placing = Placing(lineage)
    cards = placing.cards
    upstream = [1]
    for hop in range(-1, -depth - 1, -1):
        placing.place_level(hop, key, smallest)
        upstream.append(len(cards))
        if upstream[-1] > budget:
            return cards, -hop - 1
    for hop in range(1, depth + 1):
        placing.place_level(hop, key, smallest)
        if upstream[hop] + len(cards) - upstream[-1] > budget:
            return cards, hop - 1
    return cards, depth


class Placing:
    """The cards placed so far, outward from the root."""

    def __init__(self, lineage: Lineage):
        self.lineage = lineage
        self.cards: Cards = [[lineage.root]]
        self.card_of = {lineage.root: 0}
        self.behind: dict[str, set[int]] = {}
        """The cards that lead to a hidden node."""

    def place_level(self, hop: int, key: Key, smallest: int) -> None:
        nodes = self.lineage.graph.nodes
        towards = self.lineage.graph.inputs if hop > 0 else self.lineage.graph.outputs
        classes: dict[Hashable, list[str]] = defaultdict(list)
        for member in self.lineage.hidden_by_hop.get(hop, ()):
            self.behind[member] = self._nearer(towards[member])
        for member in self.lineage.by_hop.get(hop, ()):
            nearer = self._nearer(towards[member])
            classes[key(nodes[member], nearer)].append(member)
        for card in _split(classes.values(), smallest):
            self.card_of.update(dict.fromkeys(card, len(self.cards)))
            self.cards.append(card)

    def _nearer(self, neighbours: Sequence[str]) -> set[int]:
        found = {self.card_of[other] for other in neighbours if other in self.card_of}
        if self.behind:
            found.update(*(self.behind[other] for other in neighbours if other in self.behind))
        return found


def _split(classes: Iterable[list[str]], smallest: int) -> Iterable[list[str]]:
    for members in classes:
        if len(members) >= smallest:
            yield members
        else:
            yield from ([member] for member in members)


def largest_types(lineage: Lineage, most: int, least: int, budget: int) -> Cards | None:
    """One card per hop and type; the smallest types share one per hop where the budget ends."""
    classes = _types(lineage, most)
    depth = most
    while depth >= least:
        drawn = {name: keys for name, keys in classes.items() if abs(name[0]) <= depth}
        room = budget - 1 - len({name[:-1] for name in drawn})
        if room >= 0:
            return [[lineage.root], *_merge_small(drawn, room, lineage)]
        # Each hop takes at least one card.
        depth = min(depth - 1, budget)
    return None


TypeName = tuple[int, str, bool, str]


def _types(lineage: Lineage, depth: int) -> dict[TypeName, list[str]]:
    classes: dict[TypeName, list[str]] = defaultdict(list)
    for hop, level in lineage.outward(depth):
        for key in level:
            node = lineage.graph.nodes[key]
            classes[hop, node.kind, node.locked, node.label].append(key)
    return classes


def _merge_small(classes: dict[TypeName, list[str]], room: int, lineage: Lineage) -> Cards:
    named = set(sorted(classes, key=lambda name: len(classes[name]), reverse=True)[:room])
    cards: dict[Hashable, list[str]] = defaultdict(list)
    for name, members in classes.items():
        cards[name if name in named else name[:-1]] += members
    return [newest_first(lineage.graph, members) for members in cards.values()]


SAME_NEIGHBOURS_OF_6 = alike(same_neighbours, smallest=6)
SAME_NEIGHBOURS_OF_4 = alike(same_neighbours, smallest=4)
SAME_FIRST_NEIGHBOUR = alike(same_first_neighbour, smallest=4)
