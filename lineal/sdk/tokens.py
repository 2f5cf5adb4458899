"""Upload and download addresses: signed and expiring, for the SDK calls them without its key."""

from typing import TypedDict, cast

from django.core import signing
from django.urls import reverse

UPLOAD_SECONDS = 24 * 3600
DOWNLOAD_SECONDS = 3600


class Upload(TypedDict, total=False):
    """Where bytes go: to an entity's blobs, a manifest or a file of a run. `md5`: hex, if known."""

    entity: int
    manifest: int
    run: int
    name: str
    md5: str


class Download(TypedDict):
    """Which stored bytes, under the name that the browser saves them as."""

    entity: int
    md5: str
    name: str


def upload_path(upload: Upload) -> str:
    return reverse("upload", args=(signing.dumps(upload, salt="upload"),))


def download_path(download: Download) -> str:
    return reverse("download", args=(signing.dumps(download, salt="download"),))


def read_upload(token: str) -> Upload | None:
    return cast(Upload | None, _read(token, "upload", UPLOAD_SECONDS))


def read_download(token: str) -> Download | None:
    return cast(Download | None, _read(token, "download", DOWNLOAD_SECONDS))


def _read(token: str, salt: str, seconds: int) -> object:
    """None for a token that is forged, of the other kind, or too old."""
    try:
        return signing.loads(token, salt=salt, max_age=seconds)
    except signing.BadSignature:
        return None
