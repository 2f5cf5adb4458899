"""Teams, their people and machines, and the caller's own keys."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from lineal.sdk import ids, lookup
from lineal.sdk.binding import Type, mutation
from lineal.sdk.call import Call
from lineal.sdk.errors import NotThere, WireError
from lineal.sdk.resolvers.shapes import Success
from registry.actions.keys import issue_key, revoke_key
from registry.actions.memberships import remove_team_member
from registry.actions.newcomers import create_user_of_email
from registry.actions.people import add_team_member, create_team
from registry.actions.service_accounts import create_service_account
from registry.models import ApiKey, Entity, EntityKind, Organization, Role, TeamMember, User

UNUSABLE = re.compile(r"[^A-Za-z0-9_.-]+")


@dataclass(frozen=True, slots=True)
class Invite:
    """Who is invited is a member at once: there is nobody to ask."""

    member: TeamMember

    @property
    def name(self) -> str:
        return self.member.user.username

    @property
    def email(self) -> str:
        return self.member.user.email

    @property
    def to_user(self) -> User:
        return self.member.user

    @property
    def created_at(self) -> datetime:
        return self.member.created_at


invite = Type("Invite", of=(Invite,))
entity_payload = Type("EntityPayload", keys=("entity",), constants={"client_mutation_id": None})
invite_payload = Type("InvitePayload", keys=("invite",), constants={"client_mutation_id": None})
key_payload = Type("ApiKeyPayload", keys=("api_key",), constants={"client_mutation_id": None})


@invite.named("id")
def invite_id(one: Invite, call: Call) -> str:
    return ids.encode("User", one.member.user_id)


@mutation.named("create_team")
def make_team(
    call: Call,
    team_name: str,
    team_admin_user_name: str | None = None,
    organization_id: str | None = None,
    **_: object,
) -> dict[str, Entity]:
    team = create_team(
        actor=call.actor,
        organization=_organization(call, organization_id),
        name=team_name,
        admin=_person(username=team_admin_user_name) if team_admin_user_name else None,
    )
    return {"entity": team}


@mutation.field
def create_invite(
    call: Call,
    entity_name: str,
    email: str | None = None,
    username: str | None = None,
    admin: bool | None = None,
    **_: object,
) -> dict[str, Invite]:
    member = add_team_member(
        actor=call.actor,
        team=_team(call, entity_name),
        user=_person(username=username, email=email),
        role=Role.ADMIN if admin else None,
    )
    return {"invite": Invite(member)}


@mutation.field
def delete_invite(
    call: Call, id: str | None = None, entity_name: str | None = None, **_: object
) -> Success:
    person = User.objects.filter(pk=ids.decode(id or "", "User") or 0).first()
    remove_team_member(
        actor=call.actor,
        team=_team(call, entity_name or ""),
        user=lookup.required(person, "member"),
    )
    return Success()


@mutation.named("create_user")
def make_user(call: Call, email: str, admin: bool | None = None, **_: object) -> dict[str, User]:
    person = create_user_of_email(actor=call.actor, email=email, is_admin=bool(admin))
    return {"user": person}


@mutation.named("create_service_account")
def make_service_account(
    call: Call, entity_name: str, description: str, **_: object
) -> dict[str, User]:
    """The SDK sends words; an account needs a name."""
    name = UNUSABLE.sub("-", description).strip("-")
    account = create_service_account(actor=call.actor, team=_team(call, entity_name), name=name)
    return {"user": account}


@mutation.field
def generate_api_key(call: Call, description: str | None = None, **_: object) -> dict[str, ApiKey]:
    """Its text goes out as its name, this once, as the SDK expects."""
    key, text = issue_key(actor=call.actor, user=call.user, name=description or "made by the SDK")
    call.memory["text of", key.pk] = text
    return {"api_key": key}


@mutation.field
def delete_api_key(call: Call, id: str, **_: object) -> Success:
    found = ApiKey.objects.visible_to(call.user).usable().filter(prefix=id).order_by("pk").first()
    revoke_key(actor=call.actor, key=lookup.required(found, "API key"))
    return Success()


def _team(call: Call, name: str) -> Entity:
    teams = Entity.objects.visible_to(call.user).named(name).filter(kind=EntityKind.TEAM)
    return lookup.required(teams.select_related("organization").first(), f"team as {name!r}")


def _person(username: str | None = None, email: str | None = None) -> User:
    """By exact name or address, and no word on who else there is."""
    known = Q(username__iexact=username or "") | Q(email__iexact=email or "", email__gt="")
    found = User.objects.filter(known, is_active=True).first()
    if found is None:
        raise NotThere(f"There is no user {username or email!r} here. Ask an operator for one.")
    return found


def _organization(call: Call, text: str | None) -> Organization:
    """The one meant: by its id, or the only one that the caller administers."""
    mine = Organization.objects.administered_by(call.user)
    if text:
        found = Organization.objects.visible_to(call.user)
        pk = ids.decode(text, "Organization") or 0
        return lookup.required(found.filter(pk=pk).first(), "organization")
    choices = list(mine.order_by("pk")[:2] or Organization.objects.visible_to(call.user)[:2])
    if len(choices) != 1:
        raise WireError("Say which organization the team is for: you are in several, or in none.")
    return choices[0]
