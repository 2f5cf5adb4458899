"""Who asks, and the people, teams and organizations they may know of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, Sum, prefetch_related_objects

from lineal.sdk import ids, lookup
from lineal.sdk.binding import Type, mutation, query
from lineal.sdk.call import Call
from lineal.sdk.paging import Connection, of_list
from registry.actions.people import set_default_entity
from registry.models import (
    ApiKey,
    Blob,
    Entity,
    EntityKind,
    Organization,
    OrganizationMember,
    Role,
    TeamMember,
    User,
)

MEMBERS = Prefetch(
    "team_members", TeamMember.objects.select_related("user").order_by("user__username")
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a team, or the one person of a personal entity."""

    user: User
    role: str

    @property
    def account_type(self) -> str:
        return "SERVICE" if self.user.is_service else "USER"


user = Type(
    "User",
    of=(User,),
    constants={"flags": "{}", "deleted_at": None},
    name="display_name",
)
api_key = Type("ApiKey", of=(ApiKey,), id="prefix", description="name")
member = Type(
    "Member",
    of=(Member,),
    constants={"pending": False, "photo_url": None, "api_key": None},
)
entity = Type(
    "Entity",
    of=(Entity,),
    constants={
        "available": True,
        "photo_url": None,
        "limits": "{}",
        "read_only_admin": False,
        "private_only": False,
        "code_saving_enabled": True,
        "default_access": "PRIVATE",
        "is_paid": False,
        "xxhash_digests_enabled": True,
    },
)
organization = Type(
    "Organization",
    of=(Organization,),
    constants={
        "advanced_registry_features": {"advanced_search": False},
        "core_weave_organization_id": None,
    },
)
advanced_registry_features = Type("AdvancedRegistryFeatures", keys=("advanced_search",))
user_payload = Type("UserPayload", keys=("user",), constants={"client_mutation_id": None})


@query.field
def viewer(call: Call) -> User:
    return call.user


@query.field
def users(call: Call, query: str | None = None) -> Connection:
    """By exact user name or e-mail: enough to invite somebody, too little to list everybody."""
    found = User.objects.filter(is_active=True).filter(
        Q(username__iexact=query or "") | Q(email__iexact=query or "", email__gt="")
    )
    return of_list(list(found.order_by("pk")[:10]))


@query.named("entity")
def find_entity(call: Call, name: str | None = None) -> Entity | None:
    return lookup.entity(call, name)


@query.named("organization")
def find_organization(call: Call, name: str) -> Organization | None:
    return lookup.organization(call, name)


@mutation.field
def update_user(call: Call, default_entity: str | None = None, **_: object) -> dict[str, User]:
    if default_entity is None:
        return {"user": call.user}
    chosen = lookup.required(lookup.entity(call, default_entity), "entity")
    return {"user": set_default_entity(actor=call.actor, entity=chosen)}


@user.named("id")
def user_id(person: User, call: Call) -> str:
    return ids.encode("User", person.pk)


@user.named("admin")
def user_admin(person: User, call: Call) -> bool | None:
    """Who runs the server is only for themselves to know."""
    return person.is_superuser if person == call.user or call.user.is_superuser else None


@user.named("email")
def user_email(person: User, call: Call) -> str | None:
    """Only for those who work with them, and for operators."""
    if person == call.user or call.user.is_superuser:
        return person.email
    own = OrganizationMember.objects.filter(user=call.user).values("organization")
    shared = OrganizationMember.objects.filter(user=person, organization__in=own)
    return person.email if shared.exists() else None


@user.named("entity")
def user_default_entity(person: User, call: Call) -> str | None:
    """Another's only when the caller may know that the entity is there."""
    chosen = person.default_entity
    if chosen is None or person == call.user:
        return chosen.name if chosen else None
    known = Entity.objects.visible_to(call.user).filter(pk=chosen.pk)
    return chosen.name if known.exists() else None


@user.field
def api_keys(person: User, call: Call) -> Connection:
    if person != call.user:
        return of_list([])
    return of_list(list(ApiKey.objects.visible_to(call.user).usable().order_by("pk")))


@api_key.named("name")
def key_name(key: ApiKey, call: Call) -> str:
    """How a key is told apart; the whole of it only in the answer that makes it."""
    return call.once(("text of", key.pk), lambda: key.prefix)


@user.named("teams")
def user_teams(person: User, call: Call) -> Connection:
    """The personal entity counts as a team of one, as the SDK expects."""
    own = Q(user=person) | Q(team_members__user=person)
    teams = Entity.objects.visible_to(call.user).filter(own).distinct()
    return of_list(list(teams.order_by("kind", "name")))


@user.named("organizations")
def user_organizations(person: User, call: Call) -> list[Organization]:
    shared = Organization.objects.visible_to(call.user).filter(members__user=person)
    found = list(shared.order_by("name"))
    call.learn_organization_entities(one.pk for one in found)
    return found


@member.named("id")
def member_id(one: Member, call: Call) -> str:
    return ids.encode("User", one.user.pk)


@member.field
def admin(one: Member, call: Call) -> bool:
    return one.role == Role.ADMIN


@member.field
def username(one: Member, call: Call) -> str:
    return one.user.username


@member.named("name")
def member_name(one: Member, call: Call) -> str:
    return one.user.display_name


@member.field
def email(one: Member, call: Call) -> str:
    return one.user.email


@entity.named("id")
def entity_id(place: Entity, call: Call) -> str:
    return ids.encode("Entity", place.pk)


@entity.field
def entity_type(place: Entity, call: Call) -> str:
    return "user" if place.is_personal else str(place.kind)


@entity.field
def read_only(place: Entity, call: Call) -> bool:
    return not call.may_write(place.pk)


@entity.field
def storage_bytes(place: Entity, call: Call) -> int:
    """Nothing for those who know the team and may not see what is in it."""
    learn_stored(call, [place])
    return call.once(("stored", place.pk), int)


@entity.named("members")
def entity_members(place: Entity, call: Call) -> list[Member]:
    if place.user:
        return [Member(place.user, Role.ADMIN)]
    prefetch_related_objects([place], MEMBERS)
    return [Member(one.user, one.role) for one in place.team_members.all()]


@organization.named("id")
def organization_id(one: Organization, call: Call) -> str:
    return ids.encode("Organization", one.pk)


@organization.field
def org_entity(one: Organization, call: Call) -> Entity:
    return call.organization_entity(one.pk)


@organization.named("teams")
def organization_teams(one: Organization, call: Call) -> list[Entity]:
    teams = list(one.entities.filter(kind=EntityKind.TEAM).order_by("name"))
    prepare_teams(call, teams)
    return teams


@organization.field
def feature_flags(one: Organization, call: Call, ramp_id_type: str) -> list[object]:
    return []


def prepare_teams(call: Call, teams: Sequence[Entity]) -> None:
    """Fetch for a whole list at once what each team of it shows."""
    prefetch_related_objects(teams, MEMBERS)
    call.learn_writable(team.pk for team in teams)
    learn_stored(call, teams)


def learn_stored(call: Call, places: Sequence[Entity]) -> None:
    wanted = {place.pk for place in places if ("stored", place.pk) not in call.memory}
    if wanted:
        readable = Entity.objects.readable_by(call.user).filter(pk__in=wanted)
        sums = Blob.objects.filter(entity__in=readable).values_list("entity").annotate(Sum("size"))
        call.memory.update({("stored", pk): 0 for pk in wanted})
        call.memory.update({("stored", pk): size for pk, size in sums})
