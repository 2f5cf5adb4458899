"""How static files are stored for serving: hashed names, compressed, stylesheets in one piece."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from django.core.management import call_command
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from lineal.stylesheets import join

Files = Mapping[str, tuple[Storage, str]]


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites the relative imports of ES modules to the hashed names, and puts stylesheets
    in the place of the lines that import them: each import would be one more request."""

    support_js_module_import_aggregation = True
    max_post_process_passes = 50  # each pass settles one more level of imports

    def post_process(
        self, paths: Files, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        yield from super().post_process(with_joined_stylesheets(paths), dry_run, **options)

    def create_compressor(self, **options: Any) -> Compressor:
        """Source maps are large, and only developers' tools ever ask for them."""
        skipped = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
        return Compressor(**{**options, "extensions": skipped})


def with_joined_stylesheets(files: Files) -> Files:
    def read(name: str) -> str:
        storage, path = files[name]
        with storage.open(path) as file:
            return str(file.read(), "utf-8")

    joined: dict[str, tuple[Storage, str]] = {}
    parts: set[str] = set()
    for name in files:
        text, taken = join(name, read) if name.endswith(".css") else ("", set())
        if taken:
            storage = InMemoryStorage()
            joined[name] = (storage, storage.save(name, ContentFile(text.encode())))
            parts |= taken
    return {name: file for name, file in files.items() if name not in parts} | joined


def collect() -> None:
    """Collect the static files if any has changed since the last time."""
    stamp = settings.STATIC_ROOT / ".stamp"
    state = source_state()
    if not stamp.exists() or stamp.read_text() != state:
        unused = ["redoc*"]  # the REST documentation comes with two viewers
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=unused)
        stamp.write_text(state)


def source_state() -> str:
    """Changes with each static file that is added, removed or written to."""
    state = hashlib.sha256(django.get_version().encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = Path(storage.path(path)).stat()
            state.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return state.hexdigest()
