"""Some runs and artifacts are taken off a map: counted, and paths through them stay."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lineage.folding import COMFORT, MOST, Folded, Hidden, facets_of, fold
from lineage.graph import Direction, Graph, hops
from tests.lineage.graphs import check_connected, depths, directions, graphs
from tests.lineage.shapes import Sketch

WISHES = st.builds(
    Hidden,
    jobs=st.sets(st.sampled_from(["train", "evaluate", "", "tune"])),
    states=st.sets(st.sampled_from(["finished", "failed"])),
    types=st.sets(st.sampled_from(["train", "evaluate", "", "tune"])),
    generated=st.booleans(),
)


def pairs(edges) -> dict[tuple[str, str], int]:
    return {(edge.source, edge.target): edge.weight for edge in edges}


def story() -> tuple[Sketch, str]:
    """raw > split > data > train > model; the training also logged a table."""
    sketch = Sketch()
    split = sketch.run("split", uses=[sketch.artifact("raw")])
    train = sketch.run("train", uses=[sketch.artifact("dataset", by=[split])])
    sketch.artifact("run_table", by=[train])
    return sketch, sketch.artifact("model", by=[train])


def test_one_more_hop_leads_past_hops_that_are_hidden_whole():
    sketch, root = story()
    no_runs = Hidden(jobs=["train", "split"])

    depths = [fold(sketch.graph(), root, depth=hop, hidden=no_runs).depth for hop in (1, 2, 3, 4)]

    assert depths == [1, 2, 3, 4]


def test_runs_of_a_job_type_are_left_out_and_the_path_stays():
    sketch, root = story()

    folded = fold(sketch.graph(), root, hidden=Hidden(jobs=["train"]))

    assert [card.id for card in folded.cards] == [root, "a2", "r1", "a0"]
    assert (folded.total, folded.shown, folded.hidden, folded.beyond) == (5, 4, 1, 0)
    assert pairs(folded.through) == {("a2", root): 1}


def test_a_path_may_lead_over_several_hidden_nodes():
    sketch, root = story()

    folded = fold(sketch.graph(), root, hidden=Hidden(jobs=["train", "split"], types=["dataset"]))

    assert [card.id for card in folded.cards] == [root, "a0"]
    assert pairs(folded.through) == {("a0", root): 1}


def test_what_wandb_logs_by_itself():
    sketch, _ = story()

    folded = fold(sketch.graph(), "r3", hidden=Hidden(generated=True))

    assert "a4" not in {card.id for card in folded.cards}
    assert folded.hidden == 1


def test_the_root_is_never_hidden():
    sketch, root = story()

    folded = fold(sketch.graph(), root, hidden=Hidden(types=["model"]))

    assert (folded.shown, folded.hidden) == (5, 0)


def test_a_hidden_neighbour_is_not_said_to_go_on():
    sketch, root = story()

    folded = fold(sketch.graph(), root, hidden=Hidden(jobs=["train"]))

    assert {(card.more_up, card.more_down) for card in folded.cards} == {(0, 0)}


def test_runs_behind_hidden_ones_are_told_apart_by_what_leads_to_them():
    sketch = Sketch()
    root = sketch.artifact("dataset")
    for job in ("train", "tune"):
        models = [sketch.artifact("model", by=[sketch.run(job, uses=[root])]) for _ in range(20)]
        for model in models:
            sketch.run("evaluate", uses=[model])

    folded = fold(sketch.graph(), root, hidden=Hidden(types=["model"]))

    evaluations = [card for card in folded.cards if card.label == "evaluate"]
    assert [len(card.members) for card in evaluations] == [20, 20]
    assert sorted(pairs(folded.through).values()) == [20, 20]


def test_facets_count_what_could_be_hidden():
    sketch, root = story()
    nodes = [node for key, node in sketch.graph().nodes.items() if key != root]

    facets = facets_of(nodes, Hidden(jobs=["gone"]))

    assert facets.types == {"raw": 1, "dataset": 1, "run_table": 1}
    assert facets.jobs == {"split": 1, "train": 1, "gone": 0}
    assert (facets.states, facets.generated) == ({"finished": 2}, 1)


@given(graphs(), directions, depths, WISHES)
@settings(max_examples=200)
def test_any_graph_is_drawn_truly(drawn, direction, depth, hidden):
    graph, root = drawn

    folded = fold(graph, root, direction=direction, depth=depth, hidden=hidden)

    found = hops(graph, root, direction)
    gone = {key for key in found if key != root and hidden.hides(graph.nodes[key])}
    check_counts(folded, found, gone, depth)
    check_paths(folded, graph, {key for key in gone if abs(found[key]) <= folded.depth})
    check_connected(folded, root)


def check_counts(folded: Folded, found: dict[str, int], gone: set[str], depth) -> None:
    members = {member for card in folded.cards for member in card.members}
    assert members == {key for key, hop in found.items() if abs(hop) <= folded.depth} - gone
    assert (folded.total, folded.hidden) == (len(found), len(gone))
    assert folded.shown + folded.beyond + folded.hidden == folded.total
    assert len(folded.cards) <= (COMFORT if depth is None else MOST)


def check_paths(folded: Folded, graph: Graph, gone: set[str]) -> None:
    """Two cards are joined exactly when an edge, or a path over hidden nodes only, does so."""
    card_of = {member: card.id for card in folded.cards for member in card.members}
    joined = set()
    for start, card in card_of.items():
        seen, waiting = set(), [start]
        while waiting:
            for key in set(graph.outputs[waiting.pop()]) - seen:
                seen.add(key)
                if key in gone:
                    waiting.append(key)
                elif key in card_of and (key in graph.outputs[start] or card_of[key] != card):
                    joined.add((card, card_of[key]))
    edges, through = pairs(folded.edges), pairs(folded.through)
    assert not edges.keys() & through.keys()
    assert edges.keys() | through.keys() == joined


def test_hiding_everything_leaves_the_root():
    sketch, root = story()
    everything = Hidden(types=["raw", "dataset", "run_table"], states=["finished"])

    folded = fold(sketch.graph(), root, direction=Direction.BOTH, hidden=everything)

    assert [card.id for card in folded.cards] == [root]
    assert folded.hidden == 4
