"""What the libraries do not do: traceable answers, and 503 while what we stand on is away."""

import re
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

import structlog
from axes.helpers import get_client_ip_address
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django_structlog.middlewares import RequestMiddleware

from lineal.problems import is_rest, problem, tell_wrong_method, wants_page
from registry.storage import StorageAway, StorageBusy

logger = structlog.get_logger(__name__)
PROBLEM = "application/problem+json"
RETRY_SECONDS = "2"
SIGNED = re.compile(r"^/files/(upload|download)/.+")


class RequestLogMiddleware(RequestMiddleware):
    """One line for each answer, without what would let a reader of the log act."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        path = SIGNED.sub("/files/...", request.path)
        return f"{request.method} {path}"

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Whose request it was, for the log: a lost database must not take the answer too."""
        with suppress(OperationalError, InterfaceError):
            RequestMiddleware.bind_user_id(request)


class TraceMiddleware:
    """Puts the client's address into the request's log lines and the request's id on the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        structlog.contextvars.bind_contextvars(ip=get_client_ip_address(request))
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            tell_wrong_method(request, response)
        response["X-Request-ID"] = structlog.contextvars.get_contextvars()["request_id"]
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What is lost or busy is a reason to come back, not a fault of the request."""
        if isinstance(error, StorageBusy):
            # A client was impatient and asked twice: nothing is wrong here.
            logger.warning("busy", what=str(error))
            return _told_to_come_back(request, "file storage")
        if isinstance(error, StorageAway):
            missing = "file storage"
        elif isinstance(error, OperationalError | InterfaceError):
            missing = "database"
        else:
            return None
        logger.exception("unavailable", what=missing)
        return _told_to_come_back(request, missing)


class PrivateMiddleware:
    """What we answer is for who asked, and as it is now: caches keep it for nobody else, and ask
    again. An address goes on to other bytes when an alias moves, or a file of a run is replaced.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Authorization", "Cookie"])
        return response


class NulMiddleware:
    """PostgreSQL refuses the character in any text: no name and no search holds it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address contains a NUL character.")
        return self.get_response(request)


class ProblemMiddleware:
    """The REST API's own handlers answer with problems. So does here what answers before them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._answer(request)
        is_bare = response.get("Content-Type") != PROBLEM
        if response.status_code < HTTPStatus.BAD_REQUEST or not is_rest(request) or not is_bare:
            return response
        status = HTTPStatus(response.status_code)
        told = problem(status, f"{request.method}: {status.description or status.phrase}.")
        for name, value in response.items():
            if name not in ("Content-Type", "Content-Length"):
                told[name] = value
        return told

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        """To HEAD as to GET, which is all that the API knows; the server leaves the body out."""
        if request.method != "HEAD" or not is_rest(request):
            return self.get_response(request)
        request.method = "GET"
        response = self.get_response(request)
        request.method = "HEAD"
        return response


def _told_to_come_back(request: HttpRequest, missing: str) -> HttpResponse:
    response = _unavailable(request, missing)
    response["Retry-After"] = RETRY_SECONDS
    return response


def _unavailable(request: HttpRequest, missing: str) -> HttpResponse:
    """A page for people, without asking who they are: that would need the database."""
    if wants_page(request):
        return HttpResponse(render_to_string("503.html", {"missing": missing}), status=503)
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, f"The {missing} does not answer. Try again.")
