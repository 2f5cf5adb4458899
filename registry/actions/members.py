"""Who has which role in a registry."""

from collections.abc import Sequence

from django.db.models import Q

from registry.actions import audit
from registry.actions.invitees import find_invitees
from registry.actions.locks import lock_registry, require_same_role
from registry.actions.transactions import action
from registry.errors import InvalidValue, LastAdmin, NotFound
from registry.models import (
    Entity,
    OrganizationMember,
    Registry,
    RegistryMember,
    RegistryRole,
    Role,
    User,
    Verb,
)
from registry.permissions import Actor, require
from registry.sentences import marked as _

SERVICE_ROLES = (RegistryRole.MEMBER, RegistryRole.ADMIN)


def roles_for(holder: User | Entity) -> tuple[RegistryRole, ...]:
    """Those that may be given: a service account does something, or is not there."""
    is_service = isinstance(holder, User) and holder.is_service
    return SERVICE_ROLES if is_service else tuple(RegistryRole)


@action
def add_registry_member(
    *,
    actor: Actor,
    registry: Registry,
    user: User | None = None,
    team: Entity | None = None,
    role: RegistryRole = RegistryRole.VIEWER,
) -> RegistryMember:
    """Give a user or a team a role, or change the one it has."""
    require(actor, "change members", registry)
    holder = _required_holder(registry, user, team)
    registry = lock_registry(registry)
    member = registry.members.filter(user=user, team=team).first()
    return _change(actor, member, role) if member else _add(actor, registry, holder, role)


@action
def add_registry_members(
    *,
    actor: Actor,
    registry: Registry,
    names: Sequence[str],
    role: RegistryRole | None = None,
) -> list[RegistryMember]:
    """Add users, by name or e-mail, and teams, all or none. Who is a member keeps their role.

    Without a `role` they become viewers, and service accounts members. Raises InvalidValue, naming
    all who are not in the organization.
    """
    require(actor, "change members", registry)
    invitees = find_invitees(registry.organization, names)
    registry = lock_registry(registry)
    users = [invitee for invitee in invitees if isinstance(invitee, User)]
    teams = [invitee for invitee in invitees if isinstance(invitee, Entity)]
    held = registry.members.filter(Q(user__in=users) | Q(team__in=teams))
    known = {member.holder: member for member in held.select_related("user", "team")}
    return [
        known.get(invitee) or _add(actor, registry, invitee, role or _first_role(invitee))
        for invitee in invitees
    ]


@action
def set_registry_role(
    *, actor: Actor, member: RegistryMember, role: RegistryRole, revision: str | None = None
) -> RegistryMember:
    """Change the role of a user or a team. The last admin stays one. Raises LastAdmin, and Stale
    when it is another role than at `revision`."""
    require(actor, "change members", member.registry)
    lock_registry(member.registry)
    fresh = _fresh(member)
    if fresh is None:
        raise NotFound(
            _(
                "%(holder)s is no longer a member of %(registry)r.",
                {"holder": member.holder, "registry": member.registry.name},
            )
        )
    require_same_role(fresh, fresh.holder, revision)
    return _change(actor, fresh, role)


@action
def remove_registry_member(
    *, actor: Actor, member: RegistryMember, revision: str | None = None
) -> None:
    """Take the role away. Doing it twice is no error. The last admin stays. Raises LastAdmin, and
    Stale when it is another role than at `revision`."""
    require(actor, "change members", member.registry)
    registry = lock_registry(member.registry)
    fresh = _fresh(member)
    if fresh is None:
        return
    require_same_role(fresh, fresh.holder, revision)
    _require_admin_besides(fresh)
    fresh.delete()
    _record(actor, Verb.REMOVED_MEMBER, registry, str(fresh.holder), fresh.role, None)


def _add(
    actor: Actor, registry: Registry, holder: User | Entity, role: RegistryRole
) -> RegistryMember:
    _require_fitting(holder, role)
    member = RegistryMember.objects.create(
        registry=registry,
        user=holder if isinstance(holder, User) else None,
        team=holder if isinstance(holder, Entity) else None,
        role=role,
    )
    _record(actor, Verb.ADDED_MEMBER, registry, str(holder), None, role)
    return member


def _change(actor: Actor, member: RegistryMember, role: RegistryRole) -> RegistryMember:
    before = member.role
    if before == role:
        return member
    _require_fitting(member.holder, role)
    _require_admin_besides(member)
    member.role = role
    member.save(update_fields=["role"])
    _record(actor, Verb.CHANGED_ROLE, member.registry, str(member.holder), before, role)
    return member


def _fresh(member: RegistryMember) -> RegistryMember | None:
    rows = RegistryMember.objects.select_related("user", "team", "registry__organization")
    return rows.filter(pk=member.pk).first()


def _first_role(holder: User | Entity) -> RegistryRole:
    return RegistryRole.VIEWER if RegistryRole.VIEWER in roles_for(holder) else RegistryRole.MEMBER


def _require_fitting(holder: User | Entity, role: RegistryRole) -> None:
    if role not in roles_for(holder):
        raise InvalidValue(
            _(
                "%(holder)s is a service account, which is a member or an admin of a registry.",
                {"holder": holder},
            ),
            field="role",
        )


def _require_admin_besides(member: RegistryMember) -> None:
    """The organization's admins count too: they are admins of all its registries."""
    if member.role != RegistryRole.ADMIN:
        return
    registry = member.registry
    others = registry.members.filter(role=RegistryRole.ADMIN).exclude(pk=member.pk)
    persons = Q(user__is_active=True) | Q(team__team_members__user__is_active=True)
    above = OrganizationMember.objects.filter(
        organization=registry.organization_id, role=Role.ADMIN, user__is_active=True
    )
    if not others.filter(persons).exists() and not above.exists():
        raise LastAdmin(
            _(
                "%(holder)s is the last admin of registry %(registry)r. Make somebody else an "
                "admin first.",
                {"holder": member.holder, "registry": registry.name},
            ),
            field="role",
        )


def _required_holder(registry: Registry, user: User | None, team: Entity | None) -> User | Entity:
    holder = user or team
    if holder is None or (user and team):
        raise InvalidValue(_("Name one user or one team."))
    if isinstance(holder, Entity):
        is_inside = holder.is_team and holder.organization_id == registry.organization_id
    else:
        inside = OrganizationMember.objects.filter(organization=registry.organization_id)
        is_inside = inside.filter(user=holder).exists()
    if not is_inside:
        raise InvalidValue(
            _(
                "%(holder)r is not in organization %(organization)r.",
                {"holder": str(holder), "organization": registry.organization.name},
            )
        )
    return holder


def _record(
    actor: Actor, verb: Verb, registry: Registry, subject: str, before: object, after: object
) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        subject=subject,
        before=before,
        after=after,
        registry=registry,
        organization=registry.organization,
    )
