from lineage.folding import Card, Folded, fold
from lineage.graph import Graph
from tests.lineage.shapes import Sketch, chain, hub, job_types, pipe


def cards_of(graph: Graph, root: str, **options) -> dict[tuple[int, str, int], Card]:
    """Cards by (hop, label, number of members)."""
    folded = fold(graph, root, **options)
    return {(card.hop, card.label, len(card.members)): card for card in folded.cards}


def card_with(folded: Folded, member: str) -> Card:
    return next(card for card in folded.cards if member in card.members)


def sweep(runs: int, **facts) -> tuple[Sketch, str, list[str]]:
    """A dataset, and so many runs on it that log a model each."""
    sketch = Sketch()
    root = sketch.artifact("dataset")
    names = [sketch.run("train", uses=[root], **facts) for _ in range(runs)]
    return sketch, root, [sketch.artifact("model", by=[name]) for name in names]


def test_a_small_lineage_is_drawn_as_it_is():
    sketch, root, _ = sweep(14)

    assert len(fold(sketch.graph(), root).cards) == 29


def test_a_sweep_is_one_card_of_runs_and_one_of_models():
    sketch, root, _ = sweep(37)

    found = cards_of(sketch.graph(), root)

    assert set(found) == {(0, "dataset", 1), (1, "train", 37), (2, "model", 37)}
    assert found[1, "train", 37].states == {"finished": 37}


def test_five_alike_are_not_a_group_and_six_are():
    sketch, root, _ = sweep(20)
    evaluated = [sketch.run("evaluate", uses=[root]) for _ in range(5)]
    tuned = [sketch.run("tune", uses=[root]) for _ in range(6)]

    folded = fold(sketch.graph(), root)

    assert {len(card_with(folded, run).members) for run in evaluated} == {1}
    assert len(card_with(folded, tuned[0]).members) == 6


def test_groups_of_four_when_groups_of_six_do_not_fit():
    sketch = Sketch()
    root = sketch.artifact("dataset")
    runs = [sketch.run(f"job-{number // 4}", uses=[root]) for number in range(80)]

    folded = fold(sketch.graph(), root)

    assert len(folded.cards) == 21
    assert len(card_with(folded, runs[0]).members) == 4


def test_a_run_that_also_uses_an_upstream_dataset_is_told_from_the_sweep():
    sketch = Sketch()
    dataset = sketch.artifact("dataset")
    model = sketch.artifact("model", by=[sketch.run("train", uses=[dataset])])
    for _ in range(40):
        sketch.run("evaluate", uses=[model])
    both = sketch.run("evaluate", uses=[model, dataset])

    folded = fold(sketch.graph(), model)

    assert card_with(folded, both).members == (both,)
    assert (dataset, both, 1) in folded.edges


def test_members_are_newest_first():
    sketch, root, models = sweep(40)

    assert card_with(fold(sketch.graph(), root), models[0]).members == tuple(reversed(models))


def test_states_are_counted():
    sketch, root, _ = sweep(30)
    for _ in range(10):
        sketch.nodes.append(sketch.nodes[1]._replace(id=f"f{len(sketch.nodes)}", state="failed"))
        sketch.edges.append((root, sketch.nodes[-1].id))

    found = cards_of(sketch.graph(), root)

    assert found[1, "train", 40].states == {"finished": 30, "failed": 10}


def test_a_protected_alias_stands_alone_beside_the_run_that_made_it():
    sketch, root, _ = sweep(40)
    run = sketch.run("train", uses=[root])
    model = sketch.artifact("model", by=[run], protected=True)

    folded = fold(sketch.graph(), root)

    assert card_with(folded, model).members == (model,)
    assert card_with(folded, run).members == (run,)
    assert (run, model, 1) in folded.edges


def test_which_of_two_equally_new_runs_stands_beside_it_is_always_the_same():
    sketch, root, _ = sweep(40)
    runs = [sketch.run("train", uses=[root]) for _ in range(2)]
    model = sketch.artifact("model", by=runs, protected=True)
    graph = sketch.graph()
    nodes = [node._replace(newness=1.0) for node in graph.nodes.values()]

    beside = {
        tuple(card.members for card in fold(Graph.of(nodes, edges), root).cards if card.hop == 1)
        for edges in (graph.edges, graph.edges[::-1])
    }

    assert len(beside) == 1
    assert card_with(fold(graph, root), model).members == (model,)


def test_at_most_six_artifacts_are_pinned():
    sketch, root, _ = sweep(40)
    for _ in range(9):
        sketch.artifact("model", by=[sketch.run("train", uses=[root])], protected=True)

    folded = fold(sketch.graph(), root)

    assert len(folded.cards) == 1 + 2 * 6 + 2


def test_locked_nodes_fold_with_locked_nodes():
    sketch, root, _ = sweep(40)
    for _ in range(20):
        sketch.run("", uses=[root], locked=True)

    found = cards_of(sketch.graph(), root)

    assert found[1, "", 20].locked
    assert found[1, "", 20].states == {}
    assert not found[1, "train", 40].locked


def test_the_largest_job_types_keep_their_card_and_the_rest_share_one():
    graph, root = job_types(5_000)

    folded = fold(graph, root)

    runs = [card for card in folded.cards if card.kind == "run"]
    rest = [card for card in runs if card.types > 1]
    assert 55 <= len(folded.cards) <= 60
    assert len(rest) == 1
    assert rest[0].label == ""
    assert max(len(card.members) for card in runs if card.types == 1) > 20


def test_a_chain_shows_as_many_hops_as_are_comfortable():
    graph, root = chain(5_000)

    folded = fold(graph, root)

    assert (folded.depth, len(folded.cards)) == (29, 59)
    assert (folded.total, folded.beyond) == (4_999, 4_940)


def test_a_wide_pipeline_shows_at_least_four_hops():
    graph, root = pipe(5_000)

    assert fold(graph, root).depth >= 4


def test_an_explicit_depth_is_honoured_beyond_comfort():
    graph, root = chain(5_000)

    folded = fold(graph, root, depth=70)

    assert (folded.depth, len(folded.cards)) == (70, 141)


def test_an_explicit_depth_stops_at_150_cards():
    graph, root = chain(5_000)

    folded = fold(graph, root, depth=1_000)

    assert (folded.depth, len(folded.cards)) == (74, 149)


def test_a_group_keeps_its_name_when_the_map_goes_deeper():
    graph, root = hub(500)

    shallow = {card.members: card.id for card in fold(graph, root, depth=1).cards}
    deep = {card.members: card.id for card in fold(graph, root, depth=2).cards}

    assert shallow.items() <= deep.items()
    assert any(name.startswith("g") for name in shallow.values())


def test_an_opened_group_shows_each_member():
    sketch, root, models = sweep(37)
    graph = sketch.graph()
    group = card_with(fold(graph, root), models[0])

    opened = fold(graph, root, unfold=[group.id])

    assert len(opened.cards) == 2 + 37
    assert card_with(opened, models[0]).members == (models[0],)


def test_a_group_too_large_to_open_stays_closed():
    sketch, root, models = sweep(200)
    graph = sketch.graph()
    group = card_with(fold(graph, root), models[0])

    assert fold(graph, root, unfold=[group.id]).cards == fold(graph, root).cards


def test_neighbours_that_are_not_drawn_are_counted():
    graph, root = chain(200)

    folded = fold(graph, root, depth=3)

    ends = [card for card in folded.cards if abs(card.hop) == 3]
    assert [(card.more_up, card.more_down) for card in ends] == [(1, 0), (0, 1)]


def test_neighbours_outside_the_lineage_are_counted_too():
    sketch = Sketch()
    dataset = sketch.artifact("dataset", down_count=13)
    model = sketch.artifact("model", by=[sketch.run("train", uses=[dataset])])

    assert card_with(fold(sketch.graph(), model), dataset).more_down == 12
