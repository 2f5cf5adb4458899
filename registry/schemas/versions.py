"""Versions of artifacts, and their places in collections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    LinkedVersion,
    ManifestEntry,
    VersionState,
)


class SourceOut(Schema):
    """Where a version was logged."""

    collection_id: int
    version: str
    full_name: str
    url: str


class VersionOut(Schema):
    id: int
    type: str
    state: VersionState
    source: SourceOut | None = Field(description="Null when its project is hidden from you.")
    description: str | None
    metadata: dict[str, Any]
    digest: str
    size: int = Field(description="Bytes.")
    file_count: int
    ttl_seconds: int | None
    tags: list[str]
    used_by_count: int
    link_count: int
    created_at: datetime
    created_by: str | None
    deleted_at: datetime | None
    revision: str = Field(description="Changes with each edit. For `If-Match`.")

    @staticmethod
    def resolve_type(version: ArtifactVersion) -> str:
        return version.collection.artifact_type.name

    @staticmethod
    def resolve_source(version: ArtifactVersion) -> SourceOut | None:
        if not getattr(version, "sees_source", False):
            return None
        return SourceOut(
            collection_id=version.collection_id,
            version=version.name,
            full_name=str(version),
            url=version.get_absolute_url(),
        )

    @staticmethod
    def resolve_tags(version: ArtifactVersion) -> list[str]:
        return sorted(tag.name for tag in version.tags.all())

    @staticmethod
    def resolve_created_by(version: ArtifactVersion) -> str | None:
        return version.created_by.username if version.created_by else None


class LinkOut(Schema):
    """A version's place in a registry."""

    id: int
    collection_id: int
    version_id: int
    version: str = Field(description="Its number in this collection.")
    full_name: str
    linked_at: datetime
    linked_by: str | None
    url: str

    @staticmethod
    def resolve_version(link: LinkedVersion) -> str:
        return link.name

    @staticmethod
    def resolve_full_name(link: LinkedVersion) -> str:
        return str(link)

    @staticmethod
    def resolve_linked_at(link: LinkedVersion) -> datetime:
        return link.created_at

    @staticmethod
    def resolve_linked_by(link: LinkedVersion) -> str | None:
        return link.linked_by.username if link.linked_by else None

    @staticmethod
    def resolve_url(link: LinkedVersion) -> str:
        return link.get_absolute_url()


class MemberAliasOut(Schema):
    name: str
    protected: bool

    @staticmethod
    def resolve_protected(alias: Any) -> bool:
        return bool(alias.is_protected)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A version where a collection has it; the version knows its `marks`, the aliases there."""

    collection: Collection
    version: ArtifactVersion
    link: LinkedVersion | None

    @property
    def name(self) -> str:
        return self.link.name if self.link else self.version.name

    @property
    def full_name(self) -> str:
        return f"{self.collection.full_name}:{self.name}"

    @property
    def url(self) -> str:
        return f"{self.collection.get_absolute_url()}/{self.name}"

    @property
    def aliases(self) -> Sequence[Alias]:
        marks: Sequence[Alias] = vars(self.version)["marks"]
        return marks


class MemberOut(Schema):
    """A version as a collection has it: logged there, or linked."""

    name: str = Field(description="`vN` in this collection.")
    full_name: str
    url: str
    aliases: list[MemberAliasOut]
    link: LinkOut | None = Field(description="Null in the collection that it was logged into.")
    version: VersionOut


class FileOut(Schema):
    path: str
    size: int = Field(description="Bytes.")
    digest: str
    reference: str | None = Field(description="The address of a file that is kept elsewhere.")

    @staticmethod
    def resolve_reference(entry: ManifestEntry) -> str | None:
        return entry.ref or None
