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
from registry.sentences import marked as _

NAMED = 3


def in_registry(
    verb: str, registry: Registry, *, held: RegistryRole, needed: RegistryRole
) -> NotAllowed:
    ask = registry_admins(registry)
    return NotAllowed(
        _(
            "To %(verb)s in registry %(registry)r you need the role %(needed)s; you are "
            "%(held)s. %(asking)s",
            {
                "verb": _(verb),
                "registry": registry.name,
                "needed": _(needed.label),
                "held": _(held.label),
                "asking": asking(ask),
            },
        ),
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
        _(
            "You are %(held)s of team %(team)r; to log there you need the role member. %(asking)s",
            {
                "held": _article(held),
                "team": team.name,
                "asking": asking(ask, _("an admin of the team")),
            },
        ),
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
        _(
            "%(reason)sYou are %(held)s of organization %(organization)r; this needs the "
            "role %(needed)s. %(asking)s",
            {
                "reason": reason,
                "held": _(held),
                "organization": organization.name,
                "needed": " or ".join(sorted(needed)),
                "asking": asking(ask),
            },
        ),
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
        _(
            "%(what)s is linked as %(collection)s:%(alias)s, and that alias is protected. "
            "A registry admin must take it off first. %(asking)s",
            {
                "what": what,
                "collection": alias.collection.name,
                "alias": alias.name,
                "asking": asking(ask),
            },
        ),
        needed=RegistryRole.ADMIN,
        ask=ask,
    )


def only_looking(version: ArtifactVersion, user: User) -> NotAllowed:
    """For a restricted viewer wherever the version is linked."""
    shown = Registry.objects.visible_to(user).filter(collections__links__version=version)
    registry = shown.order_by("pk").first()
    ask = registry_admins(registry) if registry else []
    return NotAllowed(
        _(
            "You are a restricted viewer where %(version)s is linked: you may look at it, "
            "but not use its files. %(asking)s",
            {
                "version": version.name,
                "asking": asking(ask, _("a registry admin for the role viewer")),
            },
        ),
        held=RegistryRole.RESTRICTED_VIEWER,
        needed=RegistryRole.VIEWER,
        ask=ask,
    )


def in_any_registry(verb: str, registry: Registry, *, held: RegistryRole) -> NotAllowed:
    """For a version that several places show: `registry` is where the most may be done."""
    ask = registry_admins(registry)
    return NotAllowed(
        _(
            "To %(verb)s you need the role member, in a registry that shows the version or "
            "in the team that logged it; you are %(held)s of registry %(registry)r. "
            "%(asking)s",
            {
                "verb": _(verb),
                "held": _(held.label),
                "registry": registry.name,
                "asking": asking(ask),
            },
        ),
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


def asking(names: Members[str], otherwise: str = _("an admin")) -> str:
    whom = {"whom": otherwise, "names": ", ".join(names)}
    return _("Ask %(whom)s: %(names)s.", whom) if names else _("Ask %(whom)s.", whom)


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
    return _("a %(role)s", {"role": _(role)}) if role else _("no member")
