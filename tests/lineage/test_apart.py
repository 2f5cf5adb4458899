"""A member may stand beside its group, on a card of its own."""

from lineage.folding import MOST, fold
from tests.lineage.shapes import Sketch


def sweep(runs: int) -> tuple[Sketch, str, list[str]]:
    sketch = Sketch()
    root = sketch.artifact("dataset")
    return sketch, root, [sketch.run("train", uses=[root]) for _ in range(runs)]


def test_the_group_keeps_its_name_and_the_rest():
    sketch, root, runs = sweep(40)
    (group,) = [card for card in fold(sketch.graph(), root).cards if card.is_group]

    folded = fold(sketch.graph(), root, apart=[runs[0], runs[7]])

    assert [card.id for card in folded.cards] == [root, runs[7], runs[0], group.id]
    assert len(folded.cards[-1].members) == 38
    assert {(edge.target, edge.weight) for edge in folded.edges} == {
        (runs[7], 1),
        (runs[0], 1),
        (group.id, 38),
    }


def test_the_last_member_is_no_group():
    sketch, root, runs = sweep(40)

    folded = fold(sketch.graph(), root, apart=runs[1:])

    assert not any(card.is_group for card in folded.cards)


def test_only_as_many_as_there_is_room_for():
    sketch, root, runs = sweep(400)

    folded = fold(sketch.graph(), root, apart=runs)

    assert len(folded.cards) == MOST
    assert folded.shown == 401


def test_what_is_in_no_group_changes_nothing():
    sketch, root, _ = sweep(40)

    assert fold(sketch.graph(), root, apart=[root, "r999"]) == fold(sketch.graph(), root)


def test_a_group_keeps_its_name_when_newer_runs_come():
    sketch, root, _ = sweep(40)
    before = fold(sketch.graph(), root).cards[1].id
    sketch.run("train", uses=[root])

    assert fold(sketch.graph(), root).cards[1].id == before


def test_a_group_opens_by_the_name_of_any_member():
    sketch, root, runs = sweep(40)

    folded = fold(sketch.graph(), root, unfold=[f"g{runs[20]}"])

    assert len(folded.cards) == 41
