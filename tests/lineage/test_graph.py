from hypothesis import given

from lineage.graph import Direction, Graph, Node, hops
from tests.lineage.graphs import graphs
from tests.lineage.shapes import chain, cyc


def seed() -> Graph:
    """The zoo: runs logged the dataset, one run trained on it, another evaluated the model."""
    return Graph.of(
        [
            *(Node(run, "run") for run in ["split", "resplit", "rural-feather-20", "lake-21"]),
            *(Node(artifact, "artifact") for artifact in ["dataset", "model"]),
        ],
        [
            ("split", "dataset"),
            ("resplit", "dataset"),
            ("dataset", "rural-feather-20"),
            ("rural-feather-20", "model"),
            ("model", "lake-21"),
        ],
    )


def test_hops_are_signed_distances_from_the_root():
    found = hops(seed(), "model")

    assert found == {
        "model": 0,
        "rural-feather-20": -1,
        "dataset": -2,
        "split": -3,
        "resplit": -3,
        "lake-21": 1,
    }


def test_one_direction_leaves_the_other_out():
    assert set(hops(seed(), "model", Direction.DOWN)) == {"model", "lake-21"}
    assert "lake-21" not in hops(seed(), "model", Direction.UP)


def test_siblings_of_ancestors_are_no_lineage():
    graph = Graph.of(
        [Node("run", "run"), Node("mine", "artifact"), Node("sibling", "artifact")],
        [("run", "mine"), ("run", "sibling")],
    )

    assert set(hops(graph, "mine")) == {"mine", "run"}


def test_a_run_that_uses_its_own_output_is_upstream():
    graph = Graph.of(
        [Node("run", "run"), Node("model", "artifact")], [("run", "model"), ("model", "run")]
    )

    assert hops(graph, "model") == {"model": 0, "run": -1}


def test_in_a_cycle_the_nearer_side_counts():
    names = ["a0", "r1", "a2", "r3", "a4", "r5"]
    nodes = [Node(name, "run" if name.startswith("r") else "artifact") for name in names]
    graph = Graph.of(nodes, zip(names, [*names[1:], names[0]], strict=True))

    assert hops(graph, "a0") == {"a0": 0, "r1": 1, "a2": 2, "r3": -3, "a4": -2, "r5": -1}


def test_a_long_chain_needs_no_recursion():
    graph, root = chain(5_000)

    assert max(map(abs, hops(graph, root).values())) == 2_500


def test_cycles_end():
    graph, root = cyc(500)

    assert len(hops(graph, root)) == 501


@given(graphs())
def test_every_node_has_a_neighbour_nearer_to_the_root(drawn):
    graph, root = drawn
    found = hops(graph, root)

    for key, hop in found.items():
        beside = [*graph.inputs[key], *graph.outputs[key]]
        assert key == root or min(abs(found[other]) for other in beside if other in found) < abs(
            hop
        )
