"""A graph seen from one of its nodes: the nodes at each hop, newest first."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from lineage.graph import Graph


@dataclass(frozen=True, slots=True)
class Lineage:
    graph: Graph
    root: str
    hops: dict[str, int]
    by_hop: dict[int, list[str]]
    hidden: Set[str]
    """Never drawn, but paths lead through them."""
    hidden_by_hop: dict[int, list[str]]
    protected: list[str]
    """Artifacts with a protected alias, nearest first, then newest first."""
    max_depth: int

    def outward(self, depth: int) -> Sequence[tuple[int, list[str]]]:
        """The levels in drawing order: the whole upstream side, nearest first, then downstream."""
        hops = [*range(-1, -depth - 1, -1), *range(1, depth + 1)]
        return [(hop, self.by_hop[hop]) for hop in hops if hop in self.by_hop]


def newest_first(graph: Graph, keys: Iterable[str]) -> list[str]:
    return sorted(keys, key=lambda key: (graph.nodes[key].newness, key), reverse=True)


def see_from(
    graph: Graph, root: str, hops: dict[str, int], hidden: Set[str] = frozenset()
) -> Lineage:
    """Arrange the nodes that have a hop; the same whatever the order of the graph's rows."""
    by_hop: dict[int, list[str]] = {}
    hidden_by_hop: dict[int, list[str]] = {}
    protected: list[str] = []
    for key in newest_first(graph, hops):
        if key in hidden:
            hidden_by_hop.setdefault(hops[key], []).append(key)
            continue
        by_hop.setdefault(hops[key], []).append(key)
        if graph.nodes[key].protected and not graph.nodes[key].locked:
            protected.append(key)
    return Lineage(
        graph=graph,
        root=root,
        hops=hops,
        by_hop=by_hop,
        hidden=hidden,
        hidden_by_hop=hidden_by_hop,
        protected=sorted(protected, key=lambda key: abs(hops[key])),
        max_depth=max(map(abs, by_hop)),
    )
