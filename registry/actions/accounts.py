"""Operators let people in and keep them out. What was done in their name stays."""

from registry.actions import audit
from registry.actions.profile import set_new_password
from registry.actions.transactions import action
from registry.errors import LastAdmin, NotAllowed
from registry.models import User, Verb
from registry.permissions import Actor, require_operator
from registry.sentences import marked as _


@action
def deactivate_user(*, actor: Actor, user: User) -> User:
    """End all sign-ins and keys of the account at once. The last operator stays: LastAdmin."""
    require_operator(actor)
    user = _locked(user)
    if not user.is_active:
        return user
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise LastAdmin(
            _(
                "%(user)s is the last operator. Make somebody else an operator first.",
                {"user": user},
            )
        )
    return _set_active(actor, user, Verb.DEACTIVATED_USER)


@action
def reactivate_user(*, actor: Actor, user: User) -> User:
    """Passwords, keys and roles hold again. A closed service account stays closed."""
    require_operator(actor)
    user = _locked(user)
    if user.service_team_id:
        raise NotAllowed(
            _("%(user)s is a service account: make a new one in its team.", {"user": user})
        )
    return user if user.is_active else _set_active(actor, user, Verb.REACTIVATED_USER)


@action
def reset_password(*, actor: Actor, user: User, new: str) -> User:
    """Set somebody's password, which ends their sessions. Raises InvalidValue when it is weak."""
    require_operator(actor)
    user = _locked(user)
    if user.is_service:
        raise NotAllowed(
            _("%(user)s is a service account: it has keys and no password.", {"user": user})
        )
    set_new_password(user, new)
    audit.record(actor=actor, verb=Verb.RESET_PASSWORD, subject=user.username)
    return user


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _set_active(actor: Actor, user: User, verb: Verb) -> User:
    user.is_active = verb == Verb.REACTIVATED_USER
    user.save(update_fields=["is_active"])
    audit.record(actor=actor, verb=verb, subject=user.username)
    return user
