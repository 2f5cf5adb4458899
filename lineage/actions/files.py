"""Files of a run: config, metadata, console output, media."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from lineage.models import Run, RunFile
from registry.actions import audit
from registry.actions.transactions import action
from registry.actions.uploads import store_blob
from registry.errors import InvalidValue
from registry.manifest import check_path
from registry.models import Verb
from registry.permissions import Actor, require_project_write
from registry.sentences import marked as _

NAMED = 100


def request_run_files(*, actor: Actor, run: Run, names: Sequence[str]) -> list[str]:
    """Check that the actor may send files of these names. Raises NotAllowed, InvalidManifest."""
    require_project_write(actor, run.project)
    if len(names) > 10_000:
        raise InvalidValue(
            _("%(count)s files at once; at most 10000 are allowed.", {"count": len(names)})
        )
    return [check_path(name) for name in names]


def receive_run_file(
    *, run: Run, name: str, chunks: Iterable[bytes], md5: str | None = None
) -> RunFile:
    """Take the bytes of a file; they replace what the name held before. `md5`: hex, if announced.

    The upload was granted by request_run_files; its signed address is the permission.
    """
    name = check_path(name)
    blob = store_blob(entity=run.project.entity, digest=md5, chunks=chunks)
    row, _ = RunFile.objects.update_or_create(
        run=run,
        name=name,
        defaults={"blob": blob, "size": blob.size, "updated_at": timezone.now()},
    )
    return row


@action
def delete_run_files(*, actor: Actor, run: Run, files: Sequence[RunFile]) -> None:
    """Deleting one twice is no error. Bytes that nothing else names are swept away later."""
    require_project_write(actor, run.project)
    gone = RunFile.objects.filter(run=run, pk__in=[file.pk for file in files])
    names = sorted(gone.values_list("name", flat=True))
    if not names:
        return
    gone.delete()
    audit.record(
        actor=actor,
        verb=Verb.DELETED_FILES,
        subject=run.run_id,
        before=names[:NAMED],
        project=run.project,
    )
