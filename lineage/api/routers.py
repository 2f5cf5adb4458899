"""All of `/api/v1` that is about runs and lineages, by the beginning of its addresses."""

from ninja import Router

from lineage.api import maps, runs, search

ROUTERS: tuple[tuple[str, Router], ...] = (
    ("", runs.router),
    ("/lineage", maps.router),
    ("/search", search.router),
)
