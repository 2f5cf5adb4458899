"""JSON inside strings, as the SDK sends and reads it: with NaN and infinities as bare words."""

import json

from lineage.metrics import from_words
from lineal.sdk.errors import WireError


class BadJson(WireError):
    code = "INVALID_VALUE"


def read_object(text: str | None, what: str) -> dict[str, object] | None:
    if text is None:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise BadJson(f"The {what} is not valid JSON.") from None
    if found is None:
        return None
    if not isinstance(found, dict):
        raise BadJson(f"The {what} must be a JSON object.")
    return found


def write(value: object) -> str:
    """From our stored JSON, in which words stand for the numbers that JSON has not."""
    return json.dumps(from_words(value))
