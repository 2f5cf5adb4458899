"""Projects come into being when something is logged to them."""

from registry import naming
from registry.actions import audit
from registry.actions.transactions import action
from registry.errors import NotAllowed
from registry.models import Entity, EntityKind, Project, Verb
from registry.permissions import Actor, require_entity_write
from registry.sentences import marked as _


@action
def ensure_project(*, actor: Actor, entity: Entity, name: str) -> Project:
    """The entity's project of that name, made when it is new. Raises NotAllowed, InvalidName."""
    if entity.kind == EntityKind.ORGANIZATION:
        raise NotAllowed(
            _(
                "%(entity)r is an organization's entity and holds registries only. Log to one "
                "of its teams.",
                {"entity": entity.name},
            )
        )
    require_entity_write(actor, entity)
    naming.check_project(name)
    found = Project.objects.select_related("entity").filter(entity=entity, name=name).first()
    if found:
        return found
    project = Project.objects.create(entity=entity, name=name)
    audit.record(actor=actor, verb=Verb.CREATED_PROJECT, subject=str(project), project=project)
    return project
