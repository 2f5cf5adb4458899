"""All of `/api/v1` that is about what is kept, by the beginning of its addresses."""

from ninja import Router

from registry.api import (
    aliases,
    collection_changes,
    collections,
    history,
    links,
    me,
    organizations,
    people_changes,
    projects,
    registries,
    registry_changes,
    registry_members,
    service_accounts,
    version_changes,
    versions,
)

# They add the changes to the addresses that the modules of the same nouns read.
CHANGES = (registry_changes, collection_changes, version_changes, people_changes)

ROUTERS: tuple[tuple[str, Router], ...] = (
    ("/registries", registries.router),
    ("/registries/{registry_id}/members", registry_members.router),
    ("", collections.router),
    ("", aliases.router),
    ("", versions.router),
    ("", links.router),
    ("", history.router),
    ("", organizations.router),
    ("/teams/{team_id}/service-accounts", service_accounts.router),
    ("/projects", projects.router),
    ("/me", me.router),
)
