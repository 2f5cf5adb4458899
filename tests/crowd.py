"""Many people at once, for pages that list them: rows alone, without the actions that make them."""

from django.contrib.auth.hashers import make_password

from registry.models import (
    ApiKey,
    Entity,
    EntityKind,
    Organization,
    OrganizationMember,
    Registry,
    RegistryMember,
    TeamMember,
    User,
)

# The longest name that the pages have to bear, and one of a sort that is hard to break.
LONG_NAME = "maximiliane-hildegard.von-und-zu-" + "w" * 27


def make_people(count: int) -> list[User]:
    secret = make_password(None)
    return User.objects.bulk_create(
        User(username=f"person{number:05}", email=f"p{number}@example.com", password=secret)
        for number in range(count)
    )


def fill_organization(organization: Organization, people: list[User]) -> None:
    OrganizationMember.objects.bulk_create(
        OrganizationMember(organization=organization, user=person) for person in people
    )


def fill_team(team: Entity, people: list[User]) -> None:
    TeamMember.objects.bulk_create(TeamMember(team=team, user=person) for person in people)


def fill_registry(registry: Registry, people: list[User]) -> None:
    RegistryMember.objects.bulk_create(
        RegistryMember(registry=registry, user=person) for person in people
    )


def make_teams(organization: Organization, count: int) -> list[Entity]:
    return Entity.objects.bulk_create(
        Entity(name=f"team{number:05}", kind=EntityKind.TEAM, organization=organization)
        for number in range(count)
    )


def make_machines(team: Entity, count: int) -> None:
    machines = User.objects.bulk_create(
        User(username=f"robot{number:05}", is_service=True, service_team=team)
        for number in range(count)
    )
    fill_keys(machines)


def fill_keys(owners: list[User]) -> None:
    ApiKey.objects.bulk_create(
        ApiKey(user=owner, name="key", prefix="local-1", digest=f"{owner.pk}-{number}")
        for number, owner in enumerate(owners)
    )
