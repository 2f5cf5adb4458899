"""Accounts for machines. A team has them; its admins hand out their keys and close them."""

from django.utils import timezone

from registry import naming
from registry.actions import audit
from registry.actions.people import make_account, require_free_name
from registry.actions.transactions import action
from registry.errors import NotFound
from registry.models import (
    Entity,
    OrganizationMember,
    RegistryMember,
    Role,
    TeamMember,
    User,
    Verb,
)
from registry.permissions import Actor, require_team_admin


@action
def create_service_account(*, actor: Actor, team: Entity, name: str) -> User:
    """Make an account that cannot sign in: it acts by keys, and logs to its team by default."""
    require_team_admin(actor, team)
    naming.check_entity(name)
    require_free_name(name)
    account = make_account(User(username=name, is_service=True, service_team=team))
    account.default_entity = team
    account.save(update_fields=["default_entity"])
    assert team.organization is not None
    OrganizationMember.objects.create(
        organization=team.organization, user=account, role=Role.MEMBER
    )
    TeamMember.objects.create(team=team, user=account, role=Role.MEMBER)
    _record(actor, Verb.CREATED_SERVICE_ACCOUNT, account, team)
    return account


@action
def close_service_account(*, actor: Actor, account: User) -> None:
    """End its keys and roles for good. Its name stays in the history. Twice is no error."""
    team = account.service_team
    if team is None:
        raise NotFound(f"{account} is not a service account of a team.")
    require_team_admin(actor, team)
    account = User.objects.select_for_update().get(pk=account.pk)
    if not account.is_active:
        return
    account.api_keys.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
    RegistryMember.objects.filter(user=account).delete()
    TeamMember.objects.filter(user=account).delete()
    OrganizationMember.objects.filter(user=account).delete()
    account.is_active = False
    account.save(update_fields=["is_active"])
    _record(actor, Verb.CLOSED_SERVICE_ACCOUNT, account, team)


def _record(actor: Actor, verb: Verb, account: User, team: Entity) -> None:
    assert team.organization is not None
    audit.record(
        actor=actor,
        verb=verb,
        subject=f"{account} of {team.name}",
        organization=team.organization,
    )
