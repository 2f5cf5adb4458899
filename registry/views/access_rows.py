"""Who has access to a registry, in which effective role, and because of what."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.models import (
    OrganizationMember,
    Registry,
    RegistryMember,
    RegistryRole,
    Role,
    TeamMember,
    User,
    Visibility,
)
from registry.permissions import highest, organization_wide

TEAM_SHOWN = 50


@dataclass(frozen=True, slots=True)
class AccessRow:
    """A member with the role given here and the one that counts; `people` are those of a team."""

    member: RegistryMember
    effective: RegistryRole
    because: str
    people: list[User]


def access_rows(registry: Registry, members: Sequence[RegistryMember]) -> list[AccessRow]:
    """The rows of some members, in their order; three statements however many they are."""
    users = [member.user_id for member in members if member.user_id]
    inside = dict(
        OrganizationMember.objects.filter(
            organization=registry.organization_id, user__in=users
        ).values_list("user", "role")
    )
    through = _through_teams(registry, users)
    people = _people_of([member.team_id for member in members if member.team_id])
    return [
        _of_user(registry, member, member.user, inside.get(member.user.pk), through[member.user.pk])
        if member.user
        else AccessRow(
            member, RegistryRole(member.role), _("given here"), people[member.team_id or 0]
        )
        for member in members
    ]


def _through_teams(
    registry: Registry, users: Sequence[int]
) -> defaultdict[int, list[RegistryMember]]:
    """For each user the memberships of the teams that they are in."""
    teams = RegistryMember.objects.filter(registry=registry, team__isnull=False)
    joined = TeamMember.objects.filter(
        user__in=users, team__registry_memberships__in=teams
    ).values_list("user", "team")
    by_team = {member.team_id: member for member in teams.select_related("team")}
    found: defaultdict[int, list[RegistryMember]] = defaultdict(list)
    for user, team in joined:
        found[user].append(by_team[team])
    return found


def _people_of(teams: Sequence[int]) -> defaultdict[int, list[User]]:
    rows = (
        TeamMember.objects.filter(team__in=teams).select_related("user").order_by("user__username")
    )
    found: defaultdict[int, list[User]] = defaultdict(list)
    for row in rows:
        if len(found[row.team_id]) < TEAM_SHOWN:
            found[row.team_id].append(row.user)
    return found


def _of_user(
    registry: Registry,
    member: RegistryMember,
    user: User,
    organization_role: str | None,
    teams: Sequence[RegistryMember],
) -> AccessRow:
    if organization_role == Role.ADMIN:
        reason = _("admin of the organization, so admin of all its registries")
        return AccessRow(member, RegistryRole.ADMIN, reason, [])
    reasons = {RegistryRole(each.role): _("through team %s") % each.team for each in teams}
    if organization_role and registry.visibility == Visibility.ORGANIZATION:
        reasons[organization_wide(user)] = _("everyone in %s may look") % registry.organization
    reasons[RegistryRole(member.role)] = _("given here")
    effective = highest(reasons)
    return AccessRow(member, effective, reasons[effective], [])
