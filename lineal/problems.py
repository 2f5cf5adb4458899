"""Errors as programs read them (RFC 9457), and what answers where no rule has anything to say."""

from http import HTTPStatus

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
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
    return "text/html" in request.headers.get("Accept", "") and not is_rest(request)


def is_rest(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Also what Django refuses for its size, as 400."""
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        detail = f"The body is larger than {most} bytes."
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
    if wants_page(request):
        return defaults.bad_request(request, exception)
    return problem(HTTPStatus.BAD_REQUEST, "The server cannot read this request.")


def server_error(request: HttpRequest) -> HttpResponse:
    if wants_page(request):
        return defaults.server_error(request)
    detail = "The server met an error of its own; its log has the details."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)
