"""The versions of a collection as its readers see them: logged into it, or linked."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from registry.models import (
    ArtifactVersion,
    Collection,
    LinkedVersion,
    User,
    VersionState,
    VersionTag,
)
from registry.naming import asked_index

# A version in its own collection, or its link into another one.
VersionOrLink = ArtifactVersion | LinkedVersion


def newest_versions(user: User, collection: Collection, limit: int) -> Iterable[VersionOrLink]:
    if collection.is_source:
        return logged_versions(user, collection).order_by("-index")[:limit]
    return linked_versions(user, collection).order_by("-index")[:limit]


def logged_versions(user: User, collection: Collection) -> QuerySet[ArtifactVersion]:
    return ArtifactVersion.objects.visible_to(user).committed().filter(collection=collection)


def linked_versions(user: User, collection: Collection) -> QuerySet[LinkedVersion]:
    links = LinkedVersion.objects.visible_to(user).select_related("version", "linked_by")
    return links.filter(collection=collection, version__state=VersionState.COMMITTED)


def by_text(collection: Collection, text: str) -> Q:
    """What of the collection has the number, or an alias or a tag with the text in it."""
    if not text:
        return Q()
    version, home = (
        ("pk", "collection") if collection.is_source else ("version", "links__collection")
    )
    tags = VersionTag.objects.filter(**{f"version__{home}": collection}, name__icontains=text)
    aliases = collection.aliases.filter(name__icontains=text)
    named = Q(**{f"{version}__in": aliases.values("version")})
    return Q(index=asked_index(text)) | named | Q(**{f"{version}__in": tags.values("version")})
