"""Draw any lineage as few cards: alike neighbours share one, far hops wait, nothing is hidden
without being counted."""

from lineage.folding.cards import Card, CardEdge, Folded
from lineage.folding.drawing import draw
from lineage.folding.levels import see_from
from lineage.folding.plan import COMFORT, MOST, choose
from lineage.graph import Direction, Graph, hops

__all__ = ["COMFORT", "MOST", "Card", "CardEdge", "Folded", "fold"]


def fold(
    graph: Graph,
    root: str,
    *,
    direction: Direction = Direction.BOTH,
    depth: int | None = None,
) -> Folded:
    """The lineage of `root` on at most 60 cards, or 150 when a depth is asked for."""
    lineage = see_from(graph, root, hops(graph, root, direction))
    return draw(choose(lineage, depth), lineage)
