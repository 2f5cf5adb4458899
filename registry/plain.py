"""Text and JSON as both databases can hold them. Pure.

PostgreSQL stores neither NUL nor lone surrogates, and no JSON has NaN or infinities; clients send
all of them.
"""

import json
import math
import re
from collections.abc import Callable, Mapping

from registry.errors import InvalidValue
from registry.sentences import marked as _

MAX_DEPTH = 100
MAX_DESCRIPTION = 64 * 1024
MAX_REASON = 1_000
MAX_METADATA = 1024 * 1024
MAX_METADATA_KEYS = 100
# What the SDK sends for "keep it for good"; no value means that nobody has said.
TTL_OFF = -2
MAX_TTL = 100 * 365 * 24 * 3600

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def text(value: str) -> str:
    """The text with each character that cannot be stored replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", value)


def description(value: str | None) -> str | None:
    """A description as it is stored. Raises InvalidValue when it is too long."""
    if value is None:
        return None
    checked = text(value)
    if len(checked.encode()) > MAX_DESCRIPTION:
        raise InvalidValue(_("A description can hold at most 64 KiB."), field="description")
    return checked


def reason(value: str) -> str:
    """Why somebody made a change, as it is stored. Raises InvalidValue when it is too long."""
    checked = text(value.strip())
    if len(checked) > MAX_REASON:
        raise InvalidValue(
            _("A reason can hold %(max_reason)s characters.", {"max_reason": MAX_REASON}),
            field="reason",
        )
    return checked


def ttl(seconds: int | None) -> int | None:
    """A time to live as it is stored. Raises InvalidValue when it is out of range."""
    if seconds is not None and seconds != TTL_OFF and not 0 < seconds <= MAX_TTL:
        raise InvalidValue(
            _("A time to live is between a second and a hundred years."), field="ttl"
        )
    return seconds


def identifier(value: str, *, field: str, limit: int) -> str:
    """An id that a client made up. Raises InvalidValue when it is too long."""
    if len(value) > limit:
        raise InvalidValue(
            _(
                "The %(field)s has %(count)s characters; at most %(limit)s are allowed.",
                {"field": field, "count": len(value), "limit": limit},
            ),
            field=field,
        )
    return text(value)


def metadata(value: Mapping[str, object]) -> dict[str, object]:
    """An artifact's metadata as it is stored. NaN becomes null; infinities are refused."""
    if len(value) > MAX_METADATA_KEYS:
        raise InvalidValue(
            _(
                "Metadata has %(count)s keys; at most %(max_metadata_keys)s are allowed.",
                {"count": len(value), "max_metadata_keys": MAX_METADATA_KEYS},
            ),
            field="metadata",
        )
    checked = {text(key): storable(each, unlike_json=_missing) for key, each in value.items()}
    if len(json.dumps(checked)) > MAX_METADATA:
        raise InvalidValue(_("Metadata can hold at most 1 MiB of JSON."), field="metadata")
    return checked


def word(number: float) -> object:
    """The word for a number that JSON does not have."""
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"


def storable(
    value: object, *, unlike_json: Callable[[float], object] = word, depth: int = MAX_DEPTH
) -> object:
    """Plain JSON. `unlike_json` says what stands for NaN and infinities. Raises InvalidValue."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, float) and not math.isfinite(value):
        return unlike_json(value)
    if not isinstance(value, dict | list):
        return value
    if depth == 0:
        raise InvalidValue(
            _("The JSON is nested more than %(max_depth)s levels deep.", {"max_depth": MAX_DEPTH})
        )
    if isinstance(value, dict):
        return {
            text(str(key)): storable(each, unlike_json=unlike_json, depth=depth - 1)
            for key, each in value.items()
        }
    return [storable(each, unlike_json=unlike_json, depth=depth - 1) for each in value]


def _missing(number: float) -> None:
    if math.isinf(number):
        raise InvalidValue(_("Metadata cannot hold infinite numbers."), field="metadata")
