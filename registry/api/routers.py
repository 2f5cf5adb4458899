"""All of `/api/v1` that is about what is kept, by the beginning of its addresses."""

from ninja import Router

from registry.api import (
    collections,
    history,
    me,
    organizations,
    projects,
    registries,
    registry_members,
    versions,
)

ROUTERS: tuple[tuple[str, Router], ...] = (
    ("/registries", registries.router),
    ("/registries/{registry_id}/members", registry_members.router),
    ("", collections.router),
    ("", versions.router),
    ("", history.router),
    ("", organizations.router),
    ("/projects", projects.router),
    ("/me", me.router),
)
