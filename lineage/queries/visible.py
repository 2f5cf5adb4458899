"""Which projects and registries of a lineage the viewer sees: `visible_to` for the hot path.

To build its nested query costs Django milliseconds, more than most lineages cost to read. So the
SQL of each rule is built once, for a user that nobody is, and asked with the viewer's id.
"""

from collections.abc import Collection
from functools import cache

from django.db import connection

from lineage.queries.cursors import among, fetch, listed
from registry.models import Project, Registry, User

_NOBODY = -1


def visible_places(
    viewer: User, projects: Collection[int], registries: Collection[int]
) -> tuple[set[int], set[int]]:
    """Those of the projects and of the registries that the viewer sees."""
    rule, params = _rule(connection.vendor, "registry_project")
    sql = f"SELECT 0, id FROM registry_project WHERE {among('id')} AND id IN ({rule})"
    values = [listed(projects), *_asked_by(viewer, params)]
    if registries:
        rule, params = _rule(connection.vendor, "registry_registry")
        sql += (
            f" UNION ALL SELECT 1, id FROM registry_registry WHERE {among('id')} AND id IN ({rule})"
        )
        values += [listed(registries), *_asked_by(viewer, params)]
    found: tuple[set[int], set[int]] = (set(), set())
    for is_registry, pk in fetch(sql, values):
        found[is_registry].add(pk)
    return found


@cache
def _rule(vendor: str, table: str) -> tuple[str, tuple[object, ...]]:
    nobody = User(pk=_NOBODY)
    rules = {
        "registry_project": Project.objects.visible_to(nobody).values("pk"),
        "registry_registry": Registry.objects.visible_to(nobody).values("pk"),
    }
    sql, params = rules[table].query.sql_with_params()
    return sql, tuple(str(value) if isinstance(value, str) else value for value in params)


def _asked_by(viewer: User, params: tuple[object, ...]) -> list[object]:
    return [viewer.pk if value == _NOBODY else value for value in params]
