"""Text and JSON as both databases can hold them. Pure.

PostgreSQL stores neither NUL nor lone surrogates, and no JSON has NaN or infinities; clients send
all of them.
"""

import json
import math
import re
from collections.abc import Callable, Mapping

from registry.errors import InvalidValue

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
        raise InvalidValue("A description can hold at most 64 KiB.", field="description")
    return checked


def reason(value: str) -> str:
    """Why somebody made a change, as it is stored. Raises InvalidValue when it is too long."""
    checked = text(value.strip())
    if len(checked) > MAX_REASON:
        raise InvalidValue(f"A reason can hold {MAX_REASON} characters.", field="reason")
    return checked


def ttl(seconds: int | None) -> int | None:
    """A time to live as it is stored. Raises InvalidValue when it is out of range."""
    if seconds is not None and seconds != TTL_OFF and not 0 < seconds <= MAX_TTL:
        raise InvalidValue("A time to live is between a second and a hundred years.", field="ttl")
    return seconds


def identifier(value: str, *, field: str, limit: int) -> str:
    """An id that a client made up. Raises InvalidValue when it is too long."""
    if len(value) > limit:
        raise InvalidValue(
            f"The {field} has {len(value)} characters; at most {limit} are allowed.", field=field
        )
    return text(value)


def metadata(value: Mapping[str, object]) -> dict[str, object]:
    """An artifact's metadata as it is stored. NaN becomes null; infinities are refused."""
    if len(value) > MAX_METADATA_KEYS:
        raise InvalidValue(
            f"Metadata has {len(value)} keys; at most {MAX_METADATA_KEYS} are allowed.",
            field="metadata",
        )
    checked = {text(key): storable(each, unlike_json=_missing) for key, each in value.items()}
    if len(json.dumps(checked)) > MAX_METADATA:
        raise InvalidValue("Metadata can hold at most 1 MiB of JSON.", field="metadata")
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
        raise InvalidValue(f"The JSON is nested more than {MAX_DEPTH} levels deep.")
    if isinstance(value, dict):
        return {
            text(str(key)): storable(each, unlike_json=unlike_json, depth=depth - 1)
            for key, each in value.items()
        }
    return [storable(each, unlike_json=unlike_json, depth=depth - 1) for each in value]


def _missing(number: float) -> None:
    if math.isinf(number):
        raise InvalidValue("Metadata cannot hold infinite numbers.", field="metadata")
