"""Hypothesis strategies: any lineage, cycles, hubs, locked nodes and all."""

from random import Random

from hypothesis import strategies as st

from lineage.folding import Folded
from lineage.graph import Direction, Graph, Node


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Graph, str]:
    runs = [f"r{number}" for number in range(draw(st.integers(1, 60)))]
    artifacts = [f"a{number}" for number in range(draw(st.integers(1, 60)))]
    random = Random(draw(st.integers(0, 2**32)))
    hubs = artifacts[: draw(st.integers(1, 3))]
    nodes = [_node(random, key, "run") for key in runs]
    nodes += [_node(random, key, "artifact") for key in artifacts]
    inputs = {
        (random.choice(random.choice([artifacts, hubs])), random.choice(runs))
        for _ in range(draw(st.integers(0, 150)))
    }
    outputs = {
        (random.choice(runs), random.choice(artifacts)) for _ in range(draw(st.integers(0, 90)))
    }
    graph = Graph.of(nodes, sorted(inputs | outputs))
    return graph, random.choice([*hubs, *runs])


def _node(random: Random, key: str, kind: str) -> Node:
    locked = random.random() < 0.1
    return Node(
        key,
        kind,
        label="" if locked else random.choice(["train", "train", "evaluate", "", "tune"]),
        state=random.choice(["finished", "failed"]) if kind == "run" else "",
        newness=float(random.randrange(50)),
        protected=kind == "artifact" and random.random() < 0.1,
        locked=locked,
        up_count=random.randrange(200),
        down_count=random.randrange(200),
    )


directions = st.sampled_from(Direction)
depths = st.none() | st.integers(1, 12)


def check_connected(folded: Folded, root: str) -> None:
    """From the root every card is reached."""
    beside: dict[str, set[str]] = {card.id: set() for card in folded.cards}
    for edge in [*folded.edges, *folded.through]:
        beside[edge.source].add(edge.target)
        beside[edge.target].add(edge.source)
    reached, waiting = {root}, [root]
    while waiting:
        fresh = beside[waiting.pop()] - reached
        reached |= fresh
        waiting.extend(fresh)
    assert reached == set(beside)
