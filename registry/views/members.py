"""The versions of a collection: logged into it, or linked."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest

from registry.models import ArtifactVersion, Collection, LinkedVersion, User, VersionState
from registry.views.paging import Page, highest_by, page_of
from registry.views.places import Member

NEWEST = highest_by("index")


def newest_members(user: User, collection: Collection, limit: int) -> Iterable[Member]:
    if collection.is_source:
        return _logged(user, collection).order_by("-index")[:limit]
    return _linked(user, collection).order_by("-index")[:limit]


def page_of_members(
    request: HttpRequest, user: User, collection: Collection
) -> Page[ArtifactVersion] | Page[LinkedVersion]:
    total = collection.version_count
    if collection.is_source:
        return page_of(_logged(user, collection), request, NEWEST, total=total)
    return page_of(_linked(user, collection), request, NEWEST, total=total)


def _logged(user: User, collection: Collection) -> QuerySet[ArtifactVersion]:
    return ArtifactVersion.objects.visible_to(user).committed().filter(collection=collection)


def _linked(user: User, collection: Collection) -> QuerySet[LinkedVersion]:
    links = LinkedVersion.objects.visible_to(user).select_related("version", "linked_by")
    return links.filter(collection=collection, version__state=VersionState.COMMITTED)
