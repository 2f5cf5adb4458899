"""`/api/v1/registries`: read."""

from ninja import Query, Router
from pydantic import Field

from registry.api.paging import Rows, page_of
from registry.api.requests import ApiRequest, Pk, found, registry_of, viewer
from registry.keyset import newest_by
from registry.models import Registry
from registry.models.spaces import RegistryQuerySet
from registry.roles import EffectiveRole, effective_roles
from registry.schemas.pages import AskedByText, Page
from registry.schemas.problems import PROBLEMS
from registry.schemas.registries import OwnRoleOut, RegistryOut

router = Router(tags=["registries"])
LAST_CHANGED = newest_by("updated_at")


class AskedRegistries(AskedByText):
    organization: str = Field("", description="Of this organization only, by its exact name.")
    name: str = Field("", description="Of this exact name only.")
    starred: bool = Field(False, description="Only those that you starred.")


@router.get("", response={200: Page[RegistryOut], **PROBLEMS}, summary="Registries")
def list_registries(request: ApiRequest, asked: Query[AskedRegistries]) -> Rows:
    """Those you may see, the last changed first."""
    rows = _visible(request).matching(asked.q)
    if asked.organization:
        rows = rows.of_organization(asked.organization)
    if asked.name:
        rows = rows.filter(name__iexact=asked.name)
    if asked.starred:
        rows = rows.filter(stars__user=viewer(request))
    return page_of(request, rows.with_settings(), LAST_CHANGED, asked)


@router.get("/{registry_id}", response={200: RegistryOut, **PROBLEMS}, summary="A registry")
def get_registry(request: ApiRequest, registry_id: Pk) -> Registry:
    return shown_registry(request, registry_id)


@router.get(
    "/{registry_id}/role",
    response={200: OwnRoleOut, **PROBLEMS},
    summary="Your own role in a registry, and where it comes from",
)
def get_own_role(request: ApiRequest, registry_id: Pk) -> EffectiveRole:
    registry = registry_of(request, registry_id)
    return effective_roles(viewer(request), [registry])[registry.pk]


def shown_registry(request: ApiRequest, pk: int) -> Registry:
    """With all that RegistryOut tells."""
    return found(_visible(request).with_settings().filter(pk=pk), f"registry {pk}")


def _visible(request: ApiRequest) -> RegistryQuerySet:
    return Registry.objects.visible_to(viewer(request))
