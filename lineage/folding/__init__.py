"""Draw any lineage as few cards: alike neighbours share one, far hops wait, nothing is hidden
without being counted."""

from collections.abc import Collection

from lineage.folding.cards import Card, CardEdge, Folded
from lineage.folding.drawing import draw
from lineage.folding.levels import see_from
from lineage.folding.opening import open_groups
from lineage.folding.plan import COMFORT, MOST, choose
from lineage.graph import Direction, Graph, hops

__all__ = ["COMFORT", "MOST", "Card", "CardEdge", "Folded", "fold"]


def fold(
    graph: Graph,
    root: str,
    *,
    direction: Direction = Direction.BOTH,
    depth: int | None = None,
    unfold: Collection[str] = (),
) -> Folded:
    """The lineage of `root` on at most 60 cards, 150 with a depth or opened groups."""
    lineage = see_from(graph, root, hops(graph, root, direction))
    return draw(open_groups(choose(lineage, depth), unfold, MOST), lineage)
