"""Errors as programs read them (RFC 9457), and what answers where no rule has anything to say."""

from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse
from django.views import defaults


def problem(status: HTTPStatus, detail: str, code: str = "", **more: object) -> HttpResponse:
    """`more`: further members, left out when there is nothing to say."""
    body = {
        "type": f"urn:lineal:{code}" if code else "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        **{name: value for name, value in more.items() if value},
    }
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/problem+json")


def wants_page(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if wants_page(request):
        return defaults.bad_request(request, exception)
    return problem(HTTPStatus.BAD_REQUEST, "The server cannot read this request.")


def server_error(request: HttpRequest) -> HttpResponse:
    if wants_page(request):
        return defaults.server_error(request)
    detail = "The server met an error of its own; its log has the details."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)
