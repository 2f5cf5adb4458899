"""Lists come in pages, whatever they list."""

from typing import Generic, TypeVar

from ninja import Schema
from pydantic import Field

Item = TypeVar("Item")


class Asked(Schema):
    """Which page of a list."""

    cursor: str = Field("", max_length=2_000, description="From `next` of the page before.")
    limit: int = Field(50, ge=1, le=100, description="How many at most.")


class AskedByText(Asked):
    q: str = Field("", max_length=128, description="A part of the name.")


class Page(Schema, Generic[Item]):
    items: list[Item]
    next: str | None = Field(description="The address of the next page; null on the last one.")
