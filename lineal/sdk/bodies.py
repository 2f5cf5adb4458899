"""Reads request bodies up to a limit, packed or not, without trusting what they announce."""

import zlib

import orjson
from django.http import HttpRequest

from lineal.sdk.errors import BadRequest, TooLarge, WrongMedia


def read_json(request: HttpRequest, most: int, most_unpacked: int) -> object:
    """The body as JSON. Browsers cannot send this media type to us from another site unasked."""
    if request.content_type != "application/json":
        raise WrongMedia("Send the body as application/json.")
    body = read(request, most)
    if request.headers.get("Content-Encoding", "").lower() == "gzip":
        body = _unpack(body, most_unpacked)
    try:
        return orjson.loads(body)
    except (orjson.JSONDecodeError, RecursionError):
        raise BadRequest("The body is not valid JSON.") from None


def read(request: HttpRequest, most: int) -> bytes:
    announced = request.headers.get("Content-Length", "")
    if announced.isdigit() and int(announced) > most:
        raise TooLarge(f"The body is larger than {most} bytes.")
    body = request.read(most + 1)
    if len(body) > most:
        raise TooLarge(f"The body is larger than {most} bytes.")
    return body


def _unpack(body: bytes, most: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacker.decompress(body, most + 1)
    except zlib.error:
        raise BadRequest("The body is not valid gzip.") from None
    if len(unpacked) > most:
        raise TooLarge(f"The unpacked body is larger than {most} bytes.")
    if not unpacker.eof:
        raise BadRequest("The gzip body is cut off.")
    return unpacked
