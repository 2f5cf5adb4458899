"""What a search finds."""

from typing import Literal

from ninja import Schema
from pydantic import Field


class HitOut(Schema):
    kind: Literal["registry", "collection", "version", "run"]
    id: int
    name: str
    path: str
    url: str
    field: Literal["name", "tag", "alias", "id"] = Field(description="What the text is part of.")
    matched: str
    ranges: list[tuple[int, int]] = Field(description="Where the text stands in `matched`.")


class SearchOut(Schema):
    hits: list[HitOut]
    cursor: str | None = Field(description="For the next page; null on the last one.")
    is_partial: bool = Field(
        description="The text has fewer than 3 characters: only the newest names were looked at."
    )
