"""Lineages read from the database: the only raw SQL of the product."""

from lineage.queries.answers import lineage_of
from lineage.queries.drawn import MapView
from lineage.queries.graphs import is_visible
from lineage.queries.impact import impact_of
from lineage.queries.keys import Key
from lineage.queries.members import MemberPage, Search, member_page
from lineage.queries.neighbours import neighbours_of

__all__ = [
    "Key",
    "MapView",
    "MemberPage",
    "Search",
    "impact_of",
    "is_visible",
    "lineage_of",
    "member_page",
    "neighbours_of",
]
