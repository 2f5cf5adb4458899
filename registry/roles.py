"""The role that counts in a registry and what it comes from: one rule, for every door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F

from registry.models import (
    Entity,
    OrganizationMember,
    Registry,
    RegistryMember,
    RegistryRole,
    Role,
    User,
    Visibility,
)
from registry.models.spaces import everybodys_role

RANK = {role: rank for rank, role in enumerate(RegistryRole)}


class Origin(StrEnum):
    """What gives a role. Of two that give the same one, the first is named."""

    ORGANIZATION_ADMIN = "organization_admin"
    DIRECT = "direct"
    TEAM = "team"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Source:
    """A role and what gives it; `team` says which, when it is a team."""

    role: RegistryRole
    origin: Origin
    team: Entity | None = None


@dataclass(frozen=True, slots=True)
class EffectiveRole:
    """All that gives somebody a role in a registry; what comes first counts."""

    sources: tuple[Source, ...]

    @property
    def role(self) -> RegistryRole:
        return self.sources[0].role

    @property
    def origin(self) -> Origin:
        return self.sources[0].origin

    @property
    def team(self) -> Entity | None:
        return self.sources[0].team

    @property
    def direct(self) -> RegistryRole | None:
        """What was given by name."""
        given = (source.role for source in self.sources if source.origin == Origin.DIRECT)
        return next(given, None)


def effective_roles(user: User, registries: Sequence[Registry]) -> dict[int, EffectiveRole]:
    """Of one user in some registries, by registry id; without those where the user has none."""
    organizations = {registry.organization_id for registry in registries}
    memberships = OrganizationMember.objects.filter(user=user, organization__in=organizations)
    inside = dict(memberships.values_list("organization_id", "role"))
    held = RegistryMember.objects.held_by(user).filter(registry__in=registries)
    given = defaultdict(list)
    for row in held.select_related("team"):
        given[row.registry_id].append(row)
    return _known(
        (each.pk, _sources(user, each, inside.get(each.organization_id), given[each.pk]))
        for each in registries
    )


def effective_roles_in(registry: Registry, users: Sequence[User]) -> dict[int, EffectiveRole]:
    """Of some users in one registry, by user id; three statements however many they are."""
    memberships = OrganizationMember.objects.filter(
        organization=registry.organization_id, user__in=users
    )
    inside = dict(memberships.values_list("user_id", "role"))
    given = _given(registry, users)
    return _known(
        (user.pk, _sources(user, registry, inside.get(user.pk), given[user.pk])) for user in users
    )


def effective_roles_of(
    registry: Registry, members: Sequence[RegistryMember]
) -> dict[int, EffectiveRole]:
    """Of members, users and teams, by the id of the membership."""
    users = effective_roles_in(registry, [member.user for member in members if member.user])
    return {
        member.pk: users[member.user.pk] if member.user else _of_team(registry, member)
        for member in members
    }


def _known(found: Iterable[tuple[int, list[Source]]]) -> dict[int, EffectiveRole]:
    return {pk: _ordered(sources) for pk, sources in found if sources}


def _ordered(sources: Iterable[Source]) -> EffectiveRole:
    order = list(Origin)
    return EffectiveRole(
        tuple(sorted(sources, key=lambda each: (-RANK[each.role], order.index(each.origin))))
    )


def _sources(
    user: User, registry: Registry, inside: str | None, given: Iterable[RegistryMember]
) -> list[Source]:
    """`inside` is the user's role in the organization, `given` what user and teams hold here."""
    sources = [_source(user, row) for row in given]
    if inside == Role.ADMIN:
        sources.append(Source(RegistryRole.ADMIN, Origin.ORGANIZATION_ADMIN))
    if inside and registry.visibility == Visibility.ORGANIZATION:
        sources.append(Source(everybodys_role(user), Origin.ORGANIZATION))
    return sources


def _source(user: User, row: RegistryMember) -> Source:
    role = RegistryRole(row.role)
    if row.team is None:
        return Source(role, Origin.DIRECT)
    # A service account is an admin only where it was made one by name.
    if user.is_service:
        role = min(role, RegistryRole.MEMBER, key=RANK.__getitem__)
    return Source(role, Origin.TEAM, row.team)


def _of_team(registry: Registry, member: RegistryMember) -> EffectiveRole:
    """Who is in a team is in its organization as well."""
    sources = [Source(RegistryRole(member.role), Origin.DIRECT)]
    if registry.visibility == Visibility.ORGANIZATION:
        sources.append(Source(RegistryRole.VIEWER, Origin.ORGANIZATION))
    return _ordered(sources)


def _given(registry: Registry, users: Sequence[User]) -> defaultdict[int, list[RegistryMember]]:
    """For each user their own membership and those of their teams."""
    found: defaultdict[int, list[RegistryMember]] = defaultdict(list)
    for own in RegistryMember.objects.filter(registry=registry, user__in=users):
        found[own.user_id or 0].append(own)
    teams = RegistryMember.objects.filter(registry=registry, team__team_members__user__in=users)
    teams = teams.annotate(person=F("team__team_members__user")).select_related("team")
    for through in teams:
        found[vars(through)["person"]].append(through)
    return found
