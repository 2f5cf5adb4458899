"""A map as it is asked for, and the cards that it is drawn with."""

from collections.abc import Collection
from dataclasses import dataclass

from lineage.folding import NOTHING, Folded, Hidden, fold
from lineage.graph import Direction, Graph
from lineage.queries.graphs import read_graph
from lineage.queries.keys import Key
from lineage.queries.sight import Sight
from registry.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """Everything that decides which cards a map has. Without a depth it is as deep as is
    comfortable; `unfold` names groups to draw as their members, `apart` members to draw beside
    their group."""

    root: Key
    direction: Direction = Direction.BOTH
    depth: int | None = None
    unfold: Collection[str] = ()
    apart: Collection[str] = ()
    hidden: Hidden = NOTHING


@dataclass(frozen=True, slots=True)
class Drawn:
    graph: Graph
    sight: Sight
    folded: Folded


def draw_map(view: MapView, viewer: User) -> Drawn:
    """The viewer must be allowed to see the root."""
    graph, sight = read_graph(view.root, viewer=viewer, direction=view.direction)
    folded = fold(
        graph,
        str(view.root),
        direction=view.direction,
        depth=view.depth,
        unfold=view.unfold,
        apart=view.apart,
        hidden=view.hidden,
    )
    return Drawn(graph, sight, folded)
