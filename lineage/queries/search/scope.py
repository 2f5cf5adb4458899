"""What the searching user may see, asked once: every source starts from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.models import Project, Registry, User

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    Projects = Sequence[int] | QuerySet[Project]
    Registries = Sequence[int] | QuerySet[Registry]

# So many ids go into a statement as they are. The planner then knows how few they are, and looks
# through what is theirs before it looks through what others called alike.
NAMED = 200


@dataclass(frozen=True, slots=True)
class Scope:
    user: User
    projects: Projects
    registries: Registries


def scope_of(user: User) -> Scope:
    projects = Project.objects.visible_to(user)
    registries = Registry.objects.visible_to(user)
    project_ids = list(projects.values_list("pk", flat=True)[: NAMED + 1])
    registry_ids = list(registries.values_list("pk", flat=True)[: NAMED + 1])
    return Scope(
        user,
        project_ids if len(project_ids) <= NAMED else projects,
        registry_ids if len(registry_ids) <= NAMED else registries,
    )
