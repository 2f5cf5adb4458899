"""Search by any part of a name, a tag or an alias, among what the user may see."""

from lineage.queries.search.hits import Hit, SearchKind
from lineage.queries.search.overview import Overview, Section, overview
from lineage.queries.search.pages import MAX_TEXT, SearchPage, search

__all__ = [
    "MAX_TEXT",
    "Hit",
    "Overview",
    "SearchKind",
    "SearchPage",
    "Section",
    "overview",
    "search",
]
