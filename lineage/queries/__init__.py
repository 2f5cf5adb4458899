"""Lineages read from the database: the only raw SQL of the product."""

from lineage.queries.graphs import read_graph
from lineage.queries.keys import Key

__all__ = ["Key", "read_graph"]
