"""What of a lineage the viewer may see, decided by projects and registries, not node by node."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Value

from lineage.models import Run
from lineage.queries.keys import Key
from lineage.queries.links import Link, links_of
from registry.models import ArtifactVersion, Project, Registry, User


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
    visible, registries = _visible(
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


def is_visible(key: Key, viewer: User) -> bool:
    if key.kind == "run":
        return Run.objects.visible_to(viewer).filter(pk=key.pk).exists()
    return ArtifactVersion.objects.visible_to(viewer).filter(pk=key.pk).exists()


def _visible(viewer: User, projects: set[int], registries: set[int]) -> tuple[set[int], set[int]]:
    """Those of them that the viewer sees, in one statement."""
    seen_projects = Project.objects.visible_to(viewer).filter(pk__in=projects)
    seen_registries = Registry.objects.visible_to(viewer).filter(pk__in=registries)
    rows = seen_projects.values_list(Value(False), "pk")
    if registries:
        rows = rows.union(seen_registries.values_list(Value(True), "pk"), all=True)
    found: tuple[set[int], set[int]] = (set(), set())
    for is_registry, pk in rows:
        found[is_registry].add(pk)
    return found
