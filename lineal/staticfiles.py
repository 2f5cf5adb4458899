"""How static files are stored for serving: hashed names, compressed, modules included."""

import hashlib
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the relative imports of ES modules to the hashed names."""

    support_js_module_import_aggregation = True
    max_post_process_passes = 50  # each pass settles one more level of imports


def collect() -> None:
    """Collect the static files if any has changed since the last time."""
    stamp = settings.STATIC_ROOT / ".stamp"
    state = source_state()
    if not stamp.exists() or stamp.read_text() != state:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state)


def source_state() -> str:
    """Changes with each static file that is added, removed or written to."""
    state = hashlib.sha256(django.get_version().encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = Path(storage.path(path)).stat()
            state.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return state.hexdigest()
