"""What a change is asked with. What is left out of an edit stays as it is."""

from typing import Any

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field

from registry.models import KeyScope, RegistryRole, Role, Visibility


class Change(Schema):
    """A misspelt field is said, not passed over."""

    model_config = ConfigDict(extra="forbid")


class NewRegistry(Change):
    organization_id: int
    name: str
    description: str = ""
    visibility: Visibility = Visibility.ORGANIZATION
    accepted_types: list[str] | None = Field(None, description="Null: all types.")


class RegistryEdit(Change):
    name: str | None = None
    description: str | None = None
    visibility: Visibility | None = None
    accepted_types: list[str] | None = Field(
        None, description="Types to accept as well; those accepted stay. Null: all types."
    )


class NewMembers(Change):
    names: list[str] = Field(description="User names, e-mails or teams of the organization.")
    role: RegistryRole | None = Field(
        None, description="Left out: people are viewers, service accounts members."
    )


class RegistryRoleEdit(Change):
    role: RegistryRole


class NewCollection(Change):
    name: str
    type: str
    description: str | None = Field(None, description="The card, in Markdown.")
    tags: list[str] = Field([])
    version_id: int | None = Field(None, description="The first version to link.")
    aliases: list[str] = Field([], description="Of that first version.")


class CollectionEdit(Change):
    name: str | None = None
    description: str | None = Field(None, description="The card, in Markdown.")


class NewLink(Change):
    version_id: int
    collection: str = Field(description="Its name; made when there is none.")
    aliases: list[str] = Field([])


class AliasPut(Change):
    version: str = Field(description="`vN` of the collection, or another alias.")
    reason: str = ""


class VersionEdit(Change):
    description: str | None = None
    metadata: dict[str, Any] | None = None
    ttl_seconds: int | None = Field(None, description="How long it is kept; -2 or null: for good.")


class NewTeam(Change):
    name: str


class NewPeople(Change):
    names: list[str] = Field(description="User names or e-mails.")
    role: Role = Role.MEMBER


class RoleEdit(Change):
    role: Role


class NewKey(Change):
    name: str
    scope: KeyScope = KeyScope.WRITE
    expires_at: AwareDatetime | None = Field(None, description="Null: never.")


class RotatedKey(Change):
    expires_at: AwareDatetime | None = Field(None, description="Null: never.")


class ProfileEdit(Change):
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None


class DefaultEntityPut(Change):
    entity: str = Field(description="Your own name, or that of a team.")
