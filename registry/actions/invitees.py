"""From what an admin types - user names, e-mails, teams - to those of the organization meant."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q
from django.db.models.functions import Lower

from registry.errors import InvalidValue
from registry.models import Entity, EntityKind, Organization, User

MAX_INVITEES = 100


def find_invitees(organization: Organization, names: Sequence[str]) -> list[User | Entity]:
    """In the order given, each once. Only the organization's own are looked up, so that nobody
    learns who else is on the server. Raises InvalidValue, naming all that lead to nobody.
    """
    wanted = list(dict.fromkeys(name.strip().lower() for name in names if name.strip()))
    if not wanted:
        raise InvalidValue("Name at least one user, e-mail or team.", field="names")
    if len(wanted) > MAX_INVITEES:
        raise InvalidValue(f"Add at most {MAX_INVITEES} at a time.", field="names")
    found = _by_name(organization, wanted)
    _require_all(organization, wanted, found)
    return list(dict.fromkeys(found[name][0] for name in wanted))


def _by_name(organization: Organization, wanted: list[str]) -> dict[str, list[User | Entity]]:
    found: defaultdict[str, list[User | Entity]] = defaultdict(list)
    inside = User.objects.filter(organization_memberships__organization=organization)
    named = inside.alias(name=Lower("username"), address=Lower("email"))
    for user in named.filter(Q(name__in=wanted) | Q(address__in=wanted), is_active=True):
        for name in {user.username.lower(), user.email.lower()} & set(wanted):
            found[name].append(user)
    teams = Entity.objects.filter(organization=organization, kind=EntityKind.TEAM)
    for team in teams.alias(lower=Lower("name")).filter(lower__in=wanted):
        found[team.name.lower()].append(team)
    return found


def _require_all(
    organization: Organization, wanted: list[str], found: dict[str, list[User | Entity]]
) -> None:
    if unknown := [name for name in wanted if not found[name]]:
        raise InvalidValue(
            f"Not in organization {organization.name!r}: {', '.join(unknown)}. "
            "An admin of the organization can add them.",
            field="names",
        )
    if shared := [name for name in wanted if len(found[name]) > 1]:
        raise InvalidValue(
            f"More than one person has the e-mail {', '.join(shared)}. Give the user name.",
            field="names",
        )
