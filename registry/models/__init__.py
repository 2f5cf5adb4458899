"""The things kept and who may see them. Import models from here."""

from registry.models.artifacts import ArtifactVersion, LinkedVersion, VersionState
from registry.models.audit import AuditEvent, Door
from registry.models.collections import Collection, CollectionKind
from registry.models.files import Blob, ClientArtifact, Manifest, ManifestEntry, ManifestKind
from registry.models.keys import ApiKey, KeyScope
from registry.models.labels import Alias, CollectionTag, VersionTag
from registry.models.names import Named
from registry.models.people import (
    Entity,
    EntityKind,
    Organization,
    OrganizationMember,
    Role,
    TeamMember,
    User,
)
from registry.models.spaces import (
    ArtifactType,
    Project,
    ProtectedAlias,
    Registry,
    RegistryMember,
    RegistryRole,
    Visibility,
)
from registry.models.stars import Star
from registry.models.trigrams import Has
from registry.models.verbs import Verb

__all__ = [
    "Alias",
    "ApiKey",
    "ArtifactType",
    "ArtifactVersion",
    "AuditEvent",
    "Blob",
    "ClientArtifact",
    "Collection",
    "CollectionKind",
    "CollectionTag",
    "Door",
    "Entity",
    "EntityKind",
    "Has",
    "KeyScope",
    "LinkedVersion",
    "Manifest",
    "ManifestEntry",
    "ManifestKind",
    "Named",
    "Organization",
    "OrganizationMember",
    "Project",
    "ProtectedAlias",
    "Registry",
    "RegistryMember",
    "RegistryRole",
    "Role",
    "Star",
    "TeamMember",
    "User",
    "Verb",
    "VersionState",
    "VersionTag",
    "Visibility",
]
