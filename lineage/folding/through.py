"""Paths over hidden nodes: which cards they join."""

from collections.abc import Mapping, Sequence

from lineage.folding.levels import Lineage

Weights = dict[tuple[int, int], int]


def paths_through(card_of: Mapping[str, int], lineage: Lineage, depth: int) -> Weights:
    """For each two cards joined over hidden nodes, how many links lead out of those.

    Only hidden nodes within the drawn hops count: what lies beyond is not drawn, hidden or not.
    """
    hidden = [
        key for hop, level in lineage.hidden_by_hop.items() if abs(hop) <= depth for key in level
    ]
    weights: Weights = {}
    for key, cards in _sources(hidden, card_of, lineage).items():
        targets = [card_of[out] for out in lineage.graph.outputs[key] if out in card_of]
        for source in _bits(cards):
            for target in targets:
                if source != target:
                    weights[source, target] = weights.get((source, target), 0) + 1
    return weights


def _sources(hidden: Sequence[str], card_of: Mapping[str, int], lineage: Lineage) -> dict[str, int]:
    """The cards that lead to each hidden node, as the bits of a number: there may be cycles, and
    whole regions of hidden nodes that all lead to each other."""
    inputs, outputs = lineage.graph.inputs, lineage.graph.outputs
    found = dict.fromkeys(hidden, 0)
    for key in hidden:
        for source in inputs[key]:
            if source in card_of:
                found[key] |= 1 << card_of[source]
    waiting = [key for key in hidden if found[key]]
    while waiting:
        key = waiting.pop()
        for target in outputs[key]:
            if target in found and found[key] & ~found[target]:
                found[target] |= found[key]
                waiting.append(target)
    return found


def _bits(number: int) -> list[int]:
    return [at for at in range(number.bit_length()) if number >> at & 1]
