"""Draw any lineage as few cards: alike neighbours share one, far hops wait, nothing is hidden
without being counted."""

from collections.abc import Collection

from lineage.folding.cards import Card, CardEdge, Folded
from lineage.folding.drawing import draw
from lineage.folding.hiding import Facets, Hidden, facets_of
from lineage.folding.levels import see_from
from lineage.folding.opening import open_up
from lineage.folding.plan import COMFORT, MOST, choose
from lineage.graph import Direction, Graph, hops

__all__ = [
    "COMFORT",
    "MOST",
    "NOTHING",
    "Card",
    "CardEdge",
    "Facets",
    "Folded",
    "Hidden",
    "facets_of",
    "fold",
]

NOTHING = Hidden()


def fold(
    graph: Graph,
    root: str,
    *,
    direction: Direction = Direction.BOTH,
    depth: int | None = None,
    unfold: Collection[str] = (),
    apart: Collection[str] = (),
    hidden: Hidden = NOTHING,
) -> Folded:
    """The lineage of `root` on at most 60 cards, 150 with a depth or opened groups.

    The root itself is always drawn.
    """
    distances = hops(graph, root, direction)
    unseen = {key for key in distances if hidden.hides(graph.nodes[key])} if hidden else set()
    lineage = see_from(graph, root, distances, unseen - {root})
    cards = choose(lineage, depth)
    stacks = open_up(cards, unfold=unfold, apart=apart, budget=MOST)
    return draw(stacks, lineage, ceiling=min(depth or lineage.max_depth, lineage.max_depth))
