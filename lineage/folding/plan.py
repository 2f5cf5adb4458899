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
        least = ceiling if step.floor is None else min(step.floor, ceiling)
        # Pins count inside the budget.
        cards = step.group(lineage, ceiling, least, budget - room_for_pins(lineage))
        if cards is not None:
            return pin(cards, lineage)
    raise AssertionError("the coarsest grouping fits any lineage")
