"""Stored files on their way to a browser: always an attachment, never run, never sniffed."""

from pathlib import PurePosixPath
from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse

from registry.models import Blob
from registry.storage import blob_key, read_range, store


def attachment(blob: Blob, path: str) -> HttpResponse | StreamingHttpResponse:
    """What an uploader stored must not act in our origin, whatever it claims to be."""
    file = store().open(blob_key(blob.entity_id, blob.digest))
    response = StreamingHttpResponse(
        read_range(file, 0, blob.size), content_type="application/octet-stream"
    )
    response["Content-Length"] = str(blob.size)
    response["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(PurePosixPath(path).name)}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-cache"
    return response
