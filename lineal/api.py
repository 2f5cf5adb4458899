"""The REST API: who asks, what rules broken turn into, and the documentation page."""

import json
from functools import cached_property
from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.docs import Swagger
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from ninja.security import APIKeyCookie
from ninja.security.http import HttpAuthBase

from lineage.api.routers import ROUTERS as LINEAGE
from lineal.auth import actor_of_key, actor_of_session, has_key
from lineal.problems import UNFIT, UNFIT_ERRORS, problem
from registry import errors
from registry.api.etags import conditional
from registry.api.routers import ROUTERS as REGISTRY
from registry.models import Door
from registry.permissions import Actor, require_scope

SAFE = ("GET", "HEAD", "OPTIONS")


class BearerKey(HttpAuthBase):
    """`Authorization: Bearer <API key>`."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Actor | None:
        scheme = request.headers.get("Authorization", "").partition(" ")[0].lower()
        actor = actor_of_key(request, Door.REST) if scheme == self.openapi_scheme else None
        if actor and request.method not in SAFE:
            require_scope(actor)
        return actor


class BasicKey(BearerKey):
    """The API key as the password; the user name is `api`."""

    openapi_scheme = "basic"


class Session(APIKeyCookie):
    """The browser's session. Changes need the CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        return None if has_key(request) else actor_of_session(request)


class RestAPI(NinjaAPI):
    """Each answer to a GET has an entity tag. That of a thing that can be edited begins with its
    revision, which an edit's `If-Match` is compared with: what only counts may change meanwhile."""

    def create_response(
        self,
        request: HttpRequest,
        data: object,
        *,
        status: int | None = None,
        temporal_response: HttpResponse | None = None,
    ) -> HttpResponse:
        response = super().create_response(
            request, data, status=status, temporal_response=temporal_response
        )
        if status is None and response.status_code == HTTPStatus.OK:
            return conditional(request, response, data)
        return response

    def get_openapi_schema(self, **place: object) -> OpenAPISchema:
        return self._contract

    @cached_property
    def _contract(self) -> OpenAPISchema:
        """Kept: to describe all routes takes hundreds of times as long as to answer by one, and
        anybody may ask for it."""
        return super().get_openapi_schema()


class FastJson(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: object, *, response_status: int) -> bytes:
        try:
            return orjson.dumps(data, option=orjson.OPT_UTC_Z)
        except TypeError:  # metadata or a config may have a whole number of more than 64 bits
            return json.dumps(data, default=_written).encode()


def _written(value: object) -> object:
    """A moment, or whatever else only orjson writes, as it does so."""
    return orjson.loads(orjson.dumps(value, option=orjson.OPT_UTC_Z))


class JsonParser(Parser):
    """Form data is refused by name, instead of as broken JSON."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        kind = request.content_type or ""
        if kind not in ("", "application/json") and not kind.endswith("+json"):
            status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
            raise HttpError(status, f"Send JSON as application/json, not as {kind[:80]}.")
        return super().parse_body(request)


api = RestAPI(
    title="Lineal",
    version="1",
    description="Errors are `application/problem+json`. Hidden things answer like missing ones.",
    urls_namespace="api",
    # Deep links would be links inside of buttons, which nobody without a mouse can tell apart.
    docs=Swagger({"deepLinking": False}),
    auth=[BearerKey(), BasicKey(), Session()],
    renderer=FastJson(),
    parser=JsonParser(),
)
for prefix, router in (*REGISTRY, *LINEAGE):
    api.add_router(prefix, router)

STATUS: dict[type[errors.RuleError], HTTPStatus] = {
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.NotAllowed: HTTPStatus.FORBIDDEN,
    errors.AliasProtected: HTTPStatus.FORBIDDEN,
    errors.NameTaken: HTTPStatus.CONFLICT,
    errors.InUse: HTTPStatus.CONFLICT,
    errors.LastAdmin: HTTPStatus.CONFLICT,
    errors.NotCommitted: HTTPStatus.CONFLICT,
    errors.InvalidTransition: HTTPStatus.CONFLICT,
    errors.Stale: HTTPStatus.PRECONDITION_FAILED,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.StorageFull: HTTPStatus.INSUFFICIENT_STORAGE,
    errors.InvalidName: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.InvalidValue: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.WrongType: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.InvalidManifest: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.MissingFiles: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.DigestMismatch: HTTPStatus.UNPROCESSABLE_ENTITY,
}


@api.exception_handler(errors.RuleError)
def rule_broken(request: HttpRequest, error: errors.RuleError) -> HttpResponse:
    return problem(
        STATUS[type(error)], error.message, error.code, field=error.field, **_roles(error)
    )


def _roles(error: errors.RuleError) -> dict[str, object]:
    if not isinstance(error, errors.NotAllowed):
        return {}
    return {"held": error.held, "needed": error.needed, "ask": error.ask}


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
    wrong = [
        {"field": ".".join(map(str, each["loc"][1:])), "detail": each["msg"]}
        for each in error.errors
    ]
    detail = "; ".join(f"{each['field']}: {each['detail']}" for each in wrong)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors.InvalidValue.code, errors=wrong)


def unfit(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, UNFIT, errors.InvalidValue.code)


for each in UNFIT_ERRORS:
    api.add_exception_handler(each, unfit)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, "There is no such thing that you may see.")


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, HttpError):
        error = error.__cause__  # ninja hides what the parser says
    return problem(HTTPStatus(error.status_code), str(error))


def no_such_address(request: HttpRequest, address: str = "") -> HttpResponse:
    """For programs, so without the page that people get."""
    detail = f"There is nothing at {request.path[:200]}. /api/v1/docs lists all addresses."
    return problem(HTTPStatus.NOT_FOUND, detail)
