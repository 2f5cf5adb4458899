"""Who may do what. One table of registry rights, one rule for projects; actions ask here first.

Reading is decided by the QuerySets' `visible_to(user)`; this module decides about changes, and
says why not. Each `require...` refuses API keys that may only read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from registry import refusals
from registry.errors import NotAllowed, NotCommitted, NotFound
from registry.models import (
    ArtifactVersion,
    Collection,
    Door,
    Entity,
    Organization,
    OrganizationMember,
    Project,
    Registry,
    RegistryRole,
    Role,
    TeamMember,
    User,
)
from registry.models.prepared import Prepared
from registry.roles import RANK, effective_roles
from registry.sentences import marked as _

_FILES_OF_TEAM = Prepared(
    lambda version, user: (
        ArtifactVersion.objects.committed()
        .filter(pk=version, collection__project__entity__team_members__user=user)
        .only("pk")
    )
)
_TEAM_MEMBERSHIP = Prepared(lambda user, team: TeamMember.objects.filter(user=user, team=team))

# The least role for each change in a registry: the role matrix of docs/reference/roles.md.
REGISTRY_RIGHTS: dict[str, RegistryRole] = {
    _("create a collection"): RegistryRole.MEMBER,
    _("edit a collection"): RegistryRole.MEMBER,
    _("delete a collection"): RegistryRole.MEMBER,
    _("link a version"): RegistryRole.MEMBER,
    _("unlink a version"): RegistryRole.MEMBER,
    _("describe a version"): RegistryRole.MEMBER,
    _("change aliases"): RegistryRole.MEMBER,
    _("change tags"): RegistryRole.MEMBER,
    _("edit the registry's name and description"): RegistryRole.MEMBER,
    _("change protected aliases"): RegistryRole.ADMIN,
    _("change accepted types"): RegistryRole.ADMIN,
    _("change visibility"): RegistryRole.ADMIN,
    _("change members"): RegistryRole.ADMIN,
    _("delete the registry"): RegistryRole.ADMIN,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, through which door. No user: an operator at the server's command line."""

    user: User | None
    door: Door
    can_write: bool = True
    key: int | None = None  # the id of the one that was shown

    @classmethod
    def operator(cls) -> "Actor":
        return cls(user=None, door=Door.COMMAND)


def registry_role(user: User, registry: Registry) -> RegistryRole | None:
    """The effective role: the highest of organization-wide, direct and through a team."""
    return registry_roles(user, [registry]).get(registry.pk)


def registry_roles(user: User, registries: Sequence[Registry]) -> dict[int, RegistryRole]:
    """The effective role in each of the registries where the user has one, by registry id."""
    return {pk: found.role for pk, found in effective_roles(user, registries).items()}


def allows(actor: Actor, verb: str, registry: Registry) -> bool:
    """Whether the actor's role in the registry covers `verb`, a key of REGISTRY_RIGHTS."""
    if actor.user is None:
        return True
    return actor.can_write and covers(registry_role(actor.user, registry), verb)


def require(actor: Actor, verb: str, registry: Registry) -> None:
    """Raise NotFound when the registry is hidden, NotAllowed when the role is too low."""
    if actor.user is None:
        return
    require_scope(actor)
    role = registry_role(actor.user, registry)
    if role is None:
        raise NotFound(
            _("There is no registry %(registry)r that you may see.", {"registry": registry.name})
        )
    if not covers(role, verb):
        needed = REGISTRY_RIGHTS[verb]
        raise refusals.in_registry(verb, registry, held=role, needed=needed)


def require_in_collection(actor: Actor, verb: str, collection: Collection) -> None:
    """In a registry the role decides, in a project the right to log there."""
    if collection.registry:
        require(actor, verb, collection.registry)
    elif collection.project:
        require_project_write(actor, collection.project)


def require_scope(actor: Actor) -> None:
    if not actor.can_write:
        raise NotAllowed(
            _("This API key may only read. Use a key with the scope 'read and write'.")
        )


def require_operator(actor: Actor) -> None:
    require_scope(actor)
    if actor.user is not None and not actor.user.is_superuser:
        raise NotAllowed(
            _(
                "Only operators of this server administer it: users and organizations are "
                "made, turned off and deleted by them. You are none."
            )
        )


def require_keys_of(actor: Actor, user: User) -> None:
    """One's own keys, and those of the service accounts of a team that one administers."""
    require_scope(actor)
    if actor.user in (None, user):
        return
    if user.service_team is None:
        raise NotAllowed(_("You may make and revoke your own keys only."))
    require_team_admin(actor, user.service_team)


def require_project_write(actor: Actor, project: Project) -> None:
    if not may_log_to(actor, project.entity_id):
        raise _refused(actor, project.entity)


def require_entity_write(actor: Actor, entity: Entity) -> None:
    """Raise NotFound for a foreign entity, NotAllowed for a team's viewer."""
    if not may_log_to(actor, entity.pk):
        raise _refused(actor, entity)


def may_have_files(user: User | None, version: ArtifactVersion) -> bool:
    """By the key of the version alone: see require_files for the reasons against it."""
    committed = ArtifactVersion.objects.committed().filter(pk=version.pk)
    if user is None:
        return committed.exists()
    of_own_team = _FILES_OF_TEAM.first(version=version.pk, user=user.pk)
    return of_own_team is not None or committed.downloadable_by(user).exists()


def require_files(actor: Actor, version: ArtifactVersion) -> None:
    """Raise NotFound when the version is hidden, NotCommitted when it has no files (any more),
    NotAllowed when the actor may look at it only."""
    if may_have_files(actor.user, version):
        return
    row = ArtifactVersion.objects.filter(pk=version.pk)
    if actor.user and not (row.visible_to(actor.user) | row.writable_by(actor.user)).exists():
        raise NotFound(_("There is no such version that you may see."))
    if row.committed().exists():
        assert actor.user is not None
        raise refusals.only_looking(version, actor.user)
    if row.filter(deleted_at__isnull=False).exists():
        raise NotCommitted(
            _("%(version)s has been deleted; its files are gone.", {"version": version})
        )
    raise NotCommitted(
        _("%(version)s is not committed yet. Wait for its upload to finish.", {"version": version})
    )


def require_version_edit(actor: Actor, verb: str, version: ArtifactVersion) -> Collection:
    """The collection whose rights let the actor curate the version: the one it was logged into, or
    one of a registry that shows it. Raises NotFound when it is hidden, NotAllowed."""
    if found := _edited_through(actor, verb, version):
        return found
    assert actor.user is not None
    shown = Registry.objects.visible_to(actor.user).filter(collections__links__version=version)
    roles = registry_roles(actor.user, list(shown.select_related("organization")))
    if not roles:
        assert version.collection.project is not None
        raise _refused(actor, version.collection.project.entity)
    best = max(shown, key=lambda each: RANK[roles[each.pk]])
    raise refusals.in_any_registry(verb, best, held=roles[best.pk])


def allows_version_edit(actor: Actor, verb: str, version: ArtifactVersion) -> bool:
    return _edited_through(actor, verb, version) is not None


def administers(actor: Actor, organization: Organization) -> bool:
    """For pages, which offer only what would be done."""
    if actor.user is None:
        return True
    mine = Organization.objects.administered_by(actor.user)
    return actor.can_write and mine.filter(pk=organization.pk).exists()


def require_organization_admin(actor: Actor, organization: Organization) -> None:
    _require_organization_role(actor, organization, {Role.ADMIN})


def require_organization_member(actor: Actor, organization: Organization) -> None:
    _require_organization_role(actor, organization, {Role.MEMBER, Role.ADMIN})


def require_bringing_in(actor: Actor, organization: Organization, newcomer: User) -> None:
    """Who is new to an organization is let in by its own admins, not by those of a team."""
    rule = _(
        "%(person)s is not in organization %(organization)r, and only its admins bring in new "
        "people. ",
        {"person": newcomer, "organization": organization.name},
    )
    _require_organization_role(actor, organization, {Role.ADMIN}, rule)


def require_team_admin(actor: Actor, team: Entity) -> None:
    if actor.user is None:
        return
    require_scope(actor)
    assert team.organization is not None
    member = TeamMember.objects.filter(team=team, user=actor.user)
    role = member.values_list("role", flat=True).first()
    if role != Role.ADMIN:
        rule = _("You are %(role)s of team %(team)r. ", {"role": role, "team": team.name})
        _require_organization_role(actor, team.organization, {Role.ADMIN}, rule if role else "")


def _require_organization_role(
    actor: Actor, organization: Organization, roles: set[Role], reason: str = ""
) -> None:
    if actor.user is None:
        return
    require_scope(actor)
    membership = OrganizationMember.objects.filter(user=actor.user, organization=organization)
    role = membership.values_list("role", flat=True).first()
    if role is None:
        raise NotFound(
            _(
                "There is no organization %(organization)r that you may see.",
                {"organization": organization.name},
            )
        )
    if role not in roles:
        raise refusals.in_organization(organization, held=role, needed=roles, reason=reason)


def covers(role: RegistryRole | None, verb: str) -> bool:
    """Whether a role is enough for `verb`, a key of REGISTRY_RIGHTS."""
    return role is not None and RANK[role] >= RANK[REGISTRY_RIGHTS[verb]]


def may_log_to(actor: Actor, entity_id: int) -> bool:
    require_scope(actor)
    user = actor.user
    return (
        user is None
        or _is_in_team(user, entity_id, Role.MEMBER, Role.ADMIN)
        or Entity.objects.writable_by(user).filter(pk=entity_id).exists()
    )


def _edited_through(actor: Actor, verb: str, version: ArtifactVersion) -> Collection | None:
    source = version.collection
    assert source.project is not None
    if may_log_to(actor, source.project.entity_id):
        return source
    assert actor.user is not None
    shown_in = list(Collection.objects.live().in_registries().filter(links__version=version))
    roles = registry_roles(actor.user, [each.registry for each in shown_in if each.registry])
    may = (each for each in shown_in if covers(roles.get(each.registry_id or 0), verb))
    return next(may, None)


def _is_in_team(user: User, entity_id: int, *roles: Role) -> bool:
    """The usual reason for a right, by one small look-up.

    What the SDK asks most often is asked this way first: the whole rule is slow to put into SQL.
    """
    membership = _TEAM_MEMBERSHIP.first(user=user.pk, team=entity_id)
    return membership is not None and membership.role in roles


def _refused(actor: Actor, entity: Entity) -> NotAllowed | NotFound:
    assert actor.user is not None
    if not Entity.objects.readable_by(actor.user).filter(pk=entity.pk).exists():
        return NotFound(
            _("There is no entity %(entity)r that you may log to.", {"entity": entity.name})
        )
    return refusals.in_team(entity, actor.user)
