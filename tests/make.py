"""Test data, built through the product's own actions. Each function gives one ready thing."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import timedelta
from itertools import count

from django.test import Client
from django.utils import timezone

from lineage.actions import edges, runs, streams
from lineage.models import Run
from registry.actions import (
    collections,
    deletions,
    keys,
    links,
    manifests,
    members,
    people,
    projects,
    registries,
    versions,
)
from registry.actions.uploads import store_blob
from registry.actions.versions import VersionSpec
from registry.errors import RuleError
from registry.models import (
    ApiKey,
    ArtifactVersion,
    AuditEvent,
    Collection,
    Door,
    Entity,
    LinkedVersion,
    Organization,
    OrganizationMember,
    Project,
    Registry,
    RegistryRole,
    Role,
    User,
    Visibility,
)
from registry.permissions import Actor
from tests.content import manifest_digest, manifest_text, md5

PASSWORD = "correct horse battery staple"
_numbers = count(1)


def actor(user: User | None = None, *, door: Door = Door.WEB, can_write: bool = True) -> Actor:
    return Actor(user=user, door=door, can_write=can_write) if user else Actor.operator()


def make_user(name: str = "", **options: bool) -> User:
    return people.create_user(
        actor=Actor.operator(),
        username=name or f"user{next(_numbers)}",
        password=PASSWORD,
        **options,
    )


def make_key(user: User, **options: object) -> str:
    _, text = keys.issue_key(actor=actor(user), user=user, name="test key", **options)
    return text


def note_use(key: str) -> None:
    """The key is known to be in use: no request writes that down, however long the test takes."""
    later = timezone.now() + timedelta(days=1)
    ApiKey.objects.filter(digest=keys.digest_of(key)).update(last_used_at=later)


def make_organization(name: str = "", admin: User | None = None) -> Organization:
    return people.create_organization(
        actor=Actor.operator(),
        name=name or f"org{next(_numbers)}",
        admin=admin,
        with_registries=False,
    )


def make_team(organization: Organization, name: str = "", **members: Role) -> Entity:
    """A team whose members are given by user name: `make_team(acme, mika=Role.MEMBER)`."""
    team = people.create_team(
        actor=Actor.operator(), organization=organization, name=name or f"team{next(_numbers)}"
    )
    for username, role in members.items():
        user = User.objects.get(username=username)
        people.add_team_member(actor=Actor.operator(), team=team, user=user, role=role)
    return team


def make_project(entity: Entity, name: str = "") -> Project:
    return projects.ensure_project(
        actor=Actor.operator(), entity=entity, name=name or f"project{next(_numbers)}"
    )


def make_registry(
    organization: Organization,
    name: str = "",
    *,
    accepted_types: Iterable[str] | None = None,
    visibility: Visibility = Visibility.ORGANIZATION,
) -> Registry:
    return registries.create_registry(
        actor=Actor.operator(),
        organization=organization,
        name=name or f"registry{next(_numbers)}",
        accepted_types=accepted_types,
        visibility=visibility,
    )


def make_collection(registry: Registry, name: str = "", type_name: str = "model") -> Collection:
    return collections.create_collection(
        actor=Actor.operator(),
        registry=registry,
        name=name or f"collection{next(_numbers)}",
        type_name=type_name,
    )


def make_run(
    project: Project, run_id: str = "", user: User | None = None, **changes: object
) -> Run:
    run, _ = runs.start_run(
        actor=actor(user),
        project=project,
        run_id=run_id or f"run{next(_numbers)}",
        changes=runs.RunChanges(**changes),
    )
    return run


def make_version(
    project: Project,
    collection: str = "",
    type_name: str = "model",
    *,
    run: Run | None = None,
    files: Mapping[str, bytes] | None = None,
    references: Mapping[str, str] | None = None,
    user: User | None = None,
    **spec: object,
) -> ArtifactVersion:
    """A committed version with these files; new content unless `files` says otherwise."""
    who = actor(user)
    files = {"file.txt": f"content {next(_numbers)}".encode()} if files is None else files
    text = manifest_text(files, references or {})
    version = edges.log_artifact(
        actor=who,
        project=project,
        run=run,
        spec=VersionSpec(
            collection=collection or f"artifact{next(_numbers)}",
            artifact_type=type_name,
            digest=manifest_digest(text),
            **spec,
        ),
    )
    if version.is_committed:
        return version
    upload(version, files, text, user=user)
    return edges.commit_artifact(actor=who, version=version)


def upload(
    version: ArtifactVersion,
    files: Mapping[str, bytes],
    text: bytes,
    *,
    user: User | None = None,
) -> None:
    """Send a version's files and its manifest, as a client does before it commits."""
    for body in files.values():
        store_blob(entity=manifests.entity_of(version), digest=md5(body), chunks=[body])
    reserved = manifests.reserve_manifest(actor=actor(user), version=version)
    manifests.receive_manifest(manifest=reserved, digest=md5(text), chunks=[text])


def link(
    version: ArtifactVersion,
    registry: Registry,
    collection: str = "",
    *,
    aliases: Iterable[str] = (),
    user: User | None = None,
) -> LinkedVersion:
    return links.link_version(
        actor=actor(user),
        version=version,
        target=registry,
        collection_name=collection or f"collection{next(_numbers)}",
        aliases=aliases,
    )


def use(run: Run, version: ArtifactVersion, by: Actor | None = None) -> None:
    edges.use_artifact(actor=by or Actor.operator(), run=run, version=version)


def browse(user: User) -> Client:
    """A browser in which the user is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def join_registry(registry: Registry, user: User, role: RegistryRole) -> None:
    """A person of the registry's organization who has this role in the registry."""
    organization = registry.organization
    if not organization.members.filter(user=user).exists():
        people.add_organization_member(
            actor=Actor.operator(), organization=organization, user=user, role=Role.VIEWER
        )
    members.add_registry_member(actor=Actor.operator(), registry=registry, user=user, role=role)


def give(registry: Registry, user: User, role: RegistryRole) -> None:
    """The user's role in the registry."""
    members.add_registry_member(actor=actor(), registry=registry, user=user, role=role)


def begin(project: Project, collection: str = "", **spec: object) -> ArtifactVersion:
    """A version that is announced and not uploaded yet."""
    name = collection or f"artifact{next(_numbers)}"
    return versions.begin_version(
        actor=actor(),
        project=project,
        spec=VersionSpec(**{"collection": name, "artifact_type": "model", "digest": name, **spec}),
    )


def delete(version: ArtifactVersion) -> ArtifactVersion:
    return deletions.delete_version(actor=actor(), version=version, with_aliases=True)


def link_into_project(version: ArtifactVersion, project: Project, collection: str) -> LinkedVersion:
    return links.link_version(
        actor=actor(), version=version, target=project, collection_name=collection
    )


def leave(organization: Organization, user: User) -> None:
    OrganizationMember.objects.filter(organization=organization, user=user).delete()


def last_event() -> AuditEvent:
    return AuditEvent.objects.latest("pk")


def end(run: Run, exit_code: int = 0) -> Run:
    """The script of the run has ended, well or with an error."""
    chunk = streams.StreamChunk(complete=True, exit_code=exit_code)
    return streams.record_stream(actor=actor(), run=run, chunk=chunk)


def give_team(registry: Registry, team: Entity, role: RegistryRole) -> None:
    """The team's role in the registry."""
    members.add_registry_member(actor=actor(), registry=registry, team=team, role=role)


def attempt(change: Callable[[], object]) -> None:
    """Do it unless a rule forbids it by now."""
    with suppress(RuleError):
        change()


def join_organization(organization: Organization, user: User, role: Role = Role.MEMBER) -> None:
    people.add_organization_member(actor=actor(), organization=organization, user=user, role=role)


def join_team(team: Entity, user: User, role: Role = Role.MEMBER) -> None:
    people.add_team_member(actor=actor(), team=team, user=user, role=role)
