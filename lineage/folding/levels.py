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

    def over_empty_levels(self, depth: int, ceiling: int) -> int:
        """The deepest hop, at most `ceiling`, up to which all is drawn when `depth` hops are.

        In a cycle, or with all runs hidden, some hops hold nothing: who asks for one hop more than
        is drawn must still come past them.
        """
        while depth < ceiling and not (depth + 1 in self.by_hop or -depth - 1 in self.by_hop):
            depth += 1
        return depth


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
