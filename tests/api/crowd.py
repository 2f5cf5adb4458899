"""So many of everything that a list of the REST API or a page lists, written in bulk."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import connection
from django.db.models import NOT_PROVIDED, Field, Model
from django.utils import timezone

from lineage.models import Logged, Run, RunFile, RunLine, Stream, Used
from registry.actions.stars import star
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
    RegistryRole,
    Role,
    Star,
    TeamMember,
    User,
    VersionState,
)
from tests import make
from tests.api.rest import World

Ids = list[int]


def open_world() -> World:
    """Mika sees and may do all in it."""
    world = World()
    mika = world.mika
    TeamMember.objects.filter(team=world.team, user=mika).update(role=Role.ADMIN)
    make.give(world.registry, mika, RegistryRole.ADMIN)
    for thing in (world.registry, world.source):
        star(actor=make.actor(mika), thing=thing)
    return world


def crowd(world: World, mika: User, count: int) -> None:
    """`count` rows more of each kind, around what the world has of it."""
    names = [f"crowd{n}" for n in range(count)]
    people = _people(world, mika, names)
    collections = _places(world, mika, names)
    versions = _versions(world, mika, count)
    _labels(world, mika, versions, collections)
    _runs(world, mika, names, versions)
    about = {"organization": world.acme, "registry": world.registry, "version": world.version}
    about |= {"collection": world.link.collection, "door": Door.REST, "verb": "edited card"}
    _make(AuditEvent, {"actor_id": people}, **about)


def _make(model: type[Model], varying: dict[str, Iterable[object]], **same: object) -> Ids:
    """A row for each of the varying values, without the objects that make bulk_create slow."""
    known = model._default_manager.order_by("-pk").values_list("pk", flat=True)
    last = known.first() or 0
    common = _columns(model(**same), {*varying})
    fields = [_field(model, name) for name in varying]
    columns = [field.column for field in (*common, *fields)]
    marks = ", ".join(["%s"] * len(columns))
    names = ", ".join(map(connection.ops.quote_name, columns))
    sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})"
    rows = [
        (*common.values(), *map(_prepared, fields, row))
        for row in zip(*varying.values(), strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)
    return sorted(known.filter(pk__gt=last))


def _field(model: type[Model], name: str) -> Field:
    fields = model._meta.concrete_fields
    return next(field for field in fields if name in (field.name, field.attname))


def _columns(row: Model, varying: set[str]) -> dict[Field, object]:
    """What all rows have in common. What the database gives itself is left to it."""
    return {
        field: _prepared(field, field.pre_save(row, True))
        for field in row._meta.concrete_fields
        if not field.primary_key
        and not varying & {field.name, field.attname}
        and field.db_default is NOT_PROVIDED
    }


def _prepared(field: Field, value: object) -> object:
    return field.get_db_prep_save(value, connection)


def _people(world: World, mika: User, names: list[str]) -> Ids:
    half = len(names) // 2
    users = _make(User, {"username": names[:half]})
    users += _make(User, {"username": names[half:]}, is_service=True, service_team=world.team)
    _make(OrganizationMember, {"user_id": users}, organization=world.acme)
    _make(TeamMember, {"user_id": users}, team=world.team)
    _make(RegistryMember, {"user_id": users}, registry=world.registry)
    entities = [f"{name}-org" for name in names]
    others = _make(Organization, {"name": names, "entity_name": entities})
    _make(OrganizationMember, {"organization_id": others}, user=mika)
    _make(ApiKey, {"digest": names}, user=mika, name="x", prefix="x")
    return users


def _places(world: World, mika: User, names: list[str]) -> Ids:
    registries = _make(Registry, {"name": names}, organization=world.acme, created_by=mika)
    _make(Star, {"registry_id": registries}, user=mika)
    teams = [f"{name}-team" for name in names]
    _make(Entity, {"name": teams}, kind=EntityKind.TEAM, organization=world.acme)
    _make(Project, {"name": names}, entity=world.team)
    kind = world.source.artifact_type
    logged = {"project": world.project, "kind": CollectionKind.SOURCE, "artifact_type": kind}
    _make(Collection, {"name": names}, **logged)
    inside = {"registry": world.registry, "kind": CollectionKind.REGISTRY, "artifact_type": kind}
    collections = _make(Collection, {"name": names}, **inside)
    _make(Star, {"collection_id": collections}, user=mika)
    return collections


def _versions(world: World, mika: User, count: int) -> Ids:
    now, numbers = timezone.now(), range(1, count + 1)
    return _make(
        ArtifactVersion,
        {
            "index": numbers,
            "digest": map(str, numbers),
            "committed_at": [now + timedelta(seconds=n) for n in numbers],
        },
        collection=world.source,
        state=VersionState.COMMITTED,
        created_by=mika,
    )


def _labels(world: World, mika: User, versions: Ids, collections: Ids) -> None:
    """Links, aliases and files."""
    zoo, shown = world.link.collection, world.version
    numbers = range(1, len(versions) + 1)
    linked = {"version_id": versions, "index": numbers}
    _make(LinkedVersion, linked, collection=zoo, linked_by=mika)
    _make(LinkedVersion, {"collection_id": collections}, version=shown, index=0)
    names = [f"crowd{n}" for n in numbers]
    _make(Alias, {"name": names, "version_id": versions}, collection=zoo, moved_by=mika)
    paths = [f"crowd/{n}" for n in numbers]
    _make(ManifestEntry, {"path": paths}, version=shown, digest="x", size=1)


def _runs(world: World, mika: User, names: list[str], versions: Ids) -> None:
    """Runs, what they took and made, and what one of them said and kept."""
    same = {"project": world.project, "user": mika}
    runs = _make(Run, {"run_id": names, "display_name": names}, **same)
    for edge in (Used, Logged):
        _make(edge, {"version_id": versions}, run=world.run)
        _make(edge, {"run_id": runs}, version=world.version)
    lines = {"number": range(len(names)), "content": names}
    _make(RunLine, lines, run=world.run, stream=Stream.OUTPUT)
    blob = world.version.entries.filter(blob__isnull=False)[0].blob
    _make(RunFile, {"name": names}, run=world.run, blob=blob)
