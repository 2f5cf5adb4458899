"""An organization with a team, everybody who may come to them, and what they may try there."""

from collections.abc import Callable
from dataclasses import dataclass

from lineal.sdk import ids
from registry.actions.service_accounts import create_service_account
from registry.models import Role, User
from tests import make
from tests.matrix.html import Browser
from tests.matrix.outcomes import Outcome, of_status
from tests.matrix.rest import Caller
from tests.matrix.sdk import Sdk
from tests.matrix.stage import FOREIGNER, HEAD, NOBODY, Person

LOOKER, MEMBER = "organization's viewer", "organization's member"
TEAM_VIEWER, TEAM_MEMBER, TEAM_ADMIN = "team's viewer", "team's member", "team's admin"
TEAM = "/orgs/acme/teams/crew"
MACHINES = f"{TEAM}/service-accounts"
NEW_TEAM = "mutation T($input: CreateTeamInput!) { createTeam(input: $input) { entity { id } } }"


class Stage:
    """Who is in the team only looks in the organization, so that each right has one source."""

    def __init__(self) -> None:
        head = make.make_user("head")
        self.acme = make.make_organization("acme", admin=head)
        self.crew = make.make_team(self.acme, "crew")
        self.people = {HEAD: self._person(head), NOBODY: Person(None)}
        self._enter(LOOKER, "looker", Role.VIEWER)
        self._enter(MEMBER, "member", Role.MEMBER)
        teams = {TEAM_VIEWER: Role.VIEWER, TEAM_MEMBER: Role.MEMBER, TEAM_ADMIN: Role.ADMIN}
        for name, role in teams.items():
            self._enter(name, f"crew-{role}", Role.VIEWER, role)
        foreigner = make.make_user("foreigner")
        make.make_organization("globex", admin=foreigner)
        self.people[FOREIGNER] = self._person(foreigner)
        self.newcomer = make.make_user("newcomer")
        self.mate = self._enter("", "mate", Role.VIEWER)  # works in the crew
        make.join_team(self.crew, self.mate, Role.VIEWER)
        self.friend = self._enter("", "friend", Role.VIEWER)  # does not
        del self.people[""]
        create_service_account(actor=make.actor(), team=self.crew, name="robot")
        lab = make.make_project(self.crew, "lab")
        self.run = make.make_run(lab, "r1")
        self.version = make.make_version(lab, "net", files={"a.txt": b"weights"})

    def _enter(self, name: str, username: str, role: Role, in_team: Role | None = None) -> User:
        user = make.make_user(username)
        make.join_organization(self.acme, user, role)
        if in_team:
            make.join_team(self.crew, user, in_team)
        self.people[name] = self._person(user)
        return user

    def _person(self, user: User) -> Person:
        return Person(user, make.make_key(user))

    @property
    def organization(self) -> str:
        return f"/organizations/{self.acme.pk}"

    @property
    def team(self) -> str:
        return f"/teams/{self.crew.pk}"


def shown(it: Browser, **typed: object) -> Outcome:
    """A form whose answer is the page itself, with a key."""
    answer = it.client.post(MACHINES, typed)
    if answer.status_code == 200 and answer.context["secret"]:
        return Outcome.DONE
    if answer.status_code == 302 and answer["Location"].startswith("/login"):
        return Outcome.SIGN_IN
    return of_status(answer.status_code, answer.content)


@dataclass(frozen=True)
class Row:
    """Who may, and how it is tried through each door that offers it."""

    may: frozenset[str]
    html: Callable[[Browser, Stage], Outcome] | None = None
    rest: Callable[[Caller, Stage], Outcome] | None = None
    sdk: Callable[[Sdk, Stage], Outcome] | None = None
    hidden: frozenset[str] = frozenset({FOREIGNER})
    tells: bool = True  # leaves its event in the history


OF_ORGANIZATION = frozenset({HEAD})
MAKERS = frozenset({HEAD, MEMBER})
OF_TEAM = frozenset({HEAD, TEAM_ADMIN})

ROWS = {
    "create a registry": Row(
        MAKERS,
        lambda it, on: it.send("/orgs/acme/registries/new", name="golden", visibility="restricted"),
        lambda it, on: it.send("POST", "/registries", organization_id=on.acme.pk, name="golden"),
        lambda it, on: it.change(
            "UpsertRegistry", name="wandb-registry-golden", entityName="acme-org", access="PRIVATE"
        ),
    ),
    "create a team": Row(
        OF_ORGANIZATION,
        lambda it, on: it.send("/orgs/acme/new-team", name="new-team"),
        lambda it, on: it.send("POST", f"{on.organization}/teams", name="new-team"),
        lambda it, on: it.ask(
            NEW_TEAM,
            input={
                "teamName": "new-team",
                "organizationId": ids.encode("Organization", on.acme.pk),
            },
        )[0],
    ),
    "bring somebody into the organization": Row(
        OF_ORGANIZATION,
        lambda it, on: it.send("/orgs/acme", change="add", names="newcomer", role="member"),
        lambda it, on: it.send("POST", f"{on.organization}/members", names=["newcomer"]),
        lambda it, on: it.send("CreateInvite", entity="crew", username="newcomer")[0],
    ),
    "change a role in the organization": Row(
        OF_ORGANIZATION,
        lambda it, on: it.send("/orgs/acme", change="role", member="friend", role="member"),
        lambda it, on: it.send("PATCH", f"{on.organization}/members/friend", role="member"),
    ),
    "take somebody out of the organization": Row(
        OF_ORGANIZATION,
        lambda it, on: it.send("/orgs/acme", change="remove", member="friend"),
        lambda it, on: it.send("DELETE", f"{on.organization}/members/friend"),
    ),
    "add to the team": Row(
        OF_TEAM,
        lambda it, on: it.send(TEAM, change="add", names="friend", role="member"),
        lambda it, on: it.send("POST", f"{on.team}/members", names=["friend"]),
        lambda it, on: it.send("CreateInvite", entity="crew", username="friend")[0],
    ),
    "change a role in the team": Row(
        OF_TEAM,
        lambda it, on: it.send(TEAM, change="role", member="mate", role="member"),
        lambda it, on: it.send("PATCH", f"{on.team}/members/mate", role="member"),
    ),
    "take somebody out of the team": Row(
        OF_TEAM,
        lambda it, on: it.send(TEAM, change="remove", member="mate"),
        lambda it, on: it.send("DELETE", f"{on.team}/members/mate"),
        lambda it, on: it.send("DeleteInvite", entity="crew", id=ids.encode("User", on.mate.pk))[0],
    ),
    "make a service account": Row(
        OF_TEAM,
        lambda it, on: shown(it, change="create", name="machine", scope="write"),
        lambda it, on: it.send("POST", f"{on.team}/service-accounts", name="machine"),
        lambda it, on: it.send("CreateServiceAccount", entity="crew", description="machine")[0],
    ),
    "replace a service account's keys": Row(
        OF_TEAM,
        lambda it, on: shown(it, change="rotate", member="robot"),
        lambda it, on: it.send(
            "POST", f"{on.team}/service-accounts/robot/keys", expires_at="2099-01-01T00:00:00Z"
        ),
    ),
    "close a service account": Row(
        OF_TEAM,
        lambda it, on: it.send(MACHINES, change="close", member="robot"),
        lambda it, on: it.send("DELETE", f"{on.team}/service-accounts/robot"),
    ),
}
