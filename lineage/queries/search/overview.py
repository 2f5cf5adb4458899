"""The first hits of each kind at once, for people who do not say what they look for."""

from dataclasses import dataclass

from lineage.queries.search.hits import Hit, SearchKind
from lineage.queries.search.pages import SOURCES, checked
from lineage.queries.search.scope import Scope, scope_of
from registry.models import User
from registry.models.trigrams import LEAST

# Shorter texts have no index: they are looked for where there is least.
SMALL = (SearchKind.REGISTRY, SearchKind.COLLECTION)


@dataclass(frozen=True, slots=True)
class Section:
    kind: SearchKind
    hits: list[Hit]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """`is_partial`: the text is too short to look everywhere."""

    sections: list[Section]
    is_partial: bool


def overview(user: User, text: str, *, limit: int) -> Overview:
    """What is named so and may be seen by the user, by kind. Raises InvalidValue."""
    text = checked(text)
    is_partial = len(text) < LEAST
    scope = scope_of(user)
    kinds = SMALL if is_partial else tuple(SearchKind)
    return Overview([_section(scope, kind, text, limit) for kind in kinds], is_partial)


def _section(scope: Scope, kind: SearchKind, text: str, limit: int) -> Section:
    hits: list[Hit] = []
    has_more = False
    for source in SOURCES:
        if source.kind != kind or has_more:
            continue
        if len(hits) == limit:
            has_more = source.has_any(scope, text)
            continue
        taken = source.take(scope, text, before=None, limit=limit - len(hits))
        hits += taken.hits
        has_more = taken.last is not None
    return Section(kind, hits, has_more)
