"""Artifacts with a protected alias stand on their own card, beside the run that made them."""

from collections.abc import Iterable

from lineage.folding.grouping import Cards
from lineage.folding.levels import Lineage, newest_first

PINNED_ARTIFACTS = 6


def room_for_pins(lineage: Lineage) -> int:
    """The most cards that pinning may add."""
    return 2 * min(PINNED_ARTIFACTS, len(lineage.protected))


def pin(cards: Cards, lineage: Lineage) -> Cards:
    """Take the nearest protected artifacts out of their groups, and the newest run of each."""
    group_of = {member: at for at, card in enumerate(cards) if len(card) > 1 for member in card}
    pinned: dict[int, list[str]] = {}
    for artifact in [key for key in lineage.protected if key in group_of][:PINNED_ARTIFACTS]:
        for member in (artifact, *_makers(artifact, lineage, group_of)):
            pinned.setdefault(group_of.pop(member), []).append(member)
    return [part for at, card in enumerate(cards) for part in _split(card, pinned.get(at, ()))]


def _makers(artifact: str, lineage: Lineage, group_of: dict[str, int]) -> list[str]:
    runs = [run for run in lineage.graph.inputs[artifact] if run in group_of]
    return newest_first(lineage.graph, runs)[:1]


def _split(card: list[str], pinned: Iterable[str]) -> Cards:
    taken = dict.fromkeys(pinned)
    rest = [member for member in card if member not in taken]
    return [*([key] for key in taken), *([rest] if rest else [])]
