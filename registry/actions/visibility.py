"""Who in the organization sees a registry, and whom a change would let in or shut out."""

from dataclasses import dataclass

from django.db.models import QuerySet

from registry.actions import audit
from registry.actions.locks import lock_registry
from registry.actions.transactions import action
from registry.models import (
    OrganizationMember,
    Registry,
    RegistryMember,
    RegistryRole,
    Role,
    TeamMember,
    User,
    Verb,
    Visibility,
)
from registry.permissions import Actor, require

NAMED = 20


@dataclass(frozen=True, slots=True)
class People:
    """How many, and the first of them by name."""

    count: int
    names: list[str]

    @property
    def more(self) -> int:
        return self.count - len(self.names)


@dataclass(frozen=True, slots=True)
class VisibilityChange:
    """What a change to `visibility` would do; `is_gain`: whether these people gain or lose.

    `sight`: who would see the registry from now on, or no longer. `files`: who sees it either way,
    as restricted viewers, and would gain or lose its files.
    """

    visibility: Visibility
    is_gain: bool
    sight: People
    files: People


@action
def set_visibility(*, actor: Actor, registry: Registry, visibility: Visibility) -> Registry:
    """Open the registry to its whole organization, or restrict it to those invited."""
    require(actor, "change visibility", registry)
    registry = lock_registry(registry)
    before = registry.visibility
    if before == visibility:
        return registry
    change = effect_of(registry, visibility)
    moved = {"gained" if change.is_gain else "lost": change.sight.count}
    registry.visibility = visibility
    registry.save(update_fields=["visibility"])
    audit.record(
        actor=actor,
        verb=Verb.CHANGED_VISIBILITY,
        subject=registry.name,
        before={"visibility": before},
        after={"visibility": visibility, **moved},
        registry=registry,
        organization=registry.organization,
    )
    return registry


def preview_visibility(
    *, actor: Actor, registry: Registry, visibility: Visibility
) -> VisibilityChange:
    """Who would gain or lose access, for the question before the change."""
    require(actor, "change visibility", registry)
    return effect_of(registry, visibility)


def effect_of(registry: Registry, visibility: Visibility) -> VisibilityChange:
    """The organization's admins keep all access, and so does who holds a role in the registry."""
    is_gain = visibility == Visibility.ORGANIZATION
    if registry.visibility == visibility:
        return VisibilityChange(visibility, is_gain, People(0, []), People(0, []))
    inside = OrganizationMember.objects.filter(organization=registry.organization_id)
    others = User.objects.filter(
        is_active=True, pk__in=inside.exclude(role=Role.ADMIN).values("user")
    )
    sees, has_files = _holders(registry, set(RegistryRole)), _holders(registry, _WITH_FILES)
    uninvited = others.exclude(pk__in=sees)
    lookers = others.filter(pk__in=sees).exclude(pk__in=has_files)
    return VisibilityChange(visibility, is_gain, _people(uninvited), _people(lookers))


_WITH_FILES = set(RegistryRole) - {RegistryRole.RESTRICTED_VIEWER}


def _holders(registry: Registry, roles: set[RegistryRole]) -> QuerySet[User, int]:
    """The ids of those who hold one of the roles, themselves or through a team."""
    held = RegistryMember.objects.filter(registry=registry, role__in=roles)
    through = TeamMember.objects.filter(team__in=held.filter(team__isnull=False).values("team"))
    direct = held.filter(user__isnull=False)
    return direct.values_list("user", flat=True).union(through.values_list("user", flat=True))  # type: ignore[return-value]


def _people(users: QuerySet[User]) -> People:
    names = users.order_by("username").values_list("username", flat=True)
    return People(users.count(), list(names[:NAMED]))
