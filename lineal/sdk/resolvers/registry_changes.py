"""Registries made, changed and deleted by the SDK, and who has a role in them."""

from typing import TypedDict, Unpack

from lineal.sdk import ids, lookup
from lineal.sdk.binding import Type, mutation
from lineal.sdk.call import Call
from lineal.sdk.errors import NotSupported, NotThere, WireError
from lineal.sdk.lookup import Space
from lineal.sdk.resolvers.shapes import Success
from lineal.sdk.resolvers.uploads import project_to_log_to
from registry import naming
from registry.actions.edits import RegistryEdits, edit_registry
from registry.actions.members import (
    add_registry_members,
    remove_registry_member,
    set_registry_role,
)
from registry.actions.registries import create_registry, rename_registry
from registry.actions.registry_deletion import delete_registry
from registry.actions.transactions import action
from registry.models import (
    Entity,
    Organization,
    Registry,
    RegistryMember,
    RegistryRole,
    User,
    Visibility,
)

ACCESS = {"PRIVATE": Visibility.ORGANIZATION, "RESTRICTED": Visibility.RESTRICTED}

model_payload = Type("UpsertModelPayload", keys=("inserted", "project", "model"))


class TypeInput(TypedDict):
    name: str


class UpsertModel(TypedDict, total=False):
    id: str | None
    name: str | None
    entity_name: str | None
    description: str | None
    access: str | None
    allow_all_artifact_types_in_registry: bool | None
    artifact_types: list[TypeInput] | None


@mutation.field
def upsert_model(call: Call, **given: Unpack[UpsertModel]) -> dict[str, object]:
    """Make or change a registry; or make a project, which has nothing to change."""
    name, entity_name = given.get("name") or "", given.get("entity_name")
    if not naming.is_registry_project(name) and not given.get("id"):
        known = lookup.space(call, entity_name, name)
        return payload(project_to_log_to(call, entity_name, name), inserted=known is None)
    id = given.get("id")
    found = (
        lookup.required(lookup.space_by_id(call, id), "registry")
        if id
        else lookup.space(call, entity_name, name)
    )
    if isinstance(found, Registry):
        return payload(_edit(call, found, given), inserted=False)
    return payload(_create(call, name, given), inserted=True)


@mutation.field
def rename_project(
    call: Call, entity_name: str, old_project_name: str, new_project_name: str, **_: object
) -> dict[str, object]:
    registry = registry_of(lookup.space(call, entity_name, old_project_name))
    if not naming.is_registry_project(new_project_name):
        raise WireError(f"A registry's name begins with {naming.REGISTRY_PREFIX!r} here.")
    name = naming.registry_of_project(new_project_name)
    renamed = rename_registry(actor=call.actor, registry=registry, name=name)
    return payload(renamed, inserted=False)


@mutation.field
def delete_model(call: Call, id: str) -> Success:
    registry = registry_of(lookup.space_by_id(call, id))
    delete_registry(actor=call.actor, registry=registry)
    return Success()


@mutation.field
def create_project_members(
    call: Call,
    project_id: str,
    user_ids: list[str] | None = None,
    team_ids: list[str] | None = None,
) -> Success:
    registry = registry_of(lookup.space_by_id(call, project_id))
    names = [user.username for user in _users(registry, user_ids)]
    names += [team.name for team in _teams(registry, team_ids)]
    add_registry_members(actor=call.actor, registry=registry, names=names)
    return Success()


@mutation.field
@action
def delete_project_members(
    call: Call,
    project_id: str,
    user_ids: list[str] | None = None,
    team_ids: list[str] | None = None,
) -> Success:
    """Who is no member any more is no error."""
    registry = registry_of(lookup.space_by_id(call, project_id))
    users = [ids.decode(one, "User") or 0 for one in user_ids or ()]
    teams = [ids.decode(one, "Entity") or 0 for one in team_ids or ()]
    for member in registry.members.filter(user__in=users) | registry.members.filter(team__in=teams):
        remove_registry_member(actor=call.actor, member=member)
    return Success()


@mutation.field
def update_project_member(
    call: Call, project_id: str, user_id: str, user_project_role: str, **_: object
) -> Success:
    registry = registry_of(lookup.space_by_id(call, project_id))
    member = registry.members.filter(user=ids.decode(user_id, "User") or 0)
    return _give_role(call, member.first(), user_project_role)


@mutation.field
def update_project_team_member(
    call: Call, project_id: str, team_id: str, team_project_role: str, **_: object
) -> Success:
    registry = registry_of(lookup.space_by_id(call, project_id))
    member = registry.members.filter(team=ids.decode(team_id, "Entity") or 0)
    return _give_role(call, member.first(), team_project_role)


def payload(space: Space, *, inserted: bool) -> dict[str, object]:
    return {"project": space, "model": space, "inserted": inserted}


def _create(call: Call, name: str, given: UpsertModel) -> Registry:
    organizations = Organization.objects.visible_to(call.user)
    owner = organizations.named(given.get("entity_name") or "").first()
    return create_registry(
        actor=call.actor,
        organization=lookup.required(owner, f"organization as {given.get('entity_name')!r}"),
        name=naming.registry_of_project(name),
        description=given.get("description") or "",
        visibility=ACCESS.get(given.get("access") or "", Visibility.ORGANIZATION),
        accepted_types=_types(given) or None,
    )


def _edit(call: Call, registry: Registry, given: UpsertModel) -> Registry:
    return edit_registry(
        actor=call.actor,
        registry=registry,
        edits=RegistryEdits(
            description=given.get("description"),
            visibility=ACCESS.get(given.get("access") or ""),
            accepts_all_types=given.get("allow_all_artifact_types_in_registry"),
            accepted_types=_types(given),
        ),
    )


def _types(given: UpsertModel) -> list[str]:
    return [one["name"] for one in given.get("artifact_types") or ()]


def registry_of(space: Space | None) -> Registry:
    if space is None:
        raise NotThere("There is no such registry, or you may not see it.")
    if not isinstance(space, Registry):
        raise NotSupported("Projects that are no registry cannot be changed by the SDK yet.")
    return space


def _users(registry: Registry, texts: list[str] | None) -> list[User]:
    wanted = [ids.decode(text, "User") or 0 for text in texts or ()]
    found = User.objects.filter(
        pk__in=wanted, organization_memberships__organization=registry.organization
    )
    return _all_of(list(found.distinct()), wanted, "user")


def _teams(registry: Registry, texts: list[str] | None) -> list[Entity]:
    wanted = [ids.decode(text, "Entity") or 0 for text in texts or ()]
    found = Entity.objects.filter(pk__in=wanted, organization=registry.organization)
    return _all_of(list(found), wanted, "team")


def _all_of(found: list[lookup.Row], wanted: list[int], what: str) -> list[lookup.Row]:
    if len(found) < len(set(wanted)):
        raise NotThere(f"One {what} is not in the registry's organization.")
    return found


def _give_role(call: Call, member: RegistryMember | None, role: str) -> Success:
    if role not in RegistryRole.values:
        raise WireError(f"{role!r} is no role. Roles: {', '.join(RegistryRole.values)}.")
    set_registry_role(
        actor=call.actor,
        member=lookup.required(member, "member of the registry"),
        role=RegistryRole(role),
    )
    return Success()
