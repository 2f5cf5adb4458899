"""Requests through Django's own handler, without a socket. Django is set up already."""

import sys
from collections.abc import Callable
from io import BytesIO

from lineal.wsgi import application


def request(address: str, expected: str = "200 OK", **headers: str) -> Callable[[], bytes]:
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        **headers,
    }

    def ask() -> bytes:
        status: list[str] = []
        asked = {**environ, "wsgi.input": BytesIO(), "wsgi.errors": sys.stderr}
        answer = application(asked, lambda line, _headers: status.append(line))
        body = b"".join(answer)
        answer.close()
        assert status == [expected], (address, status, body[:200])
        return body

    return ask
