"""A lineage as a list, nothing folded: who depends on this, how far away, and in which state."""

from collections import Counter
from typing import Any

from lineage.graph import Graph, Node, hops
from lineage.queries.answers import Answer, describe_cards
from lineage.queries.drawn import MapView
from lineage.queries.graphs import read_graph
from registry.models import User

Row = dict[str, Any]


def impact_of(view: MapView, *, viewer: User) -> Answer:
    """All runs and artifacts of the map's lineage but its root, the nearest first, then the newest.

    The groups of the map play no part; what it hides and how deep it goes do.
    """
    graph, sight = read_graph(view.root, viewer=viewer, direction=view.direction)
    steps = hops(graph, str(view.root), view.direction)
    found = _listed(view, graph, steps)
    cards = describe_cards([node.id for node in found if not node.locked], sight)
    known = {card["id"]: card for card in cards}
    runs = [node for node in found if node.kind == "run" and not node.locked]
    return {
        "root": str(view.root),
        "direction": view.direction.value,
        "depth": view.depth,
        "count": len(found),
        "truncated": graph.truncated,
        "states": dict(Counter(node.state for node in runs)),
        "rows": [_row(node, steps[node.id], known) for node in found],
    }


def _listed(view: MapView, graph: Graph, steps: dict[str, int]) -> list[Node]:
    nodes = [
        graph.nodes[key]
        for key, step in steps.items()
        if key != str(view.root) and (view.depth is None or abs(step) <= view.depth)
    ]
    shown = [node for node in nodes if not view.hidden.hides(node)]
    newest_first = sorted(shown, key=lambda node: (node.newness, node.id), reverse=True)
    return sorted(newest_first, key=lambda node: (abs(steps[node.id]), steps[node.id]))


def _row(node: Node, step: int, known: dict[str, Row]) -> Row:
    card = known.get(node.id, {})
    links = card.get("links", [])
    aliases = [*card.get("aliases", []), *(it for link in links for it in link["aliases"])]
    return {
        "id": node.id,
        "step": step,
        "kind": node.kind,
        "locked": not card,
        "name": card.get("name", ""),
        "version": card.get("version", ""),
        "type": card.get("job_type" if node.kind == "run" else "type", ""),
        "state": card.get("state", ""),
        "aliases": list(dict.fromkeys(alias["name"] for alias in aliases)),
        "path": card.get("path", ""),
        "author": card.get("author"),
        "created_at": card.get("created_at"),
        "url": card.get("url", ""),
    }
