"""Groups that somebody has opened are drawn as their members, or some members beside them."""

from collections.abc import Collection
from typing import NamedTuple

from lineage.folding.grouping import Cards


class Stack(NamedTuple):
    """The members of one card, and what it is called."""

    name: str
    members: list[str]


def open_up(
    cards: Cards, *, unfold: Collection[str], apart: Collection[str], budget: int
) -> list[Stack]:
    """As far as the budget of cards goes."""
    stacks = [Stack(_name(card), card) for card in cards]
    stacks = _unfold(stacks, {name[1:] for name in unfold}, budget)
    return _set_apart(stacks, set(apart), budget) if apart else stacks


def _name(members: list[str]) -> str:
    """A group is named after its oldest member: newer ones come, and it keeps its name."""
    return members[0] if len(members) == 1 else f"g{members[-1]}"


def _unfold(stacks: list[Stack], chosen: set[str], budget: int) -> list[Stack]:
    """A group is meant when any member gave the name: an address may be older than a member."""
    opened: list[Stack] = []
    room = budget - len(stacks)
    for stack in stacks:
        extra = len(stack.members) - 1
        if extra and extra <= room and not chosen.isdisjoint(stack.members):
            room -= extra
            opened += [Stack(member, [member]) for member in stack.members]
        else:
            opened.append(stack)
    return opened


def _set_apart(stacks: list[Stack], chosen: set[str], budget: int) -> list[Stack]:
    parted: list[Stack] = []
    room = budget - len(stacks)
    for stack in stacks:
        most = min(room, len(stack.members) - 1)
        taken = [member for member in stack.members if member in chosen][:most]
        room -= len(taken)
        rest = [member for member in stack.members if member not in set(taken)]
        parted += [Stack(member, [member]) for member in taken]
        parted.append(Stack(rest[0] if len(rest) == 1 else stack.name, rest))
    return parted
