"""Who has access to a registry, in which effective role, and because of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _

from registry.actions.members import roles_for
from registry.keyset import alphabetical_by
from registry.models import Registry, RegistryMember, RegistryRole, TeamMember, User
from registry.roles import EffectiveRole, Origin, effective_roles_in, effective_roles_of
from registry.views.paging import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from registry.views.paging import Page

TEAM_SIZE = 20
BY_NAME = alphabetical_by("user__username")


@dataclass(frozen=True, slots=True)
class AccessRow:
    """A member with the role given here and the one that counts; of a team, how many people."""

    member: RegistryMember
    roles: Sequence[RegistryRole]
    effective: RegistryRole
    because: str
    people_count: int

    @property
    def name(self) -> str:
        return str(self.member.holder)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of a team that is a member; `given` is what they have by name besides."""

    user: User
    given: RegistryRole | None
    effective: RegistryRole
    because: str


@dataclass(frozen=True, slots=True)
class OpenTeam:
    """The team whose row is open, with a page of its people."""

    member: RegistryMember
    page: Page[TeamMember]
    rows: list[PersonRow]


def access_rows(registry: Registry, members: Sequence[RegistryMember]) -> list[AccessRow]:
    """The rows of some members, in their order; four statements however many they are."""
    roles = effective_roles_of(registry, members)
    counts = _people_counts([member.team_id for member in members if member.team_id])
    return [
        AccessRow(
            member,
            roles_for(member.holder),
            roles[member.pk].role,
            _because(registry, roles[member.pk]),
            counts.get(member.team_id or 0, 0),
        )
        for member in members
    ]


def open_team(
    request: HttpRequest, registry: Registry, members: Sequence[RegistryMember]
) -> OpenTeam | None:
    """The one that the address names, if it is among the members."""
    name = request.GET.get("open")
    found = next((each for each in members if each.team and each.team.name == name), None)
    if found is None:
        return None
    people = TeamMember.objects.filter(team=found.team_id).select_related("user")
    page = page_of(people, request, BY_NAME, size=TEAM_SIZE, name="people")
    return OpenTeam(found, page, _person_rows(registry, [row.user for row in page.rows]))


def _person_rows(registry: Registry, users: Sequence[User]) -> list[PersonRow]:
    roles = effective_roles_in(registry, users)
    return [
        PersonRow(
            user, roles[user.pk].direct, roles[user.pk].role, _because(registry, roles[user.pk])
        )
        for user in users
    ]


def _people_counts(teams: Sequence[int]) -> dict[int, int]:
    rows = TeamMember.objects.filter(team__in=teams).values("team").order_by("team")
    return dict(rows.annotate(number=Count("pk")).values_list("team", "number"))


def _because(registry: Registry, held: EffectiveRole) -> str:
    reason = _reason(registry, held)
    if held.direct is None or held.direct == held.role:
        return reason
    return _("%(reason)s; higher than %(role)s, given here") % {
        "reason": reason,
        "role": held.direct.label,
    }


def _reason(registry: Registry, held: EffectiveRole) -> str:
    match held.origin:
        case Origin.ORGANIZATION_ADMIN:
            return _("admin of the organization, so admin of all its registries")
        case Origin.DIRECT:
            return _("given here")
        case Origin.TEAM:
            return _("through team %s") % held.team
        case Origin.ORGANIZATION:
            return _("everyone in %s may look") % registry.organization
