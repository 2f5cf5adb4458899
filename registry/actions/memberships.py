"""Roles in organizations and teams change, and end."""

from django.db.models import Q

from registry.actions import audit
from registry.actions.locks import lock_organization, require_same_role
from registry.actions.transactions import action
from registry.errors import LastAdmin, NotAllowed, NotFound
from registry.models import (
    Entity,
    Organization,
    OrganizationMember,
    RegistryMember,
    Role,
    TeamMember,
    User,
    Verb,
)
from registry.permissions import Actor, require_organization_admin, require_team_admin
from registry.sentences import marked as _


@action
def set_organization_role(
    *,
    actor: Actor,
    organization: Organization,
    user: User,
    role: Role,
    revision: str | None = None,
) -> OrganizationMember:
    """Change what a member may do in the organization. The last admin stays. Raises LastAdmin, and
    Stale when it is another role than at `revision`."""
    require_organization_admin(actor, organization)
    lock_organization(organization)
    member = OrganizationMember.objects.filter(organization=organization, user=user).first()
    if member is None:
        raise NotFound(
            _(
                "%(user)s is not a member of organization %(organization)r.",
                {"user": user, "organization": organization.name},
            )
        )
    require_same_role(member, user, revision)
    return change_organization_role(actor, member, role)


def change_organization_role(
    actor: Actor, member: OrganizationMember, role: Role
) -> OrganizationMember:
    """The change itself, for actions that have checked the rights and hold the lock."""
    before = member.role
    if before == role:
        return member
    _require_admin_besides(member)
    member.role = role
    member.save(update_fields=["role"])
    audit.record(
        actor=actor,
        verb=Verb.CHANGED_ORGANIZATION_ROLE,
        subject=str(member.user),
        before=before,
        after=role,
        organization=member.organization,
    )
    return member


@action
def remove_organization_member(
    *, actor: Actor, organization: Organization, user: User, revision: str | None = None
) -> None:
    """End a membership, and with it every role in the organization's teams and registries.

    Doing it twice is no error. The last admin stays. Raises LastAdmin, and Stale when the role is
    another than at `revision`.
    """
    require_organization_admin(actor, organization)
    lock_organization(organization)
    member = OrganizationMember.objects.filter(organization=organization, user=user).first()
    if member is None:
        return
    if user.service_team_id:
        raise NotAllowed(_("%(user)s is a service account: close it in its team.", {"user": user}))
    require_same_role(member, user, revision)
    _require_admin_besides(member)
    teams = TeamMember.objects.filter(user=user, team__organization=organization)
    registries = RegistryMember.objects.filter(user=user, registry__organization=organization)
    before = {
        "role": member.role,
        "teams": dict(teams.values_list("team__name", "role")),
        "registries": dict(registries.values_list("registry__name", "role")),
    }
    teams.delete()
    registries.delete()
    member.delete()
    audit.record(
        actor=actor,
        verb=Verb.LEFT_ORGANIZATION,
        subject=str(user),
        before=before,
        organization=organization,
    )


@action
def set_team_role(
    *, actor: Actor, team: Entity, user: User, role: Role, revision: str | None = None
) -> TeamMember:
    """Change what a member may do in the team. Its organization's admins are always its admins.

    Raises Stale when it is another role than at `revision`.
    """
    require_team_admin(actor, team)
    member = TeamMember.objects.select_for_update().filter(team=team, user=user).first()
    if member is None:
        raise NotFound(
            _("%(user)s is not a member of team %(team)r.", {"user": user, "team": team.name})
        )
    require_same_role(member, user, revision)
    return change_team_role(actor, member, role)


def change_team_role(actor: Actor, member: TeamMember, role: Role) -> TeamMember:
    """The change itself, for actions that have checked the rights."""
    before = member.role
    if before == role:
        return member
    member.role = role
    member.save(update_fields=["role"])
    _record_team(actor, Verb.CHANGED_TEAM_ROLE, member, before, role)
    return member


@action
def remove_team_member(
    *, actor: Actor, team: Entity, user: User, revision: str | None = None
) -> None:
    """End a membership, and the access that came through the team. Doing it twice is no error.

    Raises Stale when the role is another than at `revision`.
    """
    require_team_admin(actor, team)
    if user.service_team_id == team.pk:
        raise NotAllowed(
            _("%(user)s is a service account of this team: close it instead.", {"user": user})
        )
    locked = TeamMember.objects.select_for_update(of=("self",)).select_related("team", "user")
    member = locked.filter(team=team, user=user).first()
    if member:
        require_same_role(member, user, revision)
        _record_team(actor, Verb.LEFT_TEAM, member, member.role, None)
        member.delete()


def _require_admin_besides(member: OrganizationMember) -> None:
    if member.role != Role.ADMIN:
        return
    admins = Q(organization=member.organization_id, role=Role.ADMIN, user__is_active=True)
    if not OrganizationMember.objects.filter(admins).exclude(pk=member.pk).exists():
        raise LastAdmin(
            _(
                "%(user)s is the last admin of organization %(organization)r. Make somebody "
                "else an admin first.",
                {"user": member.user, "organization": member.organization.name},
            ),
            field="role",
        )


def _record_team(
    actor: Actor, verb: Verb, member: TeamMember, before: str | None, after: str | None
) -> None:
    assert member.team.organization is not None
    audit.record(
        actor=actor,
        verb=verb,
        subject=f"{member.user} in {member.team.name}",
        before=before,
        after=after,
        organization=member.team.organization,
    )
