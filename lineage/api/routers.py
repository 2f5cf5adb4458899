"""All of `/api/v1` that is about runs and lineages, by the beginning of its addresses."""

from ninja import Router

from lineage.api import impact, maps, runs, search

ROUTERS: tuple[tuple[str, Router], ...] = (
    ("", runs.router),
    ("/lineage", maps.router),
    ("/lineage", impact.router),
    ("/search", search.router),
)
