"""Why somebody may not: the rule, the role held, and who could give another one."""

from collections.abc import Collection as Members

from django.db.models import Q, QuerySet

from registry.errors import AliasProtected, NotAllowed
from registry.models import (
    Alias,
    ArtifactVersion,
    Entity,
    Organization,
    Registry,
    RegistryRole,
    Role,
    TeamMember,
    User,
)

NAMED = 3


def in_registry(
    verb: str, registry: Registry, *, held: RegistryRole, needed: RegistryRole
) -> NotAllowed:
    ask = registry_admins(registry)
    return NotAllowed(
        f"To {verb} in registry {registry.name!r} you need the role {needed.label}; "
        f"you are {held.label}. {asking(ask)}",
        held=held,
        needed=needed,
        ask=ask,
        target=registry.full_name if verb == "link a version" else "",
    )


def in_team(team: Entity, user: User) -> NotAllowed:
    """For somebody who sees the team and may not log to it."""
    held = TeamMember.objects.filter(team=team, user=user).values_list("role", flat=True).first()
    ask = team_admins(team)
    return NotAllowed(
        f"You are {_article(held)} of team {team.name!r}; to log there you need the role member. "
        f"{asking(ask, 'an admin of the team')}",
        held=held or "",
        needed=Role.MEMBER,
        ask=ask,
    )


def in_organization(
    organization: Organization, *, held: str, needed: Members[Role], reason: str = ""
) -> NotAllowed:
    """`reason`: what else there is to say, in front."""
    ask = organization_admins(organization)
    return NotAllowed(
        f"{reason}You are {held} of organization {organization.name!r}; this needs the role "
        f"{' or '.join(sorted(needed))}. {asking(ask)}",
        held=held,
        needed=Role.MEMBER if Role.MEMBER in needed else Role.ADMIN,
        ask=ask,
    )


def linked_as_protected(what: str, alias: Alias) -> AliasProtected:
    """For a source version that a registry shows under a protected alias: nobody deletes it."""
    registry = alias.collection.registry
    # The organization's admins, because the registry's own may be hidden from who asks.
    ask = organization_admins(registry.organization) if registry else []
    return AliasProtected(
        f"{what} is linked as {alias.collection.name}:{alias.name}, and that alias is protected. "
        f"A registry admin must take it off first. {asking(ask)}",
        needed=RegistryRole.ADMIN,
        ask=ask,
    )


def only_looking(version: ArtifactVersion, user: User) -> NotAllowed:
    """For a restricted viewer wherever the version is linked."""
    shown = Registry.objects.visible_to(user).filter(collections__links__version=version)
    registry = shown.order_by("pk").first()
    ask = registry_admins(registry) if registry else []
    return NotAllowed(
        f"You are a restricted viewer where {version.name} is linked: you may look at it, but not "
        f"use its files. {asking(ask, 'a registry admin for the role viewer')}",
        held=RegistryRole.RESTRICTED_VIEWER,
        needed=RegistryRole.VIEWER,
        ask=ask,
    )


def in_any_registry(verb: str, registry: Registry, *, held: RegistryRole) -> NotAllowed:
    """For a version that several places show: `registry` is where the most may be done."""
    ask = registry_admins(registry)
    return NotAllowed(
        f"To {verb} you need the role member, in a registry that shows the version or in the team "
        f"that logged it; you are {held.label} of registry {registry.name!r}. {asking(ask)}",
        held=held,
        needed=RegistryRole.MEMBER,
        ask=ask,
    )


def registry_admins(registry: Registry) -> list[str]:
    """Of the registry, by name or through a team, and of its organization: the first few."""
    made = registry.members.filter(role=RegistryRole.ADMIN)
    through = TeamMember.objects.filter(team__in=made.filter(team__isnull=False).values("team"))
    people = Q(pk__in=made.filter(user__isnull=False).values("user"))
    people |= Q(pk__in=through.values("user")) | Q(pk__in=_heads(registry.organization_id))
    return _first(User.objects.filter(people))


def team_admins(team: Entity) -> list[str]:
    mine = TeamMember.objects.filter(team=team, role=Role.ADMIN)
    people = Q(pk__in=mine.values("user")) | Q(pk__in=_heads(team.organization_id))
    return _first(User.objects.filter(people))


def organization_admins(organization: Organization) -> list[str]:
    return _first(User.objects.filter(pk__in=_heads(organization.pk)))


def asking(names: Members[str], otherwise: str = "an admin") -> str:
    return f"Ask {otherwise}: {', '.join(names)}." if names else f"Ask {otherwise}."


def _heads(organization_id: int | None) -> QuerySet[User, int]:
    members = User.objects.filter(
        organization_memberships__organization=organization_id,
        organization_memberships__role=Role.ADMIN,
    )
    return members.values_list("pk", flat=True)


def _first(users: QuerySet[User]) -> list[str]:
    people = users.filter(is_active=True, is_service=False).order_by("username")
    return list(people.values_list("username", flat=True)[:NAMED])


def _article(role: str | None) -> str:
    return f"a {role}" if role else "no member"
