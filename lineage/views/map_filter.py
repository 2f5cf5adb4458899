"""What can be hidden on a map, and what is, for the filter and the line of truth."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lineage.folding import Hidden


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    count: int
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One list of boxes to tick, all with one name in the address."""

    name: str
    choices: list[Choice]


def facet_rows(facets: Mapping[str, Any], hidden: Hidden) -> list[Facet]:
    """Lists with nothing to choose are left out; the most frequent comes first."""
    rows = [
        Facet("hide_type", _choices(facets["types"], hidden.types)),
        Facet("hide_job", _choices(facets["jobs"], hidden.jobs)),
        Facet("hide_state", _choices(facets["states"], hidden.states)),
    ]
    if facets["generated"] or hidden.generated:
        rows.append(Facet("hide_generated", [Choice("1", facets["generated"], hidden.generated)]))
    return [row for row in rows if row.choices]


def hidden_words(hidden: Hidden) -> str:
    jobs = [job or _("no job type") for job in sorted(hidden.jobs)]
    words = [*sorted(hidden.types), *jobs, *sorted(hidden.states)]
    return ", ".join([*words, _("generated")] if hidden.generated else words)


def _choices(counts: Mapping[str, int], hidden: Collection[str]) -> list[Choice]:
    return [Choice(value, number, value in hidden) for value, number in counts.items()]
