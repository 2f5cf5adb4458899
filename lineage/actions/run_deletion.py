"""Runs are deleted, with what they logged or without it."""

from django.db.models import F, QuerySet

from lineage.models import Logged, Run, Used
from registry.actions import audit
from registry.actions.deletions import delete_version
from registry.actions.locks import lock_remains
from registry.actions.transactions import action
from registry.models import ArtifactVersion, Collection, Project, Verb
from registry.permissions import Actor, require_project_write


@action
def delete_run(*, actor: Actor, run: Run, with_artifacts: bool = False) -> None:
    """Delete a run and its place in the lineage. Deleting it twice is no error.

    `with_artifacts`: also the versions that it logged and no other run did, with their aliases.
    """
    require_project_write(actor, run.project)
    for version in _logged_or_used(run):
        _forget(actor, run, lock_remains(version), with_artifacts=with_artifacts)
    if not Run.objects.select_for_update().filter(pk=run.pk).exists():
        return
    audit.record(
        actor=actor,
        verb=Verb.DELETED_RUN,
        subject=run.run_id,
        before={"name": run.display_name, "state": run.state},
        project=run.project,
    )
    Run.objects.filter(pk=run.pk).delete()
    Project.objects.filter(pk=run.project_id).update(run_count=F("run_count") - 1)


def _logged_or_used(run: Run) -> QuerySet[ArtifactVersion]:
    """In the order in which source collections are locked."""
    logged = Logged.objects.filter(run=run).values("version")
    used = Used.objects.filter(run=run).values("version")
    touched = ArtifactVersion.objects.filter(pk__in=logged.union(used, all=True).values("version"))
    return touched.select_related("collection__project__entity").order_by("collection", "pk")


def _forget(actor: Actor, run: Run, version: ArtifactVersion, *, with_artifacts: bool) -> None:
    """Take the run's edges to the version away. The version's collection is locked."""
    was_used, _ = Used.objects.filter(run=run, version=version).delete()
    was_logged, _ = Logged.objects.filter(run=run, version=version).delete()
    if was_used:
        less = {"used_by_count": F("used_by_count") - 1}
        ArtifactVersion.objects.filter(pk=version.pk).update(**less)
        if version.is_committed:
            Collection.objects.filter(pk=version.collection_id).update(**less)
            Collection.objects.filter(links__version=version).update(**less)
    if was_logged:
        ArtifactVersion.objects.filter(pk=version.pk).update(
            logged_by_count=F("logged_by_count") - 1
        )
        if with_artifacts and version.is_committed and version.logged_by_count == 1:
            delete_version(actor=actor, version=version, with_aliases=True)
