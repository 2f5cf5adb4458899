"""Who may open a page: strangers sign in, who only looks is told the rule, others find nothing."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase

from registry.errors import NotAllowed, NotFound

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer", bound=HttpResponseBase)


def gated(view: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """For pages that begin with a `require...`: 403 names the rule, the role and whom to ask."""

    @login_required
    @wraps(view)
    def answer(*asked: Asked.args, **words: Asked.kwargs) -> Answer:
        try:
            return view(*asked, **words)
        except NotFound as error:
            raise Http404(error.message) from error
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error

    return answer
