"""From a form that somebody sent to one action, and back: what was wrong stands at its field."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from registry.errors import RuleError
from registry.models import Door
from registry.permissions import Actor
from registry.views.places import viewer


def actor(request: HttpRequest) -> Actor:
    return Actor(user=viewer(request), door=Door.WEB)


def carried_out(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    done: str = "",
) -> bool:
    """Whether the form was in order and the action done; then `done` is said on the next page.

    A refusal keeps what was typed and says the rule at the field that it is about.
    """
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except RuleError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    if done:
        messages.success(request, done)
    return True
