"""What the header of a version's page shows, on all its tabs, in a registry and in a project."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from registry.models import ArtifactVersion, Collection, User
from registry.presentation.rows import VersionRow, version_rows
from registry.presentation.versions import newest_versions
from registry.views import snippets
from registry.views.places import Place, collection_at, version_at

SIBLINGS_SHOWN = 8
TABS = ("metadata", "usage", "files", "lineage", "history")


@dataclass(frozen=True)
class VersionPage:
    """`here` is the version itself as a row; `siblings` the newest ones, for the drop-down."""

    collection: Collection
    here: VersionRow
    siblings: list[VersionRow]

    @property
    def version(self) -> ArtifactVersion:
        return self.here.version

    @property
    def name(self) -> str:
        return self.here.name

    @property
    def has_older(self) -> bool:
        """Than those in the drop-down."""
        return self.collection.version_count > len(self.siblings)

    @property
    def full_name(self) -> str:
        return f"{self.collection.full_name}:{self.name}"

    @property
    def type(self) -> str:
        return self.collection.artifact_type.name

    @property
    def use_line(self) -> str:
        return snippets.use_line(self.full_name, self.type)

    @property
    def edit_url(self) -> str:
        return f"{self.here.url}/edit"

    @cached_property
    def tabs(self) -> dict[str, str]:
        """The address of each tab, by its name."""
        return {"version": self.here.url, **{tab: f"{self.here.url}/{tab}" for tab in TABS}}


def version_page(user: User, place: Place, name: str) -> VersionPage:
    """The page of the version that `vN` or an alias stands for, or Http404."""
    collection = collection_at(user, place)
    newest = newest_versions(user, collection, SIBLINGS_SHOWN)
    here, *siblings = version_rows(collection, [version_at(user, collection, name), *newest])
    return VersionPage(collection, here, siblings)
