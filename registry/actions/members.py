"""Who has which role in a registry."""

from registry.actions import audit
from registry.actions.transactions import action
from registry.errors import InvalidValue
from registry.models import (
    Entity,
    OrganizationMember,
    ProtectedAlias,
    Registry,
    RegistryMember,
    RegistryRole,
    User,
    Verb,
)
from registry.naming import LATEST, check_alias
from registry.permissions import Actor, require


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
    _require_same_organization(registry, user, team)
    member, created = RegistryMember.objects.get_or_create(
        registry=registry, user=user, team=team, defaults={"role": role}
    )
    before = None if created else member.role
    if before != role:
        member.role = role
        member.save(update_fields=["role"])
        audit.record(
            actor=actor,
            verb=Verb.ADDED_MEMBER if created else Verb.CHANGED_ROLE,
            subject=user.username if user else team.name if team else "",
            before=before,
            after=role,
            registry=registry,
            organization=registry.organization,
        )
    return member


@action
def protect_alias(*, actor: Actor, registry: Registry, name: str) -> ProtectedAlias:
    """From now on only the registry's admins may put this alias on a version or take it off."""
    require(actor, "change protected aliases", registry)
    if name == LATEST:
        raise InvalidValue(f"{LATEST!r} moves with each link and cannot be protected.")
    protected, created = ProtectedAlias.objects.get_or_create(
        registry=registry, name=check_alias(name)
    )
    if created:
        audit.record(
            actor=actor,
            verb=Verb.PROTECTED_ALIAS,
            subject=name,
            registry=registry,
            organization=registry.organization,
        )
    return protected


def _require_same_organization(registry: Registry, user: User | None, team: Entity | None) -> None:
    if (user is None) == (team is None):
        raise InvalidValue("Name one user or one team.")
    if team:
        inside = team.is_team and team.organization_id == registry.organization_id
    else:
        inside = OrganizationMember.objects.filter(
            user=user, organization=registry.organization_id
        ).exists()
    if not inside:
        name = team.name if team else user.username if user else ""
        raise InvalidValue(f"{name!r} is not in organization {registry.organization.name!r}.")
