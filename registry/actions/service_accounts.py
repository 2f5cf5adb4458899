"""Accounts for machines. A team has them; its admins hand out their keys and close them."""

from datetime import datetime

from django.utils import timezone

from registry import naming
from registry.actions import audit
from registry.actions.keys import issue_key, revoke_key
from registry.actions.people import make_account, require_free_name
from registry.actions.transactions import action
from registry.errors import NotFound
from registry.models import (
    Entity,
    KeyScope,
    OrganizationMember,
    RegistryMember,
    Role,
    TeamMember,
    User,
    Verb,
)
from registry.permissions import Actor, require_keys_of, require_team_admin
from registry.sentences import marked as _


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
def open_service_account(
    *,
    actor: Actor,
    team: Entity,
    name: str,
    scope: KeyScope = KeyScope.WRITE,
    expires_at: datetime | None = None,
) -> tuple[User, str]:
    """Make an account together with its first key; the key's text cannot be read again."""
    account = create_service_account(actor=actor, team=team, name=name)
    _key, text = issue_key(
        actor=actor, user=account, name=account.username, scope=scope, expires_at=expires_at
    )
    return account, text


@action
def rotate_service_key(*, actor: Actor, account: User, expires_at: datetime | None = None) -> str:
    """A new key in the place of all that the account has, with the scope of the newest."""
    require_keys_of(actor, account)
    account = User.objects.select_for_update().get(pk=account.pk)
    if not account.is_active:
        raise NotFound(
            _("%(account)s has been closed: it gets no more keys.", {"account": account})
        )
    old = list(account.api_keys.filter(revoked_at=None).select_related("user").order_by("-pk"))
    scope = KeyScope(old[0].scope) if old else KeyScope.WRITE
    for key in old:
        revoke_key(actor=actor, key=key)
    _key, text = issue_key(
        actor=actor, user=account, name=account.username, scope=scope, expires_at=expires_at
    )
    return text


@action
def close_service_account(*, actor: Actor, account: User) -> None:
    """End its keys and roles for good. Its name stays in the history. Twice is no error."""
    team = account.service_team
    if team is None:
        raise NotFound(_("%(account)s is not a service account of a team.", {"account": account}))
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
