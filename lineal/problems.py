"""Errors as programs read them (RFC 9457), and what answers where no rule has anything to say."""

from http import HTTPStatus

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

# What the database itself refuses, once the rules have checked all that can be checked by name.
# SQLite's driver does so before it asks.
UNFIT_ERRORS = (DataError, OverflowError)
UNFIT = "A value is out of range, or holds the character NUL, which cannot be kept."


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
        detail = _("The body is larger than %s bytes.") % most
        return _refusal(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
    return _refusal(request, HTTPStatus.BAD_REQUEST, _("The server cannot read this request."))


def tell_wrong_method(request: HttpRequest, response: HttpResponse) -> None:
    """Put a page into the empty answer at the address of a form, typed in or kept as a bookmark."""
    if wants_page(request):
        detail = _("This address takes what a form sends, and has nothing to look at.")
        response.content = _page(request, detail)
        response["Content-Length"] = str(len(response.content))


def _refusal(request: HttpRequest, status: HTTPStatus, detail: str) -> HttpResponse:
    if wants_page(request):
        return HttpResponse(_page(request, detail), status=status)
    return problem(status, detail)


def _page(request: HttpRequest, detail: str) -> str:
    """Without asking who it is: what cannot be read may say anything about that."""
    return render_to_string("refused.html", {"detail": detail, "request": request})


def server_error(request: HttpRequest) -> HttpResponse:
    if wants_page(request):
        return defaults.server_error(request)
    detail = "The server met an error of its own; its log has the details."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)
