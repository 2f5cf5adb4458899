"""The lineage itself: which run produced a version, and which run took it as an input."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from lineage.models import Logged, Run, Used
from registry.actions.versions import VersionSpec, begin_version, commit_version, count_use
from registry.errors import NotAllowed, NotCommitted, NotFound
from registry.models import ArtifactVersion, Project
from registry.permissions import Actor, require_project_write


@transaction.atomic
def log_artifact(
    *, actor: Actor, project: Project, spec: VersionSpec, run: Run | None = None
) -> ArtifactVersion:
    """Begin a version as an output of the run; see begin_version.

    Content that is there already gains the run as another producer at once; else the edge is
    drawn by the commit, so that lineage never leads to an upload that did not finish.
    """
    version = begin_version(actor=actor, project=project, spec=spec)
    if run is None:
        return version
    if version.is_committed:
        _draw_logged(version, [run.pk])
        return version
    waiting = version.pending_labels.get("runs", [])
    if run.pk not in waiting:
        version.pending_labels["runs"] = [*waiting, run.pk]
        version.save(update_fields=["pending_labels"])
    return version


def commit_artifact(*, actor: Actor, version: ArtifactVersion) -> ArtifactVersion:
    """Commit the version and draw the edges from the runs that logged it, in one transaction."""
    return commit_version(
        actor=actor,
        version=version,
        together_with=lambda locked: _draw_logged(locked, locked.pending_labels.get("runs", [])),
    )


@transaction.atomic
def use_artifact(*, actor: Actor, run: Run, version: ArtifactVersion, used_as: str = "") -> Used:
    """Mark the version as an input of the run. Doing it twice is no error.

    `used_as`: the path the run asked for, of the source or of a registry. Raises NotAllowed for
    versions whose files the actor may not have, NotFound for hidden ones, NotCommitted.
    """
    require_project_write(actor, run.project)
    _require_usable(actor, version)
    edge, created = Used.objects.get_or_create(
        run=run, version=version, defaults={"used_as": used_as[:512]}
    )
    if created:
        count_use(version)
        Run.objects.filter(pk=run.pk).update(used_count=F("used_count") + 1)
    return edge


def _require_usable(actor: Actor, version: ArtifactVersion) -> None:
    if version.is_deleted:
        raise NotCommitted(f"{version} has been deleted; its files are gone.")
    if not version.is_committed:
        raise NotCommitted(f"{version} is not committed yet. Wait for its upload to finish.")
    if actor.user is None:
        return
    mine = ArtifactVersion.objects.filter(pk=version.pk)
    if mine.downloadable_by(actor.user).exists():
        return
    if mine.visible_to(actor.user).exists():
        raise NotAllowed(
            f"You are a restricted viewer where {version.name} is linked: you may look at it, but "
            "not use its files. Ask a registry admin for the role viewer."
        )
    raise NotFound("There is no such version that you may see.")


def _draw_logged(version: ArtifactVersion, run_ids: Iterable[int]) -> None:
    for run in Run.objects.filter(pk__in=list(run_ids)):
        _, created = Logged.objects.get_or_create(run=run, version=version)
        if created:
            Run.objects.filter(pk=run.pk).update(logged_count=F("logged_count") + 1)
            version.logged_by_count += 1
            ArtifactVersion.objects.filter(pk=version.pk).update(
                logged_by_count=F("logged_by_count") + 1
            )
