"""People, organizations, teams and keys."""

from datetime import datetime

from ninja import Schema
from pydantic import Field

from registry.models import (
    KeyScope,
    Organization,
    OrganizationMember,
    Role,
    Star,
    TeamMember,
    User,
)


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
    revision: str = Field(description="Changes with the role. For `If-Match`.")

    @staticmethod
    def resolve_since(member: OrganizationMember | TeamMember) -> datetime:
        return member.created_at


class ProfileOut(PersonOut):
    first_name: str
    last_name: str
    email: str
    default_entity: str | None = Field(description="Where runs go that name no entity.")
    revision: str = Field(description="Changes with each edit. For `If-Match`.")

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


class NewKeyOut(KeyOut):
    key: str = Field(description="The key itself. It cannot be read again.")


class NewAccountOut(Schema):
    username: str
    key: str = Field(description="Its key. It cannot be read again.")


class StarOut(Schema):
    """A registry, or a collection."""

    registry_id: int | None
    collection_id: int | None
    full_name: str
    url: str
    starred_at: datetime

    @staticmethod
    def resolve_full_name(star: Star) -> str:
        if star.collection:
            return star.collection.full_name
        return star.registry.full_name if star.registry else ""

    @staticmethod
    def resolve_url(star: Star) -> str:
        thing = star.collection or star.registry
        return thing.get_absolute_url() if thing else ""

    @staticmethod
    def resolve_starred_at(star: Star) -> datetime:
        return star.created_at
