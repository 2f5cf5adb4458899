"""Which stored bytes a digest means, of the two sorts that a client may name them by."""

from collections.abc import Iterable

from django.db.models import Q

from registry.errors import InvalidManifest
from registry.manifest import Algorithm, Key
from registry.models import Blob
from registry.sentences import marked as _


def named_by(keys: Iterable[Key], where: str = "") -> Q:
    """Blobs that any of the keys may mean; `where`: the way to them, as in `blob__`."""
    by_sort: dict[Algorithm, set[str]] = {sort: set() for sort in Algorithm}
    for key in keys:
        by_sort[key.algorithm].add(key.digest)
    named = Q(**{f"{where}digest__in": by_sort[Algorithm.MD5]})
    if wanted := by_sort[Algorithm.XXH128]:
        named |= Q(**{f"{where}xxh128__in": wanted})
    return named


def by_key(blobs: Iterable[Blob], keys: set[Key]) -> dict[Key, Blob]:
    """What each key means.

    Anybody can make a second file of a given XXH128. Rather than give out the wrong one of two,
    InvalidManifest is raised.
    """
    found: dict[Key, Blob] = {}
    for blob in blobs:
        for key in keys & {Key(Algorithm.MD5, blob.digest), Key(Algorithm.XXH128, blob.xxh128)}:
            if found.setdefault(key, blob).digest != blob.digest:
                raise InvalidManifest(
                    _(
                        "Two different files have the XXH128 digest %(digest)s. Log the artifact "
                        "with MD5 digests.",
                        {"digest": key.digest},
                    )
                )
    return found
