"""From a request to who acts: an API key, or the browser's session."""

import base64
import binascii
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from registry.actions.keys import digest_of
from registry.models import ApiKey, Door, KeyScope, User
from registry.models.prepared import Prepared
from registry.permissions import Actor

# `last_used_at` answers "is this key in use?"; a write for each request would answer no better.
_TOUCH_EVERY = timedelta(minutes=1)

_USABLE_KEY = Prepared(
    lambda digest: (
        ApiKey.objects.usable().filter(digest=digest).select_related("user__default_entity")
    )
)


def actor_of_key(request: HttpRequest, door: Door) -> Actor | None:
    """Who the request's API key belongs to; None without a valid key.

    The SDK sends `Basic base64("api:" + key)`; `Bearer <key>` serves people with curl.
    """
    key = _key_of(request)
    row = _USABLE_KEY.first(digest=digest_of(key)) if key else None
    if row is None:
        return None
    now = timezone.now()
    if row.last_used_at is None or now - row.last_used_at > _TOUCH_EVERY:
        ApiKey.objects.filter(pk=row.pk).update(last_used_at=now)
    return _acting(row, door)


def actor_of_address(key: int) -> Actor | None:
    """For an address that was given to the holder of a key: None once that is not usable."""
    row = ApiKey.objects.usable().filter(pk=key).select_related("user").first()
    return _acting(row, Door.SDK) if row else None


def _acting(key: ApiKey, door: Door) -> Actor:
    return Actor(user=key.user, door=door, can_write=key.scope == KeyScope.WRITE, key=key.pk)


def actor_of_session(request: HttpRequest) -> Actor | None:
    """Who is signed in in the browser; None when nobody is."""
    user = request.user
    return Actor(user=user, door=Door.WEB) if isinstance(user, User) else None


def has_key(request: HttpRequest) -> bool:
    return "Authorization" in request.headers


def _key_of(request: HttpRequest) -> str:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        _, _, key = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return ""
    return key
