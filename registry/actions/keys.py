"""API keys: made, shown once, revoked."""

import hashlib
import secrets
from datetime import datetime

from django.utils import timezone

from registry.actions import audit
from registry.actions.transactions import action
from registry.errors import InvalidValue, NameTaken, NotAllowed
from registry.models import ApiKey, KeyScope, User, Verb
from registry.permissions import Actor, require_keys_of
from registry.plain import text as storable
from registry.sentences import marked as _

# The SDK wants an optional prefix, '-', then 40 or more of [A-Za-z0-9_-]; exactly 40 suit
# every version from 0.19 on.
KEY_PREFIX = "local-"
SHOWN = len(KEY_PREFIX) + 6
MAX_ONCE = 64


def digest_of(key: str) -> str:
    """What is stored of a key: hex SHA-256."""
    return hashlib.sha256(key.encode()).hexdigest()


@action
def issue_key(
    *,
    actor: Actor,
    user: User,
    name: str,
    scope: KeyScope = KeyScope.WRITE,
    expires_at: datetime | None = None,
    key: str | None = None,
    once: str | None = None,
) -> tuple[ApiKey, str]:
    """Make a key and return it with its text, which cannot be read again.

    `key` sets the text: only for operators, who bring keys along from another server. `once` names
    the form: the same one makes no second key.
    """
    require_keys_of(actor, user)
    name = storable(name).strip()
    if not name or len(name) > 128:
        raise InvalidValue(_("Name the key, in at most 128 characters."), field="name")
    if expires_at is not None and expires_at <= timezone.now():
        raise InvalidValue(_("The key would have expired already."), field="expires_at")
    if key is not None and actor.user is not None:
        raise NotAllowed(_("Keys are made by the server."))
    _require_unsent(user, once)
    text = key or KEY_PREFIX + secrets.token_hex(20)
    if ApiKey.objects.filter(digest=digest_of(text)).exists():
        raise NameTaken(_("This key exists already."), field="key")
    row = ApiKey.objects.create(
        user=user,
        name=name,
        prefix=text[: min(SHOWN, len(text) // 2 or 1)],
        digest=digest_of(text),
        scope=scope,
        expires_at=expires_at,
        once=once or None,
    )
    audit.record(actor=actor, verb=Verb.ISSUED_KEY, subject=f"{user.username}: {name}", after=scope)
    return row, text


def _require_unsent(user: User, once: str | None) -> None:
    """A double click sends a form twice at the same time, hence the lock."""
    if not once:
        return
    if len(once) > MAX_ONCE:
        raise InvalidValue(
            _("A form's own name has at most %(max_once)s characters.", {"max_once": MAX_ONCE}),
            field="once",
        )
    User.objects.select_for_update().get(pk=user.pk)
    made = ApiKey.objects.filter(user=user, once=once).first()
    if made:
        raise NameTaken(
            _(
                "This form was sent twice; the key %(made)r was made once. If you did not see "
                "its text, revoke it and make another.",
                {"made": made.name},
            )
        )


@action
def revoke_key(*, actor: Actor, key: ApiKey) -> ApiKey:
    """End a key at once. Ending it twice is no error."""
    require_keys_of(actor, key.user)
    now = timezone.now()
    if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now):
        audit.record(actor=actor, verb=Verb.REVOKED_KEY, subject=f"{key.user.username}: {key.name}")
    key.refresh_from_db(fields=["revoked_at"])
    return key
