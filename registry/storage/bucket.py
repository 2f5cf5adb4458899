"""An S3 bucket, with its errors in our words."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import boto3
from boto3.exceptions import S3UploadFailedError
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from registry.errors import NotFound, StorageFull
from registry.storage.address import BucketAddress
from registry.storage.places import StorageAway

PART = 64 << 20
# One thread: a server has a worker for each request already.
_TRANSFER = TransferConfig(
    multipart_threshold=PART, multipart_chunksize=PART, max_concurrency=1, use_threads=False
)
_COPY = TransferConfig(multipart_threshold=5 << 30, multipart_chunksize=1 << 30, use_threads=False)
_MISSING = {"404", "NoSuchKey", "NoSuchUpload", "NotFound"}
_FULL = {"QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity"}


@contextmanager
def in_our_words() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError, S3UploadFailedError, HTTPError) as error:
        raise _told(error) from error


def _told(error: Exception) -> Exception:
    cause = error.__context__ if isinstance(error, S3UploadFailedError) else error
    if not isinstance(cause, ClientError):
        return StorageAway("the file storage does not answer")
    code = str(cause.response.get("Error", {}).get("Code"))
    if code in _MISSING:
        return NotFound("The stored file is missing.")
    if code in _FULL:
        return StorageFull("The file storage is full. Free space, then retry.")
    return StorageAway(f"the file storage answers {code}")


class Body:
    """An answer that is still coming in; the connection is given back when it is closed."""

    def __init__(self, stream: Any) -> None:  # botocore ships no types
        self.stream = stream

    def read(self, size: int = -1, /) -> bytes:
        with in_our_words():
            return bytes(self.stream.read(None if size < 0 else size))

    def close(self) -> None:
        self.stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Bucket:
    def __init__(self, address: BucketAddress) -> None:
        self.place = {"Bucket": address.bucket}
        self.prefix = f"{address.prefix}/" if address.prefix else ""
        # boto3 ships no types.
        self.client: Any = boto3.session.Session().client(
            "s3",
            endpoint_url=address.endpoint or None,
            region_name=address.region or None,
            config=_config(address),
        )

    def check(self) -> None:
        try:
            with in_our_words():
                self.client.head_bucket(**self.place)
        except NotFound as error:
            raise StorageAway(f"there is no bucket {self.place['Bucket']}") from error

    def put(self, path: str, source: Path) -> None:
        """All of it or nothing: an object is there when its last part is."""
        with in_our_words():
            self.client.upload_file(
                str(source), Key=self.prefix + path, Config=_TRANSFER, **self.place
            )

    def begin(self, path: str) -> str:
        """The name of an upload in parts, which become an object when it is completed."""
        with in_our_words():
            begun = self.client.create_multipart_upload(Key=self.prefix + path, **self.place)
        return str(begun["UploadId"])

    def put_part(self, path: str, upload: str, number: int, source: Path) -> None:
        with in_our_words(), source.open("rb") as body:
            self.client.upload_part(
                Key=self.prefix + path,
                UploadId=upload,
                PartNumber=number,
                Body=body,
                **self.place,
            )

    def parts(self, path: str, upload: str) -> dict[int, str]:
        """The mark of each part that is there, by its number."""
        pages = self.client.get_paginator("list_parts").paginate(
            Key=self.prefix + path, UploadId=upload, **self.place
        )
        with in_our_words():
            found = [part for page in pages for part in page.get("Parts", [])]
        return {part["PartNumber"]: part["ETag"] for part in found}

    def complete(self, path: str, upload: str, parts: dict[int, str]) -> None:
        listed = [{"PartNumber": number, "ETag": parts[number]} for number in sorted(parts)]
        with in_our_words():
            self.client.complete_multipart_upload(
                Key=self.prefix + path,
                UploadId=upload,
                MultipartUpload={"Parts": listed},
                **self.place,
            )

    def get(self, path: str, start: int) -> Body:
        part = {"Range": f"bytes={start}-"} if start else {}
        with in_our_words():
            answer = self.client.get_object(Key=self.prefix + path, **part, **self.place)
        return Body(answer["Body"])

    def head(self, path: str) -> dict[str, Any]:
        with in_our_words():
            return dict(self.client.head_object(Key=self.prefix + path, **self.place))

    def copy(self, path: str, target: str) -> None:
        source = {**self.place, "Key": self.prefix + path}
        with in_our_words():
            self.client.copy(source, Key=self.prefix + target, Config=_COPY, **self.place)

    def delete(self, path: str) -> None:
        with in_our_words():
            self.client.delete_object(Key=self.prefix + path, **self.place)

    def paths(self, folder: str, *, before: datetime | None = None) -> Iterator[str]:
        """Of all objects in the folder, or of those that nobody has stored since `before`."""
        for found in self._listed("list_objects_v2", "Contents", folder):
            if before is None or found["LastModified"] < before:
                yield found["Key"].removeprefix(self.prefix)

    def uploads(self, folder: str) -> Iterator[dict[str, Any]]:
        """Uploads in parts that have not come to their end."""
        with suppress(NotFound):  # how some servers say that there are none
            yield from self._listed("list_multipart_uploads", "Uploads", folder)

    def abort(self, upload: dict[str, Any]) -> None:
        with suppress(NotFound), in_our_words():
            self.client.abort_multipart_upload(
                Key=upload["Key"], UploadId=upload["UploadId"], **self.place
            )

    def _listed(self, operation: str, rows: str, folder: str) -> Iterator[dict[str, Any]]:
        pages = self.client.get_paginator(operation).paginate(
            Prefix=self.prefix + folder, **self.place
        )
        with in_our_words():
            for page in pages:
                yield from page.get(rows, [])


def _config(address: BucketAddress) -> Config:
    """The checks that every S3-compatible server knows: the signature covers the body's hash."""
    return Config(
        connect_timeout=5,
        read_timeout=60,
        retries={"mode": "standard", "total_max_attempts": 3},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": address.style, "payload_signing_enabled": True},
    )
