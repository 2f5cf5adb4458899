"""Groups that somebody has opened stand as one card for each member."""

from collections.abc import Collection

from lineage.folding.grouping import Cards


def group_name(members: list[str]) -> str:
    """A group is named after one member, so that it keeps its name from one map to the next."""
    return members[0] if len(members) == 1 else f"g{min(members)}"


def open_groups(cards: Cards, names: Collection[str], budget: int) -> Cards:
    """A group that would not fit any more stays closed."""
    opened: Cards = []
    room = budget - len(cards)
    for card in cards:
        if group_name(card) in names and len(card) - 1 <= room:
            room -= len(card) - 1
            opened += [[member] for member in card]
        else:
            opened.append(card)
    return opened
