"""Projects. On the wire a registry is one too; both answer here, side by side."""

from datetime import datetime

from lineal.sdk import ids, lookup, paging
from lineal.sdk.binding import Type, query
from lineal.sdk.call import Call
from lineal.sdk.lookup import Space
from lineal.sdk.paging import Connection
from registry.models import Entity, Project, Registry, Visibility

project = Type(
    "Project",
    of=(Project, Registry),
    constants={"views": None, "is_benchmark": False, "user": None},
)


@query.named("project")
def find_project(
    call: Call,
    name: str | None = None,
    entity_name: str | None = None,
    id: str | None = None,
) -> Space | None:
    return lookup.space_by_id(call, id) if id else lookup.space(call, entity_name, name)


@query.named("model")
def find_model(call: Call, name: str | None = None, entity_name: str | None = None) -> Space | None:
    return lookup.space(call, entity_name, name)


@query.field
def models(
    call: Call,
    entity_name: str | None = None,
    after: str | None = None,
    first: int | None = None,
    order: str | None = None,
) -> Connection | None:
    owner = lookup.entity(call, entity_name)
    if owner is None:
        return None
    rows = Project.objects.visible_to(call.user).filter(entity=owner).select_related("entity")
    return paging.page(rows, after=after, first=first, order=paging.NEWEST)


@project.named("id")
def project_id(space: Space, call: Call) -> str:
    return ids.encode("Registry" if isinstance(space, Registry) else "Project", space.pk)


@project.field
def internal_id(space: Space, call: Call) -> str:
    return ids.encode("ProjectInternalId", space.pk)


@project.named("name")
def project_name(space: Space, call: Call) -> str:
    return space.project_name if isinstance(space, Registry) else space.name


@project.named("entity")
def project_entity(space: Space, call: Call) -> Entity:
    if isinstance(space, Registry):
        return call.organization_entity(space.organization_id)
    return space.entity


@project.field
def entity_name(space: Space, call: Call) -> str:
    if isinstance(space, Registry):
        return space.organization.entity_name
    return space.entity.name


@project.named("description")
def project_description(space: Space, call: Call) -> str:
    return space.description


@project.field
def created_at(space: Space, call: Call) -> datetime:
    return space.created_at


@project.field
def access(space: Space, call: Call) -> str:
    is_restricted = isinstance(space, Registry) and space.visibility == Visibility.RESTRICTED
    return "RESTRICTED" if is_restricted else "PRIVATE"


@project.field
def read_only(space: Space, call: Call) -> bool:
    return isinstance(space, Project) and not call.may_write(space.entity_id)


@project.field
def allow_all_artifact_types_in_registry(space: Space, call: Call) -> bool:
    return not isinstance(space, Registry) or space.accepts_all_types
