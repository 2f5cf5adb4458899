"""How an answer writes moments and addresses."""

from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from django.urls import reverse

# What Django's `reverse` leaves as it is in a path.
_SAFE = "!$&'()*+,;=/~:@"

Moment = datetime | str
"""In UTC. Rows of SQLite have text: to parse it only to write it again would cost as much as the
rest of the row."""


def iso(moment: Moment | None) -> str | None:
    """To the second."""
    if moment is None:
        return None
    text = moment if isinstance(moment, str) else moment.isoformat()
    return f"{text[:10]}T{text[11:19]}Z"


def seconds_between(start: Moment | None, end: Moment | None) -> int | None:
    if start is None or end is None:
        return None
    return max(0, int((_parsed(end) - _parsed(start)).total_seconds()))


def _parsed(moment: Moment) -> datetime:
    return datetime.fromisoformat(moment) if isinstance(moment, str) else moment


@lru_cache(maxsize=4096)
def address_under(route: str, *places: str) -> str:
    """The address of a route up to its last part, for which see `last_part`: `reverse` is slow."""
    return reverse(route, args=(*places, "-")).removesuffix("-")


def last_part(name: str) -> str:
    return name if name.isascii() and name.isalnum() else quote(name, safe=_SAFE)
