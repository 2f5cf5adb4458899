"""So many of everything that a list of the REST API lists, written in bulk."""

from datetime import timedelta

from django.utils import timezone

from lineage.models import Logged, Run, Used
from registry.models import (
    Alias,
    ApiKey,
    ArtifactVersion,
    AuditEvent,
    Collection,
    CollectionKind,
    Door,
    Entity,
    EntityKind,
    LinkedVersion,
    ManifestEntry,
    Organization,
    OrganizationMember,
    Project,
    Registry,
    RegistryMember,
    Star,
    TeamMember,
    User,
    VersionState,
)
from tests.api.rest import World

BATCH = 2_000


def crowd(world: World, mika: User, count: int) -> None:
    """`count` rows more of each kind, around what the world has of it."""
    people = _people(world, mika, count)
    _places(world, mika, count)
    versions = _versions(world, mika, count)
    _around(world, mika, people, versions)


def _make(model: type, rows: list) -> list:
    return model.objects.bulk_create(rows, batch_size=BATCH)


def _people(world: World, mika: User, count: int) -> list[User]:
    machine = {"is_service": True, "service_team": world.team}
    users = _make(
        User, [User(username=f"crowd{n}", **(machine if n % 2 else {})) for n in range(count)]
    )
    acme, team, registry = world.acme, world.team, world.registry
    _make(OrganizationMember, [OrganizationMember(organization=acme, user=it) for it in users])
    _make(TeamMember, [TeamMember(team=team, user=it) for it in users])
    _make(RegistryMember, [RegistryMember(registry=registry, user=it) for it in users])
    others = _make(
        Organization,
        [Organization(name=f"crowd{n}", entity_name=f"crowd-org{n}") for n in range(count)],
    )
    _make(OrganizationMember, [OrganizationMember(organization=it, user=mika) for it in others])
    keys = [ApiKey(user=mika, name="x", prefix="x", digest=f"crowd{n}") for n in range(count)]
    _make(ApiKey, keys)
    return users


def _places(world: World, mika: User, count: int) -> None:
    numbers = range(count)
    acme, project = world.acme, world.project
    registries = [Registry(organization=acme, name=f"crowd{n}", created_by=mika) for n in numbers]
    stars = [Star(user=mika, registry=it) for it in _make(Registry, registries)]
    _make(Star, stars)
    team = {"kind": EntityKind.TEAM, "organization": acme}
    _make(Entity, [Entity(name=f"crowd-team{n}", **team) for n in numbers])
    _make(Project, [Project(entity=world.team, name=f"crowd{n}") for n in numbers])
    kinds = {"artifact_type": world.source.artifact_type}
    inside = {"registry": world.registry, "kind": CollectionKind.REGISTRY, **kinds}
    _make(Collection, [Collection(name=f"crowd{n}", **inside) for n in numbers])
    logged = {"project": project, "kind": CollectionKind.SOURCE, **kinds}
    _make(Collection, [Collection(name=f"crowd{n}", **logged) for n in numbers])


def _versions(world: World, mika: User, count: int) -> list[ArtifactVersion]:
    now = timezone.now()
    common = {"collection": world.source, "state": VersionState.COMMITTED, "created_by": mika}
    return _make(
        ArtifactVersion,
        [
            ArtifactVersion(
                index=n + 1, digest=f"{n}", committed_at=now + timedelta(seconds=n), **common
            )
            for n in range(count)
        ],
    )


def _around(world: World, mika: User, people: list[User], versions: list[ArtifactVersion]) -> None:
    shown, zoo = world.version, world.link.collection
    links = [
        LinkedVersion(collection=zoo, version=it, index=n, linked_by=mika)
        for n, it in enumerate(versions, start=1)
    ]
    _make(LinkedVersion, links)
    everywhere = Collection.objects.filter(registry=world.registry, name__startswith="crowd")
    _make(
        LinkedVersion, [LinkedVersion(collection=it, version=shown, index=0) for it in everywhere]
    )
    aliases = [
        Alias(collection=zoo, name=f"crowd{n}", version=it, moved_by=mika)
        for n, it in enumerate(versions)
    ]
    _make(Alias, aliases)
    files = [
        ManifestEntry(version=shown, path=f"crowd/{n}", digest="x", size=1)
        for n, _ in enumerate(versions)
    ]
    _make(ManifestEntry, files)
    runs = _make(
        Run,
        [
            Run(project=world.project, run_id=f"crowd{n}", display_name=f"crowd{n}", user=mika)
            for n, _ in enumerate(versions)
        ],
    )
    for edge in (Used, Logged):
        _make(edge, [edge(run=world.run, version=it) for it in versions])
        _make(edge, [edge(run=it, version=shown) for it in runs])
    about = {"organization": world.acme, "registry": world.registry, "collection": zoo}
    _make(
        AuditEvent,
        [
            AuditEvent(actor=it, door=Door.REST, verb="edited card", version=shown, **about)
            for it in people
        ],
    )
