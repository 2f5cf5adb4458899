"""The only place that writes rows past the actions: it moves what the demo made into the past.

Actions stamp the moment at which they run, and so they must. A story that happened within a
minute would leave nothing to see in histories, charts and lists by date, so its rows get the dates
that it tells of. This is safe because the demo only loads into a database of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import F, Max, Min, Model, OuterRef, Subquery
from django.utils import timezone

from lineage.models import Logged, Run, Used
from registry.models import (
    Alias,
    ApiKey,
    ArtifactVersion,
    AuditEvent,
    Collection,
    Entity,
    LinkedVersion,
    Organization,
    OrganizationMember,
    Project,
    ProtectedAlias,
    Registry,
    RegistryMember,
    TeamMember,
    User,
)

# Rows that get the moment because they are new ...
_BORN: dict[type[Model], tuple[str, ...]] = {
    ApiKey: ("created_at",),
    AuditEvent: ("at",),
    Collection: ("created_at", "updated_at"),
    Entity: ("created_at",),
    LinkedVersion: ("created_at",),
    Organization: ("created_at",),
    OrganizationMember: ("created_at",),
    Project: ("created_at", "updated_at"),
    ProtectedAlias: ("created_at",),
    Registry: ("created_at", "updated_at"),
    RegistryMember: ("created_at",),
    TeamMember: ("created_at",),
    User: ("date_joined",),
}
# ... and because they have changed.
_CHANGED: dict[type[Model], str] = {
    Alias: "moved_at",
    ArtifactVersion: "deleted_at",
    Collection: "updated_at",
    Project: "updated_at",
    Registry: "updated_at",
}


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """What people do in this block, they did at that moment."""
    newest = {model: _newest(model) for model in _BORN}
    begun = timezone.now()
    yield
    for model, names in _BORN.items():
        born = model._default_manager.filter(pk__gt=newest[model])
        born.update(**dict.fromkeys(names, moment))
    for model, name in _CHANGED.items():
        changed = model._default_manager.filter(**{f"{name}__gte": begun})
        changed.update(**{name: moment})


def date_run(run: Run, *, start: datetime, seen: datetime, is_over: bool) -> None:
    """`seen`: its last sign of life, which is its end when it is over."""
    Run.objects.filter(pk=run.pk).update(
        created_at=start,
        started_at=start,
        heartbeat_at=seen,
        updated_at=seen,
        finished_at=seen if is_over else None,
    )


def date_version(version: ArtifactVersion, moment: datetime) -> None:
    ArtifactVersion.objects.filter(pk=version.pk).update(
        created_at=moment, committed_at=moment, updated_at=moment
    )


def settle(project: Project) -> None:
    """Give everything else in the project the dates of its runs and versions."""
    started = Run.objects.filter(pk=OuterRef("run")).values("started_at")
    Used.objects.filter(run__project=project).update(created_at=Subquery(started))
    ended = Run.objects.filter(pk=OuterRef("run")).values("updated_at")
    Logged.objects.filter(run__project=project).update(created_at=Subquery(ended))
    committed = ArtifactVersion.objects.filter(pk=OuterRef("version")).values("committed_at")
    Alias.objects.filter(collection__project=project).update(moved_at=Subquery(committed))
    _settle_collections(project)
    _settle_events(project)


def _settle_collections(project: Project) -> None:
    versions = ArtifactVersion.objects.filter(collection=OuterRef("pk")).order_by()
    by_collection = versions.values("collection")
    Collection.objects.filter(project=project).update(
        created_at=Subquery(by_collection.values(first=Min("committed_at"))),
        updated_at=Subquery(by_collection.values(last=Max("committed_at"))),
    )
    span = project.runs.aggregate(first=Min("created_at"), last=Max("updated_at"))
    Project.objects.filter(pk=project.pk).update(created_at=span["first"], updated_at=span["last"])


def _settle_events(project: Project) -> None:
    events = AuditEvent.objects.filter(project=project)
    committed = ArtifactVersion.objects.filter(pk=OuterRef("version")).values("committed_at")
    events.filter(version__isnull=False).update(at=Subquery(committed))
    created = Collection.objects.filter(pk=OuterRef("collection")).values("created_at")
    events.filter(version=None, collection__isnull=False).update(at=Subquery(created))
    begun = Project.objects.filter(pk=project.pk).values("created_at")
    events.filter(version=None, collection=None).update(at=Subquery(begun))


def _newest(model: type[Model]) -> int:
    newest = model._default_manager.aggregate(newest=Max(F("pk")))["newest"]
    return int(newest or 0)
