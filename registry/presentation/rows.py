"""Rows of the tables: a thing with its chips, read in one statement per kind for a whole page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    CollectionTag,
    LinkedVersion,
    User,
    VersionTag,
)
from registry.naming import LATEST
from registry.presentation.versions import newest_versions

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from registry.models.labels import Mark
    from registry.presentation.versions import VersionOrLink

    MarkedAlias = WithAnnotations[Alias, Mark]

ALIASES_SHOWN = 6
BOARD_SHOWN = 30


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version under the name it has in a collection, its own or one it is linked into."""

    version: ArtifactVersion
    link: LinkedVersion | None
    url: str
    aliases: list[MarkedAlias]
    tags: list[str]

    @property
    def name(self) -> str:
        return self.link.name if self.link else self.version.name

    @property
    def since(self) -> datetime:
        return self.link.created_at if self.link else self.version.created_at


@dataclass(frozen=True, slots=True)
class CollectionRow:
    collection: Collection
    aliases: list[MarkedAlias]
    tags: list[str]

    @property
    def more_aliases(self) -> int:
        return self.aliases[0].alias_count - len(self.aliases) if self.aliases else 0


def version_rows(collection: Collection, shown: Sequence[VersionOrLink]) -> list[VersionRow]:
    url = collection.get_absolute_url()
    links = [each if isinstance(each, LinkedVersion) else None for each in shown]
    versions = [each.version if isinstance(each, LinkedVersion) else each for each in shown]
    aliases = _aliases_by_version(collection, versions)
    tags = _tags_by_version(versions)
    return [
        VersionRow(version, link, f"{url}/{each.name}", aliases[version.pk], tags[version.pk])
        for each, version, link in zip(shown, versions, links, strict=True)
    ]


def newest_rows(user: User, collection: Collection, limit: int) -> list[VersionRow]:
    return version_rows(collection, list(newest_versions(user, collection, limit)))


def collection_rows(collections: Sequence[Collection]) -> list[CollectionRow]:
    """With the aliases that somebody chose: each collection has a `latest`, which says nothing."""
    chosen = Alias.objects.filter(collection__in=collections).exclude(name=LATEST)
    aliases: defaultdict[int, list[MarkedAlias]] = defaultdict(list)
    for alias in chosen.first_of_each_collection(ALIASES_SHOWN):
        aliases[alias.collection_id].append(alias)
    tags: defaultdict[int, list[str]] = defaultdict(list)
    for tag in CollectionTag.objects.filter(collection__in=collections).order_by("name"):
        tags[tag.collection_id].append(tag.name)
    return [CollectionRow(one, aliases[one.pk], tags[one.pk]) for one in collections]


def alias_board(collection: Collection) -> CollectionRow:
    """All aliases of one collection with where they stand; only very many are cut."""
    here = Alias.objects.filter(collection=collection)
    aliases = list(here.first_of_each_collection(BOARD_SHOWN))
    tags = list(collection.tags.order_by("name").values_list("name", flat=True))
    return CollectionRow(collection, heaviest_first(aliases), tags)


def heaviest_first(aliases: Iterable[MarkedAlias]) -> list[MarkedAlias]:
    """Protected ones first, `latest` last: what is hard to move is what people look for."""
    return sorted(aliases, key=lambda it: (it.name == LATEST, not it.is_protected, it.name))


def _aliases_by_version(
    collection: Collection, versions: Sequence[ArtifactVersion]
) -> dict[int, list[MarkedAlias]]:
    found: defaultdict[int, list[MarkedAlias]] = defaultdict(list)
    here = Alias.objects.filter(collection=collection, version__in=versions)
    for alias in heaviest_first(here.marked()):
        found[alias.version_id].append(alias)
    return found


def _tags_by_version(versions: Sequence[ArtifactVersion]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for tag in VersionTag.objects.filter(version__in=versions).order_by("name"):
        found[tag.version_id].append(tag.name)
    return found
