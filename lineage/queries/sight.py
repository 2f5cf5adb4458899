"""What of a lineage the viewer may see, decided by projects and registries, not node by node."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lineage.queries.links import Link, links_of
from lineage.queries.visible import visible_places
from registry.models import User


@dataclass(frozen=True, slots=True)
class Sight:
    projects: set[int]
    """Visible ones: so are their runs and versions."""
    links: dict[int, list[Link]]
    """By version, the links in visible places, the newest first: they make the version visible."""
    protected: set[int]
    """Versions that hold a protected alias in such a place."""


def sight_of(viewer: User, projects: Iterable[int], linked: Collection[int]) -> Sight:
    """For a lineage that touches these projects, and these versions with links of any kind."""
    links = links_of(linked)
    visible, registries = visible_places(
        viewer,
        projects={link.project for link in links if link.project}.union(projects),
        registries={link.registry for link in links if link.registry},
    )
    shown: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        if link.project in visible or link.registry in registries:
            shown[link.version].append(link)
    return Sight(
        projects=visible,
        links=shown,
        protected={
            version for version, places in shown.items() if any(it.is_protected for it in places)
        },
    )
