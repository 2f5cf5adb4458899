"""`/api/v1/registries/<id>/members`: who has a role in a registry."""

from collections.abc import Sequence

from ninja import Query, Router, Status

from registry.actions.members import (
    add_registry_members,
    remove_registry_member,
    set_registry_role,
)
from registry.api.etags import revision_read
from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, found, registry_of
from registry.keyset import highest_by
from registry.models import Registry, RegistryMember
from registry.roles import effective_roles_of
from registry.schemas.changes import NewMembers, RegistryRoleEdit
from registry.schemas.pages import Asked, Page
from registry.schemas.problems import EDIT_REFUSALS, PROBLEMS, REFUSALS
from registry.schemas.registries import AccessRow, RegistryMemberOut

router = Router(tags=["members of registries"])
NEWEST = highest_by("pk")


@router.get(
    "",
    response={200: Page[RegistryMemberOut], **PROBLEMS},
    summary="Who has a role in a registry",
)
def list_members(request: ApiRequest, registry_id: Pk, asked: Query[Asked]) -> Rows:
    """Users and teams, the newest first, with the role that counts and where it comes from."""
    registry = registry_of(request, registry_id)
    rows = registry.members.select_related("user", "team")
    return page_of(request, rows, NEWEST, asked, lambda members: _shown(registry, members))


def _shown(registry: Registry, members: Sequence[RegistryMember]) -> list[AccessRow]:
    roles = effective_roles_of(registry, members)
    return [AccessRow(member, roles[member.pk]) for member in members]


@router.post(
    "",
    response={201: list[RegistryMemberOut], **REFUSALS},
    summary="Give people and teams access to a registry",
)
def post_members(
    request: ApiRequest, registry_id: Pk, wanted: NewMembers
) -> Status[list[AccessRow]]:
    """All of them or, when one is not in the organization, nobody. Who has a role keeps it."""
    registry = registry_of(request, registry_id)
    members = add_registry_members(
        actor=request.auth, registry=registry, names=wanted.names, role=wanted.role
    )
    return Status(201, _shown(registry, members))


@router.patch(
    "/{member_id}", response={200: RegistryMemberOut, **EDIT_REFUSALS}, summary="Change a role"
)
def patch_member(
    request: ApiRequest, registry_id: Pk, member_id: Pk, wanted: RegistryRoleEdit
) -> AccessRow:
    registry = registry_of(request, registry_id)
    member = set_registry_role(
        actor=request.auth,
        member=_member_of(registry, member_id),
        role=wanted.role,
        revision=revision_read(request),
    )
    [row] = _shown(registry, [member])
    return row


@router.delete("/{member_id}", response={204: None, **EDIT_REFUSALS}, summary="Take a role away")
def delete_member(request: ApiRequest, registry_id: Pk, member_id: Pk) -> Status[None]:
    member = _member_of(registry_of(request, registry_id), member_id)
    remove_registry_member(actor=request.auth, member=member, revision=revision_read(request))
    return Status(204, None)


def _member_of(registry: Registry, pk: int) -> RegistryMember:
    rows = registry.members.select_related("registry__organization", "user", "team")
    return found(rows.filter(pk=pk), f"member {pk}")
