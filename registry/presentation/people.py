"""Rows of people and teams: a page of them in the same few statements, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from registry.models import (
    ApiKey,
    Entity,
    Organization,
    OrganizationMember,
    Role,
    TeamMember,
    User,
)
from registry.models.revisions import RoleRevision

TEAMS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class PersonRow(RoleRevision):
    """`note`: where else the person's rights come from, or why the row offers nothing."""

    user: User
    role: Role
    since: datetime
    teams: Sequence[str] = ()
    more_teams: int = 0
    note: str = ""

    @property
    def is_machine(self) -> bool:
        """It is looked after in its team."""
        return self.user.service_team_id is not None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """`role`: the viewer's own in the team; None without one."""

    team: Entity
    role: str | None
    people_count: int
    account_count: int


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A service account with what is known of the keys that it has now."""

    account: User
    key_count: int
    last_used_at: datetime | None
    expires_at: datetime | None


def organization_people(
    organization: Organization, members: Sequence[OrganizationMember]
) -> list[PersonRow]:
    joined = TeamMember.objects.filter(
        team__organization=organization, user__in=[each.user_id for each in members]
    ).order_by("team__name")
    teams = defaultdict(list)
    for user, name in joined.values_list("user_id", "team__name"):
        teams[user].append(name)
    return [
        PersonRow(
            each.user,
            Role(each.role),
            each.created_at,
            teams[each.user_id][:TEAMS_SHOWN],
            max(len(teams[each.user_id]) - TEAMS_SHOWN, 0),
        )
        for each in members
    ]


def team_people(team: Entity, members: Sequence[TeamMember]) -> list[PersonRow]:
    heads = set(
        OrganizationMember.objects.filter(
            organization=team.organization_id,
            role=Role.ADMIN,
            user__in=[each.user_id for each in members],
        ).values_list("user_id", flat=True)
    )
    return [
        PersonRow(
            each.user,
            Role(each.role),
            each.created_at,
            note=_("admin, as an admin of the organization")
            if each.user_id in heads and each.role != Role.ADMIN
            else "",
        )
        for each in members
    ]


def team_rows(viewer: User, teams: Sequence[Entity]) -> list[TeamRow]:
    of_page = TeamMember.objects.filter(team__in=teams)
    mine = dict(of_page.filter(user=viewer).values_list("team_id", "role"))
    machines = Q(user__is_service=True)
    counts = of_page.values("team_id").annotate(
        people=Count("pk", filter=~machines), accounts=Count("pk", filter=machines)
    )
    found = {
        team: numbers for team, *numbers in counts.values_list("team_id", "people", "accounts")
    }
    return [TeamRow(each, mine.get(each.pk), *found.get(each.pk, (0, 0))) for each in teams]


def account_rows(accounts: Sequence[User]) -> list[AccountRow]:
    keys = ApiKey.objects.usable().filter(user__in=accounts).values("user_id")
    numbers = keys.annotate(
        number=Count("pk"), used=Max("last_used_at"), until=Max("expires_at")
    ).values_list("user_id", "number", "used", "until")
    found = {user: (number, used, until) for user, number, used, until in numbers}
    return [AccountRow(each, *found.get(each.pk, (0, None, None))) for each in accounts]
