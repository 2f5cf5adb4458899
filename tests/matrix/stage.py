"""One registry, and everybody who may come to it."""

from dataclasses import dataclass, field

from registry.actions.protected_aliases import protect_alias
from registry.models import (
    Collection,
    RegistryMember,
    RegistryRole,
    Role,
    User,
    Visibility,
)
from tests import make

RESTRICTED = "restricted viewer"
VIEWER = "viewer"
MEMBER = "member"
ADMIN = "admin"
HEAD = "organization admin"
OUTSIDER = "outsider of the registry"
FOREIGNER = "another organization's admin"
NOBODY = "anonymous"

ROLES = {
    RESTRICTED: RegistryRole.RESTRICTED_VIEWER,
    VIEWER: RegistryRole.VIEWER,
    MEMBER: RegistryRole.MEMBER,
    ADMIN: RegistryRole.ADMIN,
}
EVERYBODY = (*ROLES, HEAD, OUTSIDER, FOREIGNER, NOBODY)


@dataclass
class Person:
    user: User | None
    key: str = ""


@dataclass
class Stage:
    """The registry is restricted, so that a role is what was given and nothing else. Nobody but its
    team sees where `shown` was logged; `common` is of a team that all of the organization look
    into, `own` projects are where people run things."""

    people: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        head = make.make_user("olivia")
        self.acme = make.make_organization("acme", admin=head)
        self.registry = make.make_registry(
            self.acme, "model", visibility=Visibility.RESTRICTED, accepted_types=["model"]
        )
        self._enter(HEAD, head)
        for number, (name, role) in enumerate(ROLES.items()):
            user = make.make_user(f"person{number}")
            make.join_registry(self.registry, user, role)
            self._enter(name, user)
        outsider = make.make_user("outsider")
        make.join_organization(self.acme, outsider, Role.VIEWER)
        self._enter(OUTSIDER, outsider)
        self.outsider = outsider
        foreigner = make.make_user("foreigner")
        make.make_organization("globex", admin=foreigner)
        self._enter(FOREIGNER, foreigner)
        self.people[NOBODY] = Person(None)
        self._fill()

    def _enter(self, name: str, user: User) -> None:
        self.people[name] = Person(user, make.make_key(user))
        make.make_run(make.make_project(user.personal_entity, "own"), "mine", user=user)

    def _fill(self) -> None:
        closed = make.make_project(make.make_team(self.acme, "closed-team"), "secret")
        self.shown = make.make_version(closed, "zoo-net", files={"a.txt": b"weights"})
        self.link = make.link(self.shown, self.registry, "zoo", aliases=["staging"])
        self.guarded = make.link(self.shown, self.registry, "guarded", aliases=["production"])
        protect_alias(actor=make.actor(), registry=self.registry, name="production")
        lookers = [name for name in self.people if name not in (FOREIGNER, NOBODY, HEAD)]
        team = make.make_team(
            self.acme, "common", **{self._name(looker): Role.VIEWER for looker in lookers}
        )
        self.common = make.make_version(make.make_project(team, "open"), "birds-net")

    def _name(self, role: str) -> str:
        user = self.people[role].user
        assert user
        return user.username

    @property
    def zoo(self) -> Collection:
        return self.link.collection

    @property
    def viewer_row(self) -> RegistryMember:
        return self.registry.members.get(user=self.people[VIEWER].user)
