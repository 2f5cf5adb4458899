"""The lineage itself: which run produced a version, and which run took it as an input."""

from collections.abc import Sequence

from django.db.models import F

from lineage.models import Logged, Run, Used
from registry.actions.transactions import action
from registry.actions.versions import VersionSpec, announce, commit_version, count_use
from registry.errors import InvalidValue
from registry.models import ArtifactVersion, Project
from registry.models.prepared import Prepared
from registry.permissions import Actor, require_files, require_project_write
from registry.plain import text
from registry.sentences import marked as _

_EDGE = Prepared(lambda run, version: Used.objects.filter(run=run, version=version))


@action
def log_artifact(
    *, actor: Actor, project: Project, spec: VersionSpec, run: Run | None = None
) -> ArtifactVersion:
    """Begin a version as an output of the run; see begin_version.

    Content that is there already gains the run as another producer at once; else the edge is
    drawn by the commit, so that lineage never leads to an upload that did not finish.
    """
    if run and run.project_id != project.pk:
        raise InvalidValue(
            _(
                "Run %(run_id)r is not in project %(project)s.",
                {"run_id": run.run_id, "project": project},
            ),
            field="run",
        )
    producers = [run.pk] if run else []
    version = announce(actor=actor, project=project, spec=spec, producers=producers)
    if version.is_committed and _draw_logged(version, producers):
        version.save(update_fields=["logged_by_count"])
    return version


def commit_artifact(*, actor: Actor, version: ArtifactVersion) -> ArtifactVersion:
    """Commit the version and draw the edges from the runs that logged it, in one transaction."""
    return commit_version(
        actor=actor,
        version=version,
        together_with=lambda locked: _draw_logged(locked, locked.pending_labels["producers"]),
    )


@action
def use_artifact(*, actor: Actor, run: Run, version: ArtifactVersion, used_as: str = "") -> Used:
    """Mark the version as an input of the run. Doing it twice is no error.

    `used_as`: the path the run asked for, of the source or of a registry. Raises NotAllowed for
    versions whose files the actor may not have, NotFound for hidden ones, NotCommitted.
    """
    require_project_write(actor, run.project)
    require_files(actor, version)
    edge = _EDGE.first(run=run.pk, version=version.pk)
    if edge is None:
        count_use(version)
        edge = Used.objects.create(run=run, version=version, used_as=text(used_as)[:512])
        Run.objects.filter(pk=run.pk).update(used_count=F("used_count") + 1)
    return edge


def _draw_logged(version: ArtifactVersion, run_ids: Sequence[int]) -> bool:
    """Whether there was an edge to draw: then the caller saves the version with its new count.

    The version's collection is locked.
    """
    if not run_ids:
        return False
    known = Logged.objects.filter(version=version).values("run")
    new = Run.objects.filter(pk__in=run_ids).exclude(pk__in=known).order_by("pk")
    keys = list(new.values_list("pk", flat=True))
    if keys:
        Logged.objects.bulk_create([Logged(run_id=key, version=version) for key in keys])
        Run.objects.filter(pk__in=keys).update(logged_count=F("logged_count") + 1)
        version.logged_by_count += len(keys)
    return bool(keys)
