"""Projects come into being when something is logged to them."""

from django.db import transaction

from registry import naming
from registry.actions import audit
from registry.errors import NotAllowed
from registry.models import Entity, EntityKind, Project, Verb
from registry.permissions import Actor, require_entity_write


@transaction.atomic
def ensure_project(*, actor: Actor, entity: Entity, name: str) -> Project:
    """The entity's project of that name, made when it is new. Raises NotAllowed, InvalidName."""
    if entity.kind == EntityKind.ORGANIZATION:
        raise NotAllowed(
            f"{entity.name!r} is an organization's entity and holds registries only. "
            "Log to one of its teams."
        )
    require_entity_write(actor, entity)
    naming.check_project(name)
    project, created = Project.objects.select_related("entity").get_or_create(
        entity=entity, name=name
    )
    if created:
        project.refresh_from_db(fields=["created_at", "updated_at"])
        audit.record(actor=actor, verb=Verb.CREATED_PROJECT, subject=str(project), project=project)
    return project
