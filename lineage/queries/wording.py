"""How an answer writes moments and addresses."""

from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from django.urls import reverse

# What Django's `reverse` leaves as it is in a path.
_SAFE = "!$&'()*+,;=/~:@"


def iso(moment: datetime | None) -> str | None:
    """UTC to the second. Raw rows of SQLite have no time zone, those of PostgreSQL have UTC."""
    return f"{moment.isoformat()[:19]}Z" if moment else None


def seconds_between(start: datetime | None, end: datetime | None) -> int | None:
    return max(0, int((end - start).total_seconds())) if start and end else None


@lru_cache(maxsize=4096)
def address_under(route: str, *places: str) -> str:
    """The address of a route up to its last part, for which see `last_part`: `reverse` is slow."""
    return reverse(route, args=(*places, "-")).removesuffix("-")


def last_part(name: str) -> str:
    return quote(name, safe=_SAFE)
