"""Upload and download addresses: signed and expiring, for the SDK calls them without its key.

Each names the API key it was given to, which must still be good when it is used, as must the rights
of its holder.
"""

from typing import Required, TypedDict, cast

from django.core import signing
from django.urls import reverse

UPLOAD_SECONDS = 24 * 3600
DOWNLOAD_SECONDS = 3600


class Upload(TypedDict, total=False):
    """Where bytes go: to a project's blobs, a manifest or a file of a run. Digests: hex, if known.

    `parts` and `part`: to which file in parts, and which of them.
    """

    key: Required[int]
    project: int
    parts: str
    part: int
    manifest: int
    run: int
    name: str
    md5: str
    xxh128: str


class Joining(TypedDict):
    """What parts make: which file, of how many, whose MD5s have this one together.

    One of the whole file's digests may be empty.
    """

    key: int
    project: int
    parts: str
    count: int
    sum: str
    md5: str
    xxh128: str


class Of(TypedDict, total=False):
    """What the bytes are a part of: whoever may have that may have them."""

    version: int
    run: int


class Download(Of):
    """Which bytes, under the name that the browser saves them as."""

    key: int
    entity: int
    md5: str
    name: str


def upload_path(upload: Upload) -> str:
    return reverse("upload", args=(signing.dumps(upload, salt="upload"),))


def joining_id(joining: Joining) -> str:
    return signing.dumps(joining, salt="joining")


def download_path(download: Download) -> str:
    return reverse("download", args=(signing.dumps(download, salt="download"),))


def read_upload(token: str) -> Upload | None:
    return cast(Upload | None, _read(token, "upload", UPLOAD_SECONDS))


def read_joining(token: str) -> Joining | None:
    return cast(Joining | None, _read(token, "joining", UPLOAD_SECONDS))


def read_download(token: str) -> Download | None:
    return cast(Download | None, _read(token, "download", DOWNLOAD_SECONDS))


def _read(token: str, salt: str, seconds: int) -> object:
    """None for a token that is forged, of the other kind, or too old."""
    try:
        return signing.loads(token, salt=salt, max_age=seconds)
    except signing.BadSignature:
        return None
