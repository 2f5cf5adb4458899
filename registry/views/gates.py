"""Who may open a page: strangers sign in, who only looks is told the rule, others find nothing."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from registry.errors import NotAllowed, NotFound
from registry.presentation.sentences import translated
from registry.views import snippets

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
            raise Http404(translated(error.message)) from error
        except NotAllowed as error:
            raise PermissionDenied(translated(error.message)) from error

    return answer


def refused_link(request: HttpRequest, error: NotAllowed, name: str) -> HttpResponse:
    """The page of a refusal with the line that links into `name` from a run, for whoever may."""
    code = snippets.link_into(f"{error.target}/{name}") if error.target else ""
    context = {"exception": translated(error.message), "code": code}
    return render(request, "403.html", context, status=HTTPStatus.FORBIDDEN)
