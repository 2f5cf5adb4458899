"""Runs as they are now, kept from other changes until the transaction ends."""

from lineage.models import Run
from registry.errors import NotFound
from registry.sentences import marked as _


def lock_run(run: Run) -> Run:
    """Raises NotFound when it has been deleted meanwhile."""
    found = Run.objects.select_for_update(no_key=True).filter(pk=run.pk).first()
    if found is None:
        raise NotFound(_("Run %(run)r has been deleted.", {"run": run.run_id}))
    found.project = run.project
    return found
