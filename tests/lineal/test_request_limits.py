"""Requests at the limits: the last that passes, and the next, which is refused at once."""

import socket
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

import pytest
from django.conf import settings

from registry.models import User
from tests import make
from tests.server import Server

TOKEN = "a" * 32
COOKIE = f"lineal-csrf={TOKEN}"
FORM = "application/x-www-form-urlencoded"
BODY = settings.DATA_UPLOAD_MAX_MEMORY_SIZE

OK, BAD = HTTPStatus.OK, HTTPStatus.BAD_REQUEST
TOO_LONG, TOO_LARGE = HTTPStatus.REQUEST_URI_TOO_LONG, HTTPStatus.REQUEST_ENTITY_TOO_LARGE
HEAD = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
UNFIT = HTTPStatus.UNPROCESSABLE_ENTITY


def request(method: str, path: str, body: bytes = b"", *, media: str = FORM, **heads: str) -> bytes:
    """With four headers of its own, and those given."""
    lines = {"Host": "localhost", "Connection": "close", "Content-Type": media, **heads}
    lines["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def address(size: int) -> bytes:
    return request("GET", "/login?".ljust(size, "a"))


def headers(count: int) -> bytes:
    return request("GET", "/healthz", **{f"X-{number}": "x" for number in range(count - 4)})


def cookie(size: int) -> bytes:
    return request("GET", "/login", Cookie="lineal-session=".ljust(size, "x"))


def words(count: int) -> bytes:
    return request("GET", "/login?" + "&".join(f"a{number}=" for number in range(count)))


def fields(count: int) -> bytes:
    body = f"csrfmiddlewaretoken={TOKEN}" + "".join(f"&a{n}=" for n in range(count - 1))
    return request("POST", "/login", body.encode(), Cookie=COOKIE)


def form(size: int) -> bytes:
    body = f"csrfmiddlewaretoken={TOKEN}&username=".ljust(size, "a")
    return request("POST", "/login", body.encode(), Cookie=COOKIE)


def files(count: int) -> bytes:
    token = f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n'
    file = '--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nx\r\n'
    body = f"{token}{file * count}--b--\r\n".encode()
    return request("POST", "/login", body, media="multipart/form-data; boundary=b", Cookie=COOKIE)


LIMITS = [
    (address, 65_534, OK, TOO_LONG),
    (headers, 100, OK, HEAD),
    (words, 1_000, OK, BAD),
    (fields, 1_000, OK, BAD),
    (form, BODY, OK, TOO_LARGE),
    (files, 100, OK, BAD),
]


@pytest.mark.parametrize(("build", "most", "good", "bad"), LIMITS)
def test_limits(
    server: Server,
    build: Callable[[int], bytes],
    most: int,
    good: HTTPStatus,
    bad: HTTPStatus,
) -> None:
    sizes = (most - 1, most, most + 1, most * 4)

    assert [ask(server, build(size)) for size in sizes] == [good, good, bad, bad]


@pytest.mark.parametrize(("size", "status"), [(100_000, OK), (1_000_000, HEAD)])
def test_a_long_cookie(server: Server, size: int, status: HTTPStatus) -> None:
    """How long a head may be in all depends on how it arrives."""
    assert ask(server, cookie(size)) == status


@pytest.mark.parametrize(("size", "status"), [(BODY, UNFIT), (BODY + 1, TOO_LARGE)])
def test_a_body_of_rest(server: Server, mika: User, size: int, status: HTTPStatus) -> None:
    """What is not too large is read, and its name refused."""
    body = b'{"name": "' + b"x" * (size - 12) + b'"}'
    key = make.make_key(mika)
    raw = request(
        "POST",
        "/api/v1/me/keys",
        body,
        media="application/json",
        Authorization=f"Bearer {key}",
    )

    assert ask(server, raw) == status


@pytest.mark.parametrize("length", ["-5", "9" * 30, "1e4", "5, 6", ""])
def test_a_length_that_is_none(server: Server, length: str) -> None:
    raw = f"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n".encode()

    assert ask(server, raw) == BAD


def ask(server: Server, raw: bytes) -> int:
    """The status. Of a body that is too large the length is enough: who still sends it may miss
    the answer."""
    head, end, body = raw.partition(b"\r\n\r\n")
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as client:
        with suppress(BrokenPipeError, ConnectionResetError):
            client.sendall(head + end + (body if len(body) <= BODY else b""))
        with client.makefile("rb") as answer:
            return int(answer.readline().split()[1])
