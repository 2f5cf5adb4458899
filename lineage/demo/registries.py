"""Chapter: the registries of the first organization, and who may do what in them."""

from dataclasses import dataclass

from lineage.demo import find
from lineage.demo.dates import at
from lineage.demo.telling import Telling
from registry.actions import members, protected_aliases, registries
from registry.models import Entity, Organization, Registry, RegistryRole, User, Visibility


@dataclass(frozen=True, slots=True)
class Shelf:
    """A registry to be made; model and dataset came with the organization."""

    name: str
    description: str
    accepted_types: tuple[str, ...] | None = None
    visibility: Visibility = Visibility.ORGANIZATION


REGISTRIES = (
    Shelf(
        "edge-releases",
        "Builds for the camera boxes in the field, with all that belongs to a release",
    ),
    Shelf(
        "vision-reports",
        "Confusion tables and error galleries, one for each release",
        ("report", "table"),
    ),
    Shelf(
        "field-trials",
        "Models on trial with partner reserves, under agreement",
        visibility=Visibility.RESTRICTED,
    ),
)
MEMBERS = {
    "model": {
        "mai": RegistryRole.ADMIN,
        "mika": RegistryRole.MEMBER,
        "lena-ci": RegistryRole.MEMBER,
    },
    "dataset": {
        "mai": RegistryRole.ADMIN,
        "mika": RegistryRole.MEMBER,
        "omar": RegistryRole.MEMBER,
        "lena-ci": RegistryRole.MEMBER,
    },
    "edge-releases": {"omar": RegistryRole.ADMIN, "lena-ci": RegistryRole.MEMBER},
    "vision-reports": {"mai": RegistryRole.MEMBER, "lena-ci": RegistryRole.MEMBER},
    "field-trials": {"omar": RegistryRole.ADMIN},
}
TEAMS = {"edge-releases": {"field-team": RegistryRole.MEMBER}}
PROTECTED = {"model": ("production",), "dataset": ("production",), "edge-releases": ("shipped",)}


def told() -> bool:
    return Registry.objects.by_path(find.ORGANIZATION, "edge-releases").exists()


def tell(telling: Telling) -> None:
    acme = Organization.objects.get(name=find.ORGANIZATION)
    with at(telling.ago(days=93)):
        for shelf in REGISTRIES:
            registries.create_registry(
                actor=find.by_hand("olivia"),
                organization=acme,
                name=shelf.name,
                description=shelf.description,
                visibility=shelf.visibility,
                accepted_types=shelf.accepted_types,
            )
    with at(telling.ago(days=92)):
        _invite()
    with at(telling.ago(days=91)):
        for name, aliases in PROTECTED.items():
            for alias in aliases:
                protected_aliases.protect_alias(
                    actor=find.by_hand("olivia"), registry=find.registry(name), name=alias
                )


def _invite() -> None:
    olivia = find.by_hand("olivia")
    for name, roles in MEMBERS.items():
        for username, role in roles.items():
            members.add_registry_member(
                actor=olivia,
                registry=find.registry(name),
                user=User.objects.get(username=username),
                role=role,
            )
    for name, roles in TEAMS.items():
        for team, role in roles.items():
            members.add_registry_member(
                actor=olivia,
                registry=find.registry(name),
                team=Entity.objects.get(name=team),
                role=role,
            )
