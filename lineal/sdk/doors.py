"""What the SDK's addresses have in common: the API key, and answers that it understands."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from lineal.auth import actor_of_key
from lineal.problems import UNFIT, UNFIT_ERRORS
from lineal.sdk.answers import refuse
from lineal.sdk.errors import BadRequest
from registry import errors
from registry.models import Door
from registry.permissions import Actor

P = ParamSpec("P")

# The SDK gives up at once on these, and says what the answer says.
STATUS: dict[type[errors.RuleError], int] = {
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.TooLarge: 413,
    errors.StorageFull: 507,
}


def plainly(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Broken rules become statuses; a session's cookie counts for nothing here."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(*args, **kwargs)
        except BadRequest as error:
            return refuse(error.status, str(error))
        except UNFIT_ERRORS:
            return refuse(400, UNFIT)
        except errors.RuleError as error:
            return refuse(STATUS.get(type(error), 400), error.message)

    return csrf_exempt(answer)


def with_key(
    view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Only for holders of an API key. 401 makes the SDK stop and say so."""

    @plainly
    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        actor = actor_of_key(request, Door.SDK)
        if actor is None:
            refused = refuse(401, "This API key is not known here. Run `wandb login` again.")
            refused["WWW-Authenticate"] = 'Basic realm="Lineal"'
            return refused
        return view(request, actor, *args, **kwargs)

    return answer
