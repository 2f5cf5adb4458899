"""Which way of grouping, and how many hops, a map is drawn with."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineage.folding import grouping
from lineage.folding.grouping import Cards, Grouping
from lineage.folding.levels import Lineage
from lineage.folding.pins import pin, room_for_pins

COMFORT = 60
MOST = 150


@dataclass(frozen=True, slots=True)
class Step:
    """Try a grouping, with fewer hops if it must be, but not fewer than the floor."""

    group: Grouping
    floor: int | None = None
    """None: only with every hop that was asked for."""


FINEST_FIRST = (
    grouping.one_each,
    grouping.SAME_NEIGHBOURS_OF_6,
    grouping.SAME_NEIGHBOURS_OF_4,
    grouping.SAME_FIRST_NEIGHBOUR,
    grouping.largest_types,
)
COMFORTABLE = (
    Step(grouping.one_each),
    *(Step(group, floor=4) for group in FINEST_FIRST[1:]),
)
# Who asks for a depth gets it, in coarser groups if need be; hops are cut when nothing else helps.
AS_ASKED = (
    *(Step(group) for group in FINEST_FIRST),
    *(Step(group, floor=6) for group in FINEST_FIRST[1:-1]),
    Step(grouping.largest_types, floor=1),
)


def choose(lineage: Lineage, asked_depth: int | None) -> Cards:
    """The finest grouping, then the most hops, that fit; the last step of each plan always does."""
    steps: Sequence[Step]
    if asked_depth is None:
        steps, ceiling, budget = COMFORTABLE, lineage.max_depth, COMFORT
    else:
        steps, ceiling, budget = AS_ASKED, min(asked_depth, lineage.max_depth), MOST
    for step in steps:
        cards = _deepest(step, lineage, ceiling, budget)
        if cards is not None:
            return cards
    raise AssertionError("the coarsest grouping fits any lineage")


def _deepest(step: Step, lineage: Lineage, ceiling: int, budget: int) -> Cards | None:
    best = _pinned(step.group, lineage, ceiling, budget)
    if best is not None or step.floor is None:
        return best
    low, high = min(step.floor, ceiling), ceiling - 1
    while low <= high:
        depth = (low + high) // 2
        cards = _pinned(step.group, lineage, depth, budget)
        if cards is None:
            high = depth - 1
        else:
            best, low = cards, depth + 1
    return best


def _pinned(group: Grouping, lineage: Lineage, depth: int, budget: int) -> Cards | None:
    """Pins count inside the budget."""
    cards = group(lineage, depth, budget - room_for_pins(lineage))
    return None if cards is None else pin(cards, lineage)
