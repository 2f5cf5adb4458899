"""What the header of each page of a registry shows."""

from typing import TypedDict

from registry.models import Registry, RegistryRole, User
from registry.permissions import registry_role


class RegistryHeader(TypedDict):
    """The context of templates/registry/registry_base.html. `types` empty: it accepts all."""

    registry: Registry
    tab: str
    types: list[str]
    role: RegistryRole | None


def registry_header(user: User, registry: Registry, tab: str) -> RegistryHeader:
    types = [] if registry.accepts_all_types else registry.accepted_types.order_by("name")
    names = [each.name for each in types]
    role = registry_role(user, registry)
    return RegistryHeader(registry=registry, tab=tab, types=names, role=role)
