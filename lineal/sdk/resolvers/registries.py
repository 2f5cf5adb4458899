"""Registries: linking into them, and the search over those of an organization."""

from django.db.models import QuerySet

from lineal.sdk import ids, lookup, paging
from lineal.sdk.binding import Type, mutation
from lineal.sdk.call import Call
from lineal.sdk.errors import NotThere, WireError
from lineal.sdk.filters import Column, Field, moment, narrow, sorted_by
from lineal.sdk.lookup import Space
from lineal.sdk.members import LINK_FIELDS, Membership, linked, prepare_links, prepare_versions
from lineal.sdk.paging import NEWEST, Connection
from lineal.sdk.resolvers.collections import COLLECTION_FIELDS, collection_page
from lineal.sdk.resolvers.projects import project
from lineal.sdk.resolvers.uploads import AliasInput, project_to_log_to
from lineal.sdk.resolvers.viewer import entity, prepare_teams
from registry import naming
from registry.actions.links import link_version, unlink_version
from registry.models import (
    ArtifactVersion,
    Collection,
    CollectionKind,
    Entity,
    EntityKind,
    LinkedVersion,
    Project,
    Registry,
    RegistryMember,
)

link_payload = Type("LinkArtifactPayload", keys=("version_index", "artifact_membership"))
unlink_payload = Type(
    "UnlinkArtifactPayload",
    keys=("success", "artifact_id"),
    constants={"client_mutation_id": None},
)


def _short(value: object) -> str:
    """Names come with the prefix that makes a project of a registry; patterns may lack it."""
    start, text = ("^", str(value)[1:]) if str(value).startswith("^") else ("", str(value))
    return start + text.removeprefix(naming.REGISTRY_PREFIX)


REGISTRY_FIELDS: dict[str, Field] = {
    "id": Column("pk"),
    "name": Column("name", _short, read_part=_short),
    "description": Column("description"),
    "entity_id": Column("organization"),
    "created_at": Column("created_at", moment),
    "updated_at": Column("updated_at", moment),
}


@mutation.field
def link_artifact(
    call: Call,
    artifact_portfolio_name: str | None = None,
    artifact_portfolio_id: str | None = None,
    entity_name: str | None = None,
    project_name: str | None = None,
    aliases: list[AliasInput] | None = None,
    **which: str | None,
) -> dict[str, object]:
    version = _version_to_link(call, which.get("artifact_id"), which.get("client_id"))
    target, name = _target(
        call, artifact_portfolio_id, entity_name, project_name, artifact_portfolio_name
    )
    link = link_version(
        actor=call.actor,
        version=version,
        target=target,
        collection_name=name,
        aliases=[one["alias"] for one in aliases or ()],
    )
    prepare_versions(call, [version])
    link.version = version
    return {"version_index": link.index, "artifact_membership": Membership.of_link(link)}


@mutation.field
def unlink_artifact(
    call: Call, artifact_id: str, artifact_portfolio_id: str, **_: object
) -> dict[str, object]:
    links = LinkedVersion.objects.visible_to(call.user).filter(
        version=ids.decode(artifact_id, "Artifact"),
        collection=ids.decode(artifact_portfolio_id, "ArtifactPortfolio"),
    )
    unlink_version(actor=call.actor, link=lookup.required(links.first(), "link"))
    return {"success": True, "artifact_id": artifact_id}


def _version_to_link(call: Call, id: str | None, client_id: str | None) -> ArtifactVersion:
    if id:
        return lookup.required(lookup.version_by_id(call, id), "artifact")
    if client_id:
        return lookup.required(lookup.version_by_client_id(call, client_id), "artifact")
    raise WireError("Name the artifact to link by its id.")


def _target(
    call: Call,
    portfolio_id: str | None,
    entity_name: str | None,
    project_name: str | None,
    name: str | None,
) -> tuple[Space, str]:
    if portfolio_id:
        found = lookup.collection_by_id(call, portfolio_id, "ArtifactPortfolio")
        portfolio = lookup.required(found, "collection")
        space = portfolio.registry or portfolio.project
        assert space is not None
        return space, portfolio.name
    space = lookup.space(call, entity_name, project_name)
    if space is None and project_name == lookup.OLD_MODEL_REGISTRY:
        # Without a registry for models, `run.link_model` still has to end somewhere.
        space = project_to_log_to(call, entity_name, project_name)
    if space is None:
        raise _no_target(entity_name, project_name or "")
    return space, name or ""


def _no_target(entity_name: str | None, project_name: str) -> NotThere:
    kind, more = "project", ""
    if naming.is_registry_project(project_name):
        kind, more = "registry", " wandb.Api().registries() lists those you may see."
    return NotThere(
        f"There is no {kind} {entity_name}/{project_name}, or you may not see it.{more}"
    )


@entity.named("project")
def project_of_entity(owner: Entity, call: Call, name: str | None = None) -> Space | None:
    return lookup.space(call, owner.name, name)


@entity.named("projects")
def projects_of_entity(
    owner: Entity,
    call: Call,
    filters: str | None = None,
    after: str | None = None,
    first: int | None = None,
    order: str | None = None,
) -> Connection:
    """An organization's entity has registries instead."""
    if owner.kind != EntityKind.ORGANIZATION:
        rows = Project.objects.visible_to(call.user).filter(entity=owner)
        return paging.page(
            rows.select_related("entity"), after=after, first=first, order=paging.NEWEST
        )
    return paging.page(
        _registries(call, owner, filters).select_related("organization"),
        after=after,
        first=first,
        order=sorted_by(order, REGISTRY_FIELDS) if order else NEWEST,
        prepare=lambda rows: call.memory.update({("page with", row.pk): rows for row in rows}),
    )


@entity.named("artifact_collections")
def collections_of_entity(
    owner: Entity,
    call: Call,
    project_filters: str | None = None,
    filters: str | None = None,
    collection_types: list[str] | None = None,
    after: str | None = None,
    first: int | None = None,
    order: str | None = None,
) -> Connection:
    registries = _registries(call, owner, project_filters)
    rows = Collection.objects.visible_to(call.user).filter(registry__in=registries).with_place()
    if collection_types and "PORTFOLIO" not in collection_types:
        rows = rows.filter(kind=CollectionKind.SOURCE)
    return collection_page(rows, after, first, filters, order)


@entity.named("artifact_memberships")
def memberships_of_entity(
    owner: Entity,
    call: Call,
    project_filters: str | None = None,
    collection_filters: str | None = None,
    filters: str | None = None,
    after: str | None = None,
    first: int | None = None,
    order: str | None = None,
) -> Connection:
    registries = _registries(call, owner, project_filters)
    collections = Collection.objects.visible_to(call.user).filter(registry__in=registries)
    chosen = narrow(collections, collection_filters, COLLECTION_FIELDS)
    rows = linked(LinkedVersion.objects.filter(collection__in=chosen))
    return paging.page(
        narrow(rows, filters, LINK_FIELDS),
        after=after,
        first=first,
        order=sorted_by(order, LINK_FIELDS) if order else NEWEST,
        node=Membership.of_link,
        prepare=lambda found: prepare_links(call, found),
    )


def _registries(call: Call, owner: Entity, filters: str | None) -> QuerySet[Registry]:
    rows = Registry.objects.visible_to(call.user).filter(organization=owner.organization_id)
    return narrow(rows, filters, REGISTRY_FIELDS)


@project.named("members")
def registry_members(space: Space, call: Call) -> list[RegistryMember]:
    if not isinstance(space, Registry):
        return []
    return list(space.members.filter(user__isnull=False).select_related("user").order_by("pk"))


@project.field
def team_members(space: Space, call: Call) -> list[RegistryMember]:
    if not isinstance(space, Registry):
        return []
    rows = list(space.members.filter(team__isnull=False).select_related("team").order_by("pk"))
    prepare_teams(call, [row.team for row in rows if row.team])
    return rows


member = Type("ProjectMember", of=(RegistryMember,))
team_member = Type("ProjectTeamMember", of=(RegistryMember,))
role = Type("Role", keys=("name",))


@member.named("id")
def member_id(one: RegistryMember, call: Call) -> str:
    assert one.user_id is not None
    return ids.encode("User", one.user_id)


@member.named("username")
def member_username(one: RegistryMember, call: Call) -> str | None:
    return one.user.username if one.user else None


@member.named("name")
def member_name(one: RegistryMember, call: Call) -> str | None:
    return one.user.display_name if one.user else None


@member.named("email")
def member_email(one: RegistryMember, call: Call) -> str | None:
    return one.user.email if one.user else None


@member.named("role")
def member_role(one: RegistryMember, call: Call) -> dict[str, str]:
    return {"name": one.role}


team_member.named("role")(member_role)
