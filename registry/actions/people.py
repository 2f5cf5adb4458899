"""Users, organizations and teams come and join."""

from collections.abc import Sequence

from registry import naming
from registry.actions import audit
from registry.actions.invitees import find_colleagues, find_people
from registry.actions.locks import lock_organization
from registry.actions.memberships import change_organization_role, change_team_role
from registry.actions.profile import check_email, check_password
from registry.actions.registries import make_registry
from registry.actions.transactions import action
from registry.errors import NameTaken, NotAllowed
from registry.models import (
    Entity,
    EntityKind,
    Organization,
    OrganizationMember,
    Role,
    TeamMember,
    User,
    Verb,
)
from registry.permissions import (
    Actor,
    administers,
    require_bringing_in,
    require_operator,
    require_organization_admin,
    require_scope,
    require_team_admin,
)
from registry.sentences import marked as _

DEFAULT_REGISTRIES = {
    "model": "Models that the organization shares.",
    "dataset": "Datasets that the organization shares.",
}


@action
def create_user(
    *,
    actor: Actor,
    username: str,
    password: str | None = None,
    email: str = "",
    is_admin: bool = False,
    is_service: bool = False,
) -> User:
    """Make a user with a personal entity of the same name. `is_admin`: a server operator."""
    require_operator(actor)
    naming.check_entity(username, field="username")
    require_free_name(username, field="username")
    user = User(username=username, email=check_email(email), is_service=is_service)
    if password is not None:
        check_password(user, password, field="password")
    user.is_staff = user.is_superuser = is_admin
    make_account(user, password)
    audit.record(actor=actor, verb=Verb.CREATED_USER, subject=username)
    return user


def make_account(user: User, password: str | None = None) -> User:
    """Save a new user with the personal entity that each has. No password: keys only."""
    user.set_password(password)
    user.save()
    user.default_entity = Entity.objects.create(
        name=user.username, kind=EntityKind.PERSONAL, user=user
    )
    user.save(update_fields=["default_entity"])
    return user


@action
def create_organization(
    *,
    actor: Actor,
    name: str,
    entity_name: str | None = None,
    admin: User | None = None,
    with_registries: bool = True,
) -> Organization:
    """Make an organization, its entity (`<name>-org` unless given) and its first registries."""
    require_operator(actor)
    naming.check_organization(name)
    entity_name = naming.check_entity(entity_name or f"{name}-org", field="entity_name")
    if Organization.objects.filter(name__iexact=name).exists():
        raise NameTaken(
            _("There is an organization %(name)r already.", {"name": name}), field="name"
        )
    require_free_name(entity_name, field="entity_name")
    organization = Organization.objects.create(name=name, entity_name=entity_name)
    Entity.objects.create(name=entity_name, kind=EntityKind.ORGANIZATION, organization=organization)
    audit.record(
        actor=actor, verb=Verb.CREATED_ORGANIZATION, subject=name, organization=organization
    )
    if admin:
        _join(actor, organization, admin, Role.ADMIN)
    if with_registries:
        for kind, description in DEFAULT_REGISTRIES.items():
            make_registry(
                actor=actor,
                organization=organization,
                name=kind,
                description=description,
                accepted_types=[kind],
            )
    return organization


@action
def add_organization_member(
    *, actor: Actor, organization: Organization, user: User, role: Role = Role.MEMBER
) -> OrganizationMember:
    """Add the user, or change the role of one who is in already."""
    require_organization_admin(actor, organization)
    return _join(actor, organization, user, role)


@action
def add_organization_members(
    *, actor: Actor, organization: Organization, names: Sequence[str], role: Role = Role.MEMBER
) -> list[OrganizationMember]:
    """Add people of this server, by user name or e-mail, all or none. Who is in keeps their role.

    Raises InvalidValue, naming all who are not there.
    """
    require_organization_admin(actor, organization)
    people = find_people(names)
    lock_organization(organization)
    inside = OrganizationMember.objects.filter(organization=organization, user__in=people)
    known = {member.user_id: member for member in inside}
    return [known.get(user.pk) or _join(actor, organization, user, role) for user in people]


@action
def create_team(
    *, actor: Actor, organization: Organization, name: str, admin: User | None = None
) -> Entity:
    """Make a team in an organization; its name is the entity that runs log to."""
    require_organization_admin(actor, organization)
    naming.check_entity(name)
    require_free_name(name)
    team = Entity.objects.create(name=name, kind=EntityKind.TEAM, organization=organization)
    audit.record(actor=actor, verb=Verb.CREATED_TEAM, subject=name, organization=organization)
    if first := admin or actor.user:
        add_team_member(actor=actor, team=team, user=first, role=Role.ADMIN)
    return team


@action
def add_team_member(
    *, actor: Actor, team: Entity, user: User, role: Role | None = None
) -> TeamMember:
    """Add the user to the team, and to its organization as a member if need be.

    Without a role, who is in the team keeps theirs, and who is new is a member.

    Who is not in the organization yet is brought in by its admins only.
    """
    require_team_admin(actor, team)
    assert team.organization is not None
    if not OrganizationMember.objects.filter(organization=team.organization, user=user).exists():
        require_bringing_in(actor, team.organization, user)
        _join(actor, team.organization, user, Role.MEMBER)
    member = TeamMember.objects.filter(team=team, user=user).first()
    if member:
        return change_team_role(actor, member, role) if role else member
    member = TeamMember.objects.create(team=team, user=user, role=role or Role.MEMBER)
    audit.record(
        actor=actor,
        verb=Verb.JOINED_TEAM,
        subject=f"{user.username} in {team.name}",
        after=member.role,
        organization=team.organization,
    )
    return member


@action
def add_team_members(
    *, actor: Actor, team: Entity, names: Sequence[str], role: Role = Role.MEMBER
) -> list[TeamMember]:
    """Add people, by user name or e-mail, all or none. Who is in the team keeps their role.

    The organization's admins may name anybody of this server, the team's only who is in the
    organization. Raises InvalidValue, naming all others.
    """
    require_team_admin(actor, team)
    assert team.organization is not None
    brings_in = administers(actor, team.organization)
    people = find_people(names) if brings_in else find_colleagues(team.organization, names)
    inside = TeamMember.objects.filter(team=team, user__in=people)
    known = {member.user_id: member for member in inside}
    return [
        known.get(user.pk) or add_team_member(actor=actor, team=team, user=user, role=role)
        for user in people
    ]


@action
def set_default_entity(*, actor: Actor, entity: Entity) -> User:
    """Choose where runs go that name no entity."""
    assert actor.user is not None
    require_scope(actor)
    if not Entity.objects.writable_by(actor.user).filter(pk=entity.pk).exists():
        raise NotAllowed(
            _(
                "You may not log to %(entity)r, so it cannot be your default.",
                {"entity": entity.name},
            )
        )
    user = User.objects.select_related("default_entity").get(pk=actor.user.pk)
    before, user.default_entity = user.default_entity, entity
    if before != entity:
        user.save(update_fields=["default_entity"])
        audit.record(
            actor=actor,
            verb=Verb.CHANGED_DEFAULT_ENTITY,
            subject=user.username,
            before=before and before.name,
            after=entity.name,
        )
    return user


def _join(actor: Actor, organization: Organization, user: User, role: Role) -> OrganizationMember:
    lock_organization(organization)
    member = OrganizationMember.objects.filter(organization=organization, user=user).first()
    if member:
        return change_organization_role(actor, member, role)
    member = OrganizationMember.objects.create(organization=organization, user=user, role=role)
    audit.record(
        actor=actor,
        verb=Verb.JOINED_ORGANIZATION,
        subject=user.username,
        after=role,
        organization=organization,
    )
    return member


def require_free_name(name: str, *, field: str = "name") -> None:
    if Entity.objects.filter(name__iexact=name).exists():
        raise NameTaken(
            _("The name %(name)r is taken by a user, a team or an organization.", {"name": name}),
            field=field,
        )
