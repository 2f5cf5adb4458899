"""Stored files on their way out: whole or in part, always an attachment, never run or sniffed."""

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from registry.models import Blob
from registry.storage import Reader, blob_key, read_range, store

_RANGE = re.compile(r"bytes=(?:(\d{1,19})-(\d{1,19})?|-(\d{1,19}))")


class _Part:
    """Bytes of an open file, which is closed even if nobody reads them."""

    def __init__(self, file: Reader, length: int) -> None:
        self.file, self.length = file, length

    def __iter__(self) -> Iterator[bytes]:
        return read_range(self.file, self.length)

    def close(self) -> None:
        self.file.close()


def attachment(request: HttpRequest, blob: Blob, path: str) -> HttpResponseBase:
    etag = f'"{blob.digest}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag})
    part = _part(request, blob.size, etag)
    if part is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{blob.size}"})
    start, length = part
    file = store().open(blob_key(blob.entity_id, blob.digest), start)
    response = StreamingHttpResponse(
        _Part(file, length),
        status=200 if length == blob.size else 206,
        content_type="application/octet-stream",
    )
    response["ETag"] = etag
    response["Content-Length"] = str(length)
    response["Accept-Ranges"] = "bytes"
    if response.status_code == 206:
        response["Content-Range"] = f"bytes {start}-{start + length - 1}/{blob.size}"
    else:
        response["Content-MD5"] = b64encode(bytes.fromhex(blob.digest)).decode()
    return _inert(response, PurePosixPath(path).name)


def _inert(response: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    """What an uploader stored must not act in our origin, whatever it claims to be."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Start and length; None when the range lies outside. Several ranges at once get the whole."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or request.headers.get("If-Range", etag) != etag:
        return 0, size
    first, last, tail = asked.groups()
    if tail is not None:
        length = min(int(tail), size)
        return (size - length, length) if length else None
    start, end = int(first), min(int(last) if last else size - 1, size - 1)
    return (start, end - start + 1) if start <= end else None
