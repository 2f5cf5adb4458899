"""People, organizations, teams and keys."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from registry.models import KeyScope, Organization, OrganizationMember, Role, TeamMember, User


class PersonOut(Schema):
    username: str
    name: str = Field(alias="display_name", serialization_alias="name")
    is_service: bool = Field(description="An account for machines.")


class OrganizationOut(Schema):
    id: int
    name: str
    entity: str = Field(description="What the SDK calls it in paths of registries.")
    created_at: datetime

    @staticmethod
    def resolve_entity(organization: Organization) -> str:
        return organization.entity_name


class EntityOut(Schema):
    """Whom projects belong to: a person or a team."""

    id: int
    name: str
    kind: str


class TeamOut(EntityOut):
    organization_id: int
    created_at: datetime


class MembershipOut(Schema):
    """Somebody's role in an organization or in a team."""

    user: PersonOut
    role: Role
    since: datetime

    @staticmethod
    def resolve_since(member: OrganizationMember | TeamMember) -> datetime:
        return member.created_at


class ProfileOut(PersonOut):
    first_name: str
    last_name: str
    email: str
    default_entity: str | None = Field(description="Where runs go that name no entity.")

    @staticmethod
    def resolve_default_entity(user: User) -> str | None:
        return user.default_entity.name if user.default_entity else None


class KeyOut(Schema):
    id: int
    name: str
    prefix: str = Field(description="How the key begins: to tell it from others.")
    scope: KeyScope
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None
