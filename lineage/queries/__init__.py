"""Lineages read from the database: the only raw SQL of the product."""

from lineage.queries.answers import lineage_of
from lineage.queries.graphs import is_visible
from lineage.queries.keys import Key
from lineage.queries.neighbours import MapView, neighbours_of

__all__ = ["Key", "MapView", "is_visible", "lineage_of", "neighbours_of"]
