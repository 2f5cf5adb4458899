"""`/api/v1/registries/<id>/members`: who has a role in a registry."""

from collections.abc import Sequence

from ninja import Query, Router

from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, registry_of
from registry.keyset import highest_by
from registry.models import Registry, RegistryMember
from registry.roles import effective_roles_of
from registry.schemas.pages import Asked, Page
from registry.schemas.problems import PROBLEMS
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
