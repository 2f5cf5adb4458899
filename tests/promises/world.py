"""A tenant of whom every word holds the mark: where it shows to others, something has leaked."""

from dataclasses import dataclass

from lineage.actions.files import receive_run_file
from lineage.actions.streams import Lines, Stream, StreamChunk, record_stream
from lineage.models import Run
from registry.actions.keys import issue_key
from registry.actions.service_accounts import create_service_account
from registry.actions.tags import add_collection_tags
from registry.models import (
    ApiKey,
    ArtifactVersion,
    Collection,
    Entity,
    LinkedVersion,
    Organization,
    Registry,
    RegistryMember,
    RegistryRole,
    Role,
    User,
    Visibility,
)
from tests import make

MARK, NOBODYS = "okapi", "zebra"
FILE = "okapi.txt"
BODY = b"okapi, as the file says"
WORDS = {MARK: MARK}


@dataclass(frozen=True)
class Tenant:
    owner: User
    key: ApiKey
    organization: Organization
    team: Entity
    registry: Registry
    member: RegistryMember
    run: Run
    version: ArtifactVersion
    pending: ArtifactVersion
    link: LinkedVersion

    @property
    def source(self) -> Collection:
        return self.version.collection

    @property
    def shelf(self) -> Collection:
        return self.link.collection


def make_tenant(shown: str = MARK) -> Tenant:
    """`shown`: what the organization and its linked version say of themselves instead."""
    owner = make.make_user(f"{shown}-owner")
    organization = make.make_organization(f"{shown}-org", admin=owner)
    team = make.make_team(organization, f"{shown}-team", **{owner.username: Role.ADMIN})
    create_service_account(actor=make.actor(), team=team, name=f"{shown}-robot")
    run = _run(team, owner)
    version = _version(
        run, owner, f"{shown}-zoo", f"{shown}-type", says=shown, aliases=("okapi-best",)
    )
    registry = make.make_registry(organization, f"{shown}-vault", visibility=Visibility.RESTRICTED)
    make.give(registry, owner, RegistryRole.ADMIN)
    make.give_team(registry, team, RegistryRole.MEMBER)
    link = make.link(version, registry, f"{shown}-zoo", aliases=[f"{shown}-live"], user=owner)
    for collection in (version.collection, link.collection):
        add_collection_tags(actor=make.actor(owner), collection=collection, names=[shown])
    later = make.make_run(run.project, "okapi-later", owner, display_name="okapi later")
    make.use(later, version)
    _version(later, owner, f"{shown}-zoo", type_name=f"{shown}-type")
    _version(later, owner, "okapi-scores")
    key, _ = issue_key(actor=make.actor(owner), user=owner, name="okapi key")
    pending = make.begin(run.project, "okapi-pending")
    member = registry.members.get(user=owner)
    return Tenant(owner, key, organization, team, registry, member, run, version, pending, link)


def _run(team: Entity, owner: User) -> Run:
    project = make.make_project(team, "okapi-project")
    run = make.make_run(
        project,
        "okapi-run",
        owner,
        display_name="okapi run",
        job_type="okapi-job",
        group="okapi-group",
        tags=["okapi"],
        notes="okapi",
        config=WORDS,
        summary=WORDS,
        host="okapi-host",
    )
    streams = {
        Stream.OUTPUT: Lines(0, ["okapi says"]),
        Stream.HISTORY: Lines(0, ['{"okapi": 1, "_step": 0}']),
    }
    record_stream(actor=make.actor(owner), run=run, chunk=StreamChunk(lines=streams))
    receive_run_file(run=run, name=FILE, chunks=[BODY])
    return run


def _version(
    run: Run,
    owner: User,
    name: str,
    type_name: str = "okapi-type",
    *,
    says: str = MARK,
    aliases: tuple[str, ...] = (),
) -> ArtifactVersion:
    return make.make_version(
        run.project,
        name,
        type_name,
        run=run,
        user=owner,
        files={FILE: BODY, f"{says}/deep.txt": says.encode()},
        references={f"{says}-far": f"s3://{says}/far"},
        metadata={says: says},
        description=says,
        tags=(says,),
        client_id=f"{name}-client",
        aliases=aliases,
    )
