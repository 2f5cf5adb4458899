"""What can be done to things: the words of the history."""

from django.db import models


class Verb(models.TextChoices):
    """Stored as it is shown, so that a history reads the same in every door."""

    CREATED_REGISTRY = "created registry"
    RENAMED_REGISTRY = "renamed registry"
    DESCRIBED_REGISTRY = "described registry"
    CHANGED_ACCEPTED_TYPES = "changed accepted types"
    CHANGED_VISIBILITY = "changed visibility"
    PROTECTED_ALIAS = "protected alias"
    UNPROTECTED_ALIAS = "unprotected alias"
    DELETED_REGISTRY = "deleted registry"

    ADDED_MEMBER = "added member"
    CHANGED_ROLE = "changed role"
    REMOVED_MEMBER = "removed member"

    CREATED_PROJECT = "created project"
    CREATED_COLLECTION = "created collection"
    RENAMED_COLLECTION = "renamed collection"
    RETYPED_COLLECTION = "changed type"
    EDITED_CARD = "edited card"
    DELETED_COLLECTION = "deleted collection"

    LOGGED_VERSION = "logged version"
    LINKED_VERSION = "linked version"
    UNLINKED_VERSION = "unlinked version"
    DESCRIBED_VERSION = "described version"
    EDITED_METADATA = "edited metadata"
    CHANGED_TTL = "changed time to live"
    DELETED_VERSION = "deleted version"
    EDITED_RUN = "edited run"
    STOPPED_RUN = "stopped run"
    MOVED_RUN = "changed run state"
    REWOUND_RUN = "rewound run"
    DELETED_FILES = "deleted files"
    DELETED_RUN = "deleted run"

    ADDED_ALIAS = "added alias"
    MOVED_ALIAS = "moved alias"
    REMOVED_ALIAS = "removed alias"
    ADDED_TAG = "added tag"
    REMOVED_TAG = "removed tag"

    CREATED_USER = "created user"
    DEACTIVATED_USER = "deactivated user"
    REACTIVATED_USER = "reactivated user"
    RESET_PASSWORD = "reset password"
    DELETED_USER = "deleted user"
    CREATED_ORGANIZATION = "created organization"
    DELETED_ORGANIZATION = "deleted organization"
    CREATED_TEAM = "created team"
    JOINED_ORGANIZATION = "added to organization"
    CHANGED_ORGANIZATION_ROLE = "changed organization role"
    LEFT_ORGANIZATION = "removed from organization"
    JOINED_TEAM = "added to team"
    CHANGED_TEAM_ROLE = "changed team role"
    LEFT_TEAM = "removed from team"
    CREATED_SERVICE_ACCOUNT = "created service account"
    CLOSED_SERVICE_ACCOUNT = "closed service account"
    EDITED_PROFILE = "edited profile"
    CHANGED_PASSWORD = "changed password"
    CHANGED_DEFAULT_ENTITY = "changed default entity"
    ISSUED_KEY = "issued key"
    REVOKED_KEY = "revoked key"


# What can be in the history of a version, a collection, a registry.
OF_VERSIONS = (
    Verb.LOGGED_VERSION,
    Verb.LINKED_VERSION,
    Verb.UNLINKED_VERSION,
    Verb.ADDED_ALIAS,
    Verb.MOVED_ALIAS,
    Verb.REMOVED_ALIAS,
    Verb.ADDED_TAG,
    Verb.REMOVED_TAG,
    Verb.DESCRIBED_VERSION,
    Verb.EDITED_METADATA,
    Verb.CHANGED_TTL,
    Verb.DELETED_VERSION,
)
OF_COLLECTIONS = (
    *OF_VERSIONS,
    Verb.CREATED_COLLECTION,
    Verb.RENAMED_COLLECTION,
    Verb.RETYPED_COLLECTION,
    Verb.EDITED_CARD,
    Verb.DELETED_COLLECTION,
)
OF_REGISTRIES = (
    *OF_COLLECTIONS,
    Verb.CREATED_REGISTRY,
    Verb.RENAMED_REGISTRY,
    Verb.DESCRIBED_REGISTRY,
    Verb.CHANGED_ACCEPTED_TYPES,
    Verb.CHANGED_VISIBILITY,
    Verb.PROTECTED_ALIAS,
    Verb.UNPROTECTED_ALIAS,
    Verb.ADDED_MEMBER,
    Verb.CHANGED_ROLE,
    Verb.REMOVED_MEMBER,
)
