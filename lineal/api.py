"""The REST API: who asks, what rules broken turn into, and the documentation page."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import APIKeyCookie
from ninja.security.http import HttpAuthBase

from lineage.api import router as lineage_router
from lineage.api import search_router
from lineal.auth import actor_of_key, actor_of_session, has_key
from registry import errors
from registry.models import Door
from registry.permissions import Actor


class BearerKey(HttpAuthBase):
    """`Authorization: Bearer <API key>`."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Actor | None:
        scheme = request.headers.get("Authorization", "").partition(" ")[0].lower()
        return actor_of_key(request, Door.REST) if scheme == self.openapi_scheme else None


class BasicKey(BearerKey):
    """The API key as the password; the user name is `api`."""

    openapi_scheme = "basic"


class Session(APIKeyCookie):
    """The browser's session. Changes need the CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        return None if has_key(request) else actor_of_session(request)


api = NinjaAPI(
    title="Lineal",
    version="1",
    description="Errors are `application/problem+json`. Hidden things answer like missing ones.",
    urls_namespace="api",
    auth=[BearerKey(), BasicKey(), Session()],
)
api.add_router("/lineage", lineage_router)
api.add_router("/search", search_router)

_STATUS: dict[type[errors.RuleError], HTTPStatus] = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.NotAllowed: HTTPStatus.FORBIDDEN,
    errors.NameTaken: HTTPStatus.CONFLICT,
    errors.InUse: HTTPStatus.CONFLICT,
    errors.InvalidTransition: HTTPStatus.CONFLICT,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.StorageFull: HTTPStatus.INSUFFICIENT_STORAGE,
}


def problem(status: HTTPStatus, detail: str, code: str = "about:blank") -> HttpResponse:
    body = {"type": code, "title": status.phrase, "status": status.value, "detail": detail}
    return JsonResponse(body, status=status, content_type="application/problem+json")


@api.exception_handler(errors.RuleError)
def rule_broken(request: HttpRequest, error: errors.RuleError) -> HttpResponse:
    status = _STATUS.get(type(error), HTTPStatus.UNPROCESSABLE_ENTITY)
    return problem(status, error.message, error.code)


@api.exception_handler(AuthenticationError)
def unknown_caller(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    detail = (
        "The API key is not valid, or was revoked. Make a new one at /settings/keys."
        if has_key(request)
        else "Sign in, or send an API key: Authorization: Bearer <key>. Keys are at /authorize."
    )
    response = problem(HTTPStatus.UNAUTHORIZED, detail)
    response["WWW-Authenticate"] = 'Bearer realm="Lineal"'
    return response


@api.exception_handler(ValidationError)
def invalid_input(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in error.errors]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(wrong))


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, "There is no such thing that you may see.")


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(HTTPStatus(error.status_code), str(error))
