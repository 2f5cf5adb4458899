"""`/api/v1/search`."""

from ninja import Query, Router, Schema
from pydantic import Field

from lineage.queries.search import SearchKind, SearchPage, search
from lineage.schemas.search import SearchOut
from registry.api.requests import ApiRequest, viewer
from registry.schemas.problems import PROBLEMS

router = Router(tags=["search"])


class AskedFor(Schema):
    q: str = Field(description="A part of a name, a tag or an alias, or the whole id of a run.")
    kinds: list[SearchKind] = Field(list(SearchKind), description="Left out: all.")
    cursor: str = Field("", description="From the page before.")
    limit: int = Field(20, ge=1, le=100)


@router.get(
    "",
    url_name="search",
    response={200: SearchOut, **PROBLEMS},
    summary="Registries, collections, versions and runs by a part of their name",
)
def find(request: ApiRequest, asked: Query[AskedFor]) -> SearchPage:
    """Only what the caller may see; of each kind the newest first."""
    return search(viewer(request), asked.q, asked.kinds, asked.cursor, limit=asked.limit)
