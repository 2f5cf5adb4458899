"""What of a lineage the viewer may see, decided by projects and registries, not node by node."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from lineage.models import Run
from lineage.queries.cursors import Row, among, fetch, listed
from lineage.queries.keys import Key
from registry.models import ArtifactVersion, Project, Registry, User


@dataclass(frozen=True, slots=True)
class Sight:
    projects: set[int]
    """Visible ones: so are their runs and versions."""
    registries: set[int]
    linked: set[int]
    """Versions visible because they are linked where the viewer may look."""
    protected: set[int]
    """Those among them that hold a protected alias there."""


def sight_of(viewer: User, projects: Iterable[int], linked: Collection[int]) -> Sight:
    """For a lineage that touches these projects, and these versions with links of any kind."""
    links = _links(linked)
    in_projects = {project for _, project, _, _ in links if project}
    in_registries = {registry for _, _, registry, _ in links if registry}
    visible = _visible(Project.objects.visible_to(viewer), in_projects.union(projects))
    registries = _visible(Registry.objects.visible_to(viewer), in_registries)
    shown = [link for link in links if link[1] in visible or link[2] in registries]
    return Sight(
        projects=visible,
        registries=registries,
        linked={version for version, _, _, _ in shown},
        protected={version for version, _, _, is_protected in shown if is_protected},
    )


def is_visible(key: Key, viewer: User) -> bool:
    if key.kind == "run":
        return Run.objects.visible_to(viewer).filter(pk=key.pk).exists()
    return ArtifactVersion.objects.visible_to(viewer).filter(pk=key.pk).exists()


def _visible(rows: QuerySet[Project] | QuerySet[Registry], ids: set[int]) -> set[int]:
    return set(rows.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def _links(versions: Collection[int]) -> list[Row]:
    """Rows of (version, project, registry, holds a protected alias): one for each link."""
    if not versions:
        return []
    sql = f"""
        SELECT link.version_id, collection.project_id, collection.registry_id, EXISTS(
          SELECT 1 FROM registry_alias alias JOIN registry_protectedalias protected
          ON protected.registry_id = collection.registry_id AND protected.name = alias.name
          WHERE alias.version_id = link.version_id AND alias.collection_id = collection.id)
        FROM registry_linkedversion link
        JOIN registry_collection collection ON collection.id = link.collection_id
        WHERE {among("link.version_id")}"""
    return fetch(sql, [listed(versions)])
