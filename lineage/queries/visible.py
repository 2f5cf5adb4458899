"""Which projects and registries of a lineage the viewer sees: `visible_to` for the hot path."""

from collections.abc import Collection

from lineage.queries.cursors import among, fetch, listed
from registry.models import Project, Registry, User
from registry.models.prepared import Prepared

_PROJECTS = Prepared(lambda user: Project.objects.visible_to(User(pk=user)).values("pk"))
_REGISTRIES = Prepared(lambda user: Registry.objects.visible_to(User(pk=user)).values("pk"))


def visible_places(
    viewer: User, projects: Collection[int], registries: Collection[int]
) -> tuple[set[int], set[int]]:
    """Those of the projects and of the registries that the viewer sees."""
    rule, params = _PROJECTS.statement(user=viewer.pk)
    sql = f"SELECT 0, id FROM registry_project WHERE {among('id')} AND id IN ({rule})"
    values = [listed(projects), *params]
    if registries:
        rule, params = _REGISTRIES.statement(user=viewer.pk)
        sql += (
            f" UNION ALL SELECT 1, id FROM registry_registry WHERE {among('id')} AND id IN ({rule})"
        )
        values += [listed(registries), *params]
    found: tuple[set[int], set[int]] = (set(), set())
    for is_registry, pk in fetch(sql, values):
        found[is_registry].add(pk)
    return found
