"""Registries, and who may do what in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ninja import Schema
from pydantic import Field

from registry.models import Entity, Registry, RegistryMember, RegistryRole, User, Visibility
from registry.roles import EffectiveRole, Origin, Source
from registry.schemas.people import EntityOut, PersonOut


class RegistryOut(Schema):
    id: int
    organization_id: int
    name: str
    full_name: str = Field(description="As the SDK writes it.")
    description: str
    visibility: Visibility
    accepted_types: list[str] | None = Field(description="Types of artifacts; null: all.")
    protected_aliases: list[str] = Field(description="Aliases that only admins may move.")
    collection_count: int
    version_count: int = Field(description="Links in all its collections.")
    created_at: datetime
    updated_at: datetime
    url: str
    revision: str = Field(description="Changes with each edit. For `If-Match`.")

    @staticmethod
    def resolve_accepted_types(registry: Registry) -> list[str] | None:
        if registry.accepts_all_types:
            return None
        return sorted(each.name for each in registry.accepted_types.all())

    @staticmethod
    def resolve_protected_aliases(registry: Registry) -> list[str]:
        return sorted(each.name for each in registry.protected_aliases.all())

    @staticmethod
    def resolve_url(registry: Registry) -> str:
        return registry.get_absolute_url()


class RoleSourceOut(Schema):
    role: RegistryRole
    origin: Origin = Field(description="What gives the role.")
    team: str | None = Field(description="The team that gives it.")

    @staticmethod
    def resolve_team(source: Source) -> str | None:
        return source.team.name if source.team else None


@dataclass(frozen=True, slots=True)
class AccessRow:
    """A membership, and the role that counts."""

    member: RegistryMember
    held: EffectiveRole


class RegistryMemberOut(Schema):
    """A user or a team with a role in a registry."""

    id: int
    user: PersonOut | None
    team: EntityOut | None
    role: RegistryRole = Field(description="The role given here.")
    effective_role: RegistryRole = Field(description="The one that counts.")
    sources: list[RoleSourceOut] = Field(description="All that gives a role; the first counts.")
    since: datetime
    revision: str = Field(description="Changes with the role given here. For `If-Match`.")

    @staticmethod
    def resolve_id(row: AccessRow) -> int:
        return row.member.pk

    @staticmethod
    def resolve_user(row: AccessRow) -> User | None:
        return row.member.user

    @staticmethod
    def resolve_team(row: AccessRow) -> Entity | None:
        return row.member.team

    @staticmethod
    def resolve_role(row: AccessRow) -> str:
        return row.member.role

    @staticmethod
    def resolve_effective_role(row: AccessRow) -> RegistryRole:
        return row.held.role

    @staticmethod
    def resolve_sources(row: AccessRow) -> Sequence[Source]:
        return row.held.sources

    @staticmethod
    def resolve_since(row: AccessRow) -> datetime:
        return row.member.created_at

    @staticmethod
    def resolve_revision(row: AccessRow) -> str:
        return row.member.revision


class OwnRoleOut(Schema):
    role: RegistryRole
    sources: list[RoleSourceOut]
