"""What a change would do, before it is made."""

from ninja import Schema
from pydantic import Field

from registry.models import Visibility


class PeopleOut(Schema):
    count: int
    names: list[str] = Field(description="The first of them.")


class VisibilityChangeOut(Schema):
    visibility: Visibility
    is_gain: bool = Field(description="Whether these people gain or lose.")
    sight: PeopleOut = Field(description="Who would see the registry from now on, or no longer.")
    files: PeopleOut = Field(description="Who sees it either way, and gains or loses its files.")


class RegistryLossOut(Schema):
    collections: int
    links: int
    members: int
    protected_aliases: list[str]


class CollectionLossOut(Schema):
    versions: int
    size: int = Field(description="Bytes.")
    links: int
    blocked_by: list[str] = Field(description="Protected aliases that stand in the way.")
