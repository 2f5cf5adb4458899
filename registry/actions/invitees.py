"""From what an admin types - user names, e-mails, teams - to those of the organization meant."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from registry.errors import InvalidValue
from registry.models import Entity, EntityKind, Organization, User
from registry.sentences import marked as _

MAX_INVITEES = 100
Holder = TypeVar("Holder", bound=User | Entity)
Unknown = Callable[[str], str]  # what to say of names that lead to nobody
Found = defaultdict[str, list[Holder]]


def find_invitees(organization: Organization, names: Sequence[str]) -> list[User | Entity]:
    """In the order given, each once. Only the organization's own are looked up, so that nobody
    learns who else is on the server. Raises InvalidValue, naming all that lead to nobody.
    """
    wanted = _wanted(names, _("user, e-mail or team"))
    found: Found[User | Entity] = defaultdict(list)
    for name, person in _people(wanted, _inside(organization)):
        found[name].append(person)
    teams = Entity.objects.filter(organization=organization, kind=EntityKind.TEAM)
    for team in teams.alias(lower=Lower("name")).filter(lower__in=wanted):
        found[team.name.lower()].append(team)
    return _each_once(wanted, found, _not_inside(organization))


def find_colleagues(organization: Organization, names: Sequence[str]) -> list[User]:
    """People of the organization, as in find_invitees."""
    return _find_people(_inside(organization), names, _not_inside(organization))


def find_people(names: Sequence[str]) -> list[User]:
    """People of this server, for those who may bring them in; not the machines of some team."""
    people = User.objects.filter(service_team=None)
    return _find_people(
        people,
        names,
        lambda missing: _(
            "Nobody on this server has the name or e-mail %(names)s. An operator can make an "
            "account.",
            {"names": missing},
        ),
    )


def _find_people(people: QuerySet[User], names: Sequence[str], unknown: Unknown) -> list[User]:
    wanted = _wanted(names, _("user or e-mail"))
    found: Found[User] = defaultdict(list)
    for name, person in _people(wanted, people):
        found[name].append(person)
    return _each_once(wanted, found, unknown)


def _wanted(names: Sequence[str], kinds: str) -> list[str]:
    wanted = list(dict.fromkeys(name.strip().lower() for name in names if name.strip()))
    if not wanted:
        raise InvalidValue(_("Name at least one %(kinds)s.", {"kinds": kinds}), field="names")
    if len(wanted) > MAX_INVITEES:
        raise InvalidValue(
            _("Add at most %(max_invitees)s at a time.", {"max_invitees": MAX_INVITEES}),
            field="names",
        )
    return wanted


def _inside(organization: Organization) -> QuerySet[User]:
    return User.objects.filter(organization_memberships__organization=organization)


def _not_inside(organization: Organization) -> Unknown:
    return lambda missing: _(
        "Not in organization %(organization)r: %(names)s. An admin of the organization can add "
        "them.",
        {"organization": organization.name, "names": missing},
    )


def _people(wanted: Sequence[str], people: QuerySet[User]) -> Iterator[tuple[str, User]]:
    named = people.alias(name=Lower("username"), address=Lower("email"))
    for user in named.filter(Q(name__in=wanted) | Q(address__in=wanted), is_active=True):
        for name in {user.username.lower(), user.email.lower()}.intersection(wanted):
            yield name, user


def _each_once(wanted: Sequence[str], found: Found[Holder], unknown: Unknown) -> list[Holder]:
    """`unknown` is what to say of those who are not found."""
    if missing := [name for name in wanted if not found[name]]:
        raise InvalidValue(unknown(", ".join(missing)), field="names")
    if shared := [name for name in wanted if len(found[name]) > 1]:
        raise InvalidValue(
            _(
                "More than one person has the e-mail %(shared)s. Give the user name.",
                {"shared": ", ".join(shared)},
            ),
            field="names",
        )
    return list(dict.fromkeys(found[name][0] for name in wanted))
