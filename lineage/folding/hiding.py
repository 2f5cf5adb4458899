"""What a viewer takes off a map: runs by job type or state, artifacts by type, what wandb makes by
itself. Paths through hidden nodes stay: the cards on both sides of them are joined."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from lineage.graph import Node
from registry.naming import is_generated_type

MOST_LABELS = 100


def is_generated(node: Node) -> bool:
    """Logged by the wandb package on its own, not by somebody's `log_artifact`."""
    return node.kind == "artifact" and is_generated_type(node.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Locked nodes are never hidden: nobody can know whether they are meant."""

    types: Collection[str] = ()
    jobs: Collection[str] = ()
    states: Collection[str] = ()
    generated: bool = False

    def __bool__(self) -> bool:
        return bool(self.types or self.jobs or self.states or self.generated)

    def hides(self, node: Node) -> bool:
        if node.locked:
            return False
        if node.kind == "run":
            return node.label in self.jobs or node.state in self.states
        return node.label in self.types or (self.generated and is_generated(node))


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be hidden, and how many each would hide."""

    types: Mapping[str, int]
    jobs: Mapping[str, int]
    states: Mapping[str, int]
    generated: int


def facets_of(nodes: Iterable[Node], hidden: Hidden) -> Facets:
    types, jobs, states = Counter[str](), Counter[str](), Counter[str]()
    generated = 0
    for node in nodes:
        if node.locked:
            continue
        if node.kind == "artifact":
            types[node.label] += 1
            generated += is_generated(node)
        else:
            jobs[node.label] += 1
            states[node.state] += 1
    return Facets(
        types=_largest(types, hidden.types),
        jobs=_largest(jobs, hidden.jobs),
        states=_largest(states, hidden.states),
        generated=generated,
    )


def _largest(counts: Counter[str], chosen: Collection[str]) -> dict[str, int]:
    """What is chosen stays in the list, however few it is."""
    found = dict(counts.most_common(MOST_LABELS))
    return found | {label: counts[label] for label in sorted(chosen)[:MOST_LABELS]}
