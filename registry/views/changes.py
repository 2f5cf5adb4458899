"""From a form that somebody sent to one action, and back: what was wrong stands at its field."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.contrib import messages
from django.db.models import TextChoices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from registry.errors import RuleError
from registry.forms import ConfirmForm, PlainForm
from registry.models import Door
from registry.permissions import Actor
from registry.presentation.alias_moves import as_told
from registry.presentation.sentences import translated
from registry.views.places import viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from registry.presentation.alias_moves import AliasMove

Thing = TypeVar("Thing")
Typed = Mapping[str, Any]
TYPED_AS = {
    "alias": ("aliases",),
    "tag": ("tags",),
    "name": ("collection",),
    "type": ("type_name", "accepted_types", "collection"),
}


@dataclass(frozen=True, slots=True)
class Change(Generic[Thing]):
    """One of a page's forms: the right it needs, its fields, the action it calls, and what is said
    when it is done, with the fields in it: "Renamed to %(name)s."
    """

    right: str
    form: type[PlainForm]
    act: Callable[[Actor, Thing, Typed], object]
    done: StrOrPromise
    foresee: Callable[[Thing, Typed], Sequence[AliasMove]] | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came in, under its name, and whether its action is done."""

    name: str
    form: PlainForm
    is_done: bool


@dataclass(frozen=True, slots=True)
class Changes(Generic[Thing]):
    """The forms of one page, by the name of their button; `require` says who may send which."""

    forms: Mapping[str, Change[Thing]]
    require: Callable[[Actor, str, Thing], object]

    def sent(self, request: HttpRequest, thing: Thing) -> Sent | None:
        """Carry out the change that the pressed button names; None when the page is only read.

        Raises what `require` raises: who may not send the form sees none to put a refusal into.
        """
        if request.method != "POST":
            return None
        name = request.POST.get("change", "")
        if name not in self.forms:
            raise Http404
        change, who = self.forms[name], actor(request)
        self.require(who, change.right, thing)
        form = change.form(request.POST, auto_id=f"{name}_%s")
        if change.foresee and form.is_valid():
            form.moves = untold(request, change.foresee(thing, form.cleaned_data))
        done = carried_out(request, form, lambda typed: change.act(who, thing, typed), change.done)
        return Sent(name, form, done)

    def context(
        self, rights: Container[str], sent: Sent | None, **initial: Typed
    ) -> dict[str, object]:
        """`may` by name, and the forms: what was sent keeps what was typed and what is wrong."""
        shown: dict[str, object] = {
            f"{name}_form": change.form(initial=initial.get(name), auto_id=f"{name}_%s")
            for name, change in self.forms.items()
        }
        if sent:
            shown |= {f"{sent.name}_form": sent.form, "refused": sent.form.non_field_errors()}
        may = {name: change.right in rights for name, change in self.forms.items()}
        return shown | {"may": may}


def actor(request: HttpRequest) -> Actor:
    return Actor(user=viewer(request), door=Door.WEB)


def carried_out(
    request: HttpRequest,
    form: PlainForm,
    act: Callable[[dict[str, Any]], object],
    done: StrOrPromise = "",
) -> bool:
    """Whether the form was in order and the action done; then `done` is said on the next page.

    A refusal keeps what was typed and says the rule at the field that it is about.
    """
    if not form.is_valid() or form.moves:
        return False
    try:
        act(form.cleaned_data)
    except RuleError as error:
        form.add_error(_field_of(form, error), translated(error.message))
        return False
    if done:
        messages.success(request, done % _in_words(form.cleaned_data))
    return True


def untold(request: HttpRequest, moves: Sequence[AliasMove]) -> Sequence[AliasMove]:
    """The moves, unless the form says that its sender has read of just these."""
    return () if request.POST.get("told", "") == as_told(moves) else moves


def told_moves(request: HttpRequest, moves: Sequence[AliasMove]) -> HttpResponse:
    """The part of a form that tells of them, for while somebody types."""
    return render(request, "components/moves.html", {"moves": moves, "told": as_told(moves)})


def deletion(
    request: HttpRequest, *, name: str, act: Callable[[Typed], object], done: StrOrPromise
) -> ConfirmForm | None:
    """The form that asks for the name of what is to go; None once it was typed and it is gone."""
    form = ConfirmForm(request.POST if request.method == "POST" else None, name=name)
    if request.method == "POST" and carried_out(request, form, act, done):
        return None
    return form


def _field_of(form: PlainForm, error: RuleError) -> str | None:
    """Where what the rule is about was typed: rules speak of one alias, a form takes several."""
    names = (error.field, *TYPED_AS.get(error.field, ()))
    return next((name for name in names if name in form.fields), None)


def _in_words(typed: Typed) -> dict[str, object]:
    return {name: _in_word(value) for name, value in typed.items()}


def _in_word(value: object) -> object:
    if isinstance(value, list):
        return ", ".join(value)
    return value.label if isinstance(value, TextChoices) else value
