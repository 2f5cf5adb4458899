"""From a form that somebody sent to one action, and back: what was wrong stands at its field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from registry.errors import RuleError
from registry.forms import PlainForm
from registry.models import Door
from registry.permissions import Actor
from registry.views.places import viewer

Thing = TypeVar("Thing")
Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change(Generic[Thing]):
    """One of a page's forms: the right it needs, its fields, and the action it calls."""

    right: str
    form: type[PlainForm]
    act: Callable[[Actor, Thing, Typed], object]


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came in, under its name, and whether its action is done."""

    name: str
    form: PlainForm
    is_done: bool


def change_sent(
    request: HttpRequest, changes: Mapping[str, Change[Thing]], thing: Thing
) -> Sent | None:
    """Carry out the change that the pressed button names; None when the page is only read."""
    if request.method != "POST":
        return None
    name = request.POST.get("change", "")
    if name not in changes:
        raise Http404
    change = changes[name]
    form = change.form(request.POST, auto_id=f"{name}_%s")
    done = carried_out(
        request, form, lambda typed: change.act(actor(request), thing, typed), _("Saved.")
    )
    return Sent(name, form, done)


def refusal(sent: Sent | None) -> dict[str, object]:
    """For the page once more: the form as it was typed, and what is wrong apart from its fields.

    A form that is not shown to this role has no place of its own for its refusal.
    """
    if sent is None:
        return {}
    return {f"{sent.name}_form": sent.form, "refused": sent.form.non_field_errors()}


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
