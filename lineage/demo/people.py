"""Chapter: who there is. Two organizations that must never see anything of each other."""

from dataclasses import dataclass

from lineage.demo import find
from lineage.demo.credentials import Credentials
from lineage.demo.dates import at
from lineage.demo.telling import Telling
from registry.actions import keys, people
from registry.models import ApiKey, Entity, Organization, Role, User
from registry.permissions import Actor

OPERATOR = Actor.operator()


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    organization: str
    role: Role
    teams: tuple[tuple[str, Role], ...] = ()
    is_service: bool = False
    who: str = ""


# The first of each organization founds it and is its admin.
PEOPLE = (
    Person("olivia", "acme", Role.ADMIN, who="admin of acme"),
    Person(
        "mika",
        "acme",
        Role.MEMBER,
        (("zoo-team", Role.MEMBER),),
        who="member of zoo-team, may link models",
    ),
    Person(
        "vic",
        "acme",
        Role.VIEWER,
        (("zoo-team", Role.VIEWER),),
        who="viewer: looks and downloads, changes nothing",
    ),
    Person(
        "mai",
        "acme",
        Role.MEMBER,
        (("zoo-team", Role.ADMIN),),
        who="admin of zoo-team and of the registry model",
    ),
    Person(
        "omar",
        "acme",
        Role.MEMBER,
        (("zoo-team", Role.MEMBER), ("field-team", Role.ADMIN)),
        who="member of zoo-team, admin of field-team",
    ),
    Person(
        "lena-ci", "acme", Role.MEMBER, (("zoo-team", Role.MEMBER),), True, who="service account"
    ),
    Person(
        "grace",
        "globex",
        Role.ADMIN,
        (("globex-lab", Role.ADMIN),),
        who="admin of globex: sees nothing of acme",
    ),
)
ORGANIZATIONS = {"acme": "olivia", "globex": "grace"}
TEAM = "zoo-team"
# Whose key is in the lines to copy: may log runs and link versions, as most people may.
PRACTITIONER = "mika"
TEAMS = {"zoo-team": "acme", "field-team": "acme", "globex-lab": "globex"}
SIGN_INS = tuple(person.name for person in PEOPLE if not person.is_service)
SERVICES = tuple(person.name for person in PEOPLE if person.is_service)


def told() -> bool:
    return Organization.objects.filter(name=find.ORGANIZATION).exists()


def is_told_with(credentials: Credentials) -> bool:
    """Whether it is our people that are here, not somebody else's of the same names."""
    digest = keys.digest_of(credentials.keys[PRACTITIONER])
    return ApiKey.objects.filter(digest=digest).exists()


def tell(telling: Telling) -> None:
    with at(telling.ago(days=96)):
        for person in PEOPLE:
            _welcome(person, telling)
    with at(telling.ago(days=95)):
        for name, admin in ORGANIZATIONS.items():
            people.create_organization(
                actor=OPERATOR, name=name, admin=User.objects.get(username=admin)
            )
        for team, organization in TEAMS.items():
            people.create_team(actor=OPERATOR, organization=_organization(organization), name=team)
    with at(telling.ago(days=94)):
        for person in PEOPLE:
            _join(person)


def _welcome(person: Person, telling: Telling) -> None:
    user = people.create_user(
        actor=OPERATOR,
        username=person.name,
        password=telling.credentials.passwords.get(person.name),
        email=f"{person.name}@{person.organization}.example",
        is_service=person.is_service,
    )
    key = telling.credentials.keys[person.name]
    keys.issue_key(actor=OPERATOR, user=user, name="demo", key=key)


def _join(person: Person) -> None:
    user = User.objects.get(username=person.name)
    people.add_organization_member(
        actor=OPERATOR,
        organization=_organization(person.organization),
        user=user,
        role=person.role,
    )
    for name, role in person.teams:
        team = Entity.objects.get(name=name)
        people.add_team_member(actor=OPERATOR, team=team, user=user, role=role)
    if person.teams and person.teams[0][1] != Role.VIEWER:
        people.set_default_entity(
            actor=find.by_hand(person.name), entity=Entity.objects.get(name=person.teams[0][0])
        )


def _organization(name: str) -> Organization:
    return Organization.objects.get(name=name)
