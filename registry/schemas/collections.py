"""Collections, in registries and in projects."""

from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from registry.models import Collection, CollectionKind


class CollectionOut(Schema):
    id: int
    kind: CollectionKind
    registry_id: int | None
    project_id: int | None
    name: str
    full_name: str = Field(description="As the SDK writes it.")
    type: str
    description: str | None = Field(description="The card, in Markdown; null: never written.")
    tags: list[str]
    version_count: int
    used_by_count: int
    size: int = Field(description="Bytes.")
    created_at: datetime
    updated_at: datetime
    url: str
    revision: str = Field(description="Changes with each edit. For `If-Match`.")

    @staticmethod
    def resolve_type(collection: Collection) -> str:
        return collection.artifact_type.name

    @staticmethod
    def resolve_tags(collection: Collection) -> list[str]:
        return sorted(tag.name for tag in collection.tags.all())

    @staticmethod
    def resolve_url(collection: Collection) -> str:
        return collection.get_absolute_url()


class AliasOut(Schema):
    name: str
    version: str = Field(description="What it stands for: `vN` in its collection.")
    version_id: int
    protected: bool = Field(description="Only registry admins may move it.")
    moved_at: datetime
    moved_by: str | None

    @staticmethod
    def resolve_version(alias: Any) -> str:
        return f"v{alias.member_index}"

    @staticmethod
    def resolve_protected(alias: Any) -> bool:
        return bool(alias.is_protected)

    @staticmethod
    def resolve_moved_by(alias: Any) -> str | None:
        return alias.moved_by.username if alias.moved_by else None
