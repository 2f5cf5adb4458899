"""Registries and collections are starred from wherever they are listed."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from registry.actions.stars import star, unstar
from registry.forms import StarForm
from registry.models import Collection, Registry, User
from registry.views.changes import actor
from registry.views.gates import gated
from registry.views.places import viewer


@require_POST
@gated
def change(request: HttpRequest) -> HttpResponse:
    form = StarForm(request.POST)
    if not form.is_valid():
        raise Http404
    thing = _thing(viewer(request), form.cleaned_data["kind"], form.cleaned_data["pk"])
    act = star if form.cleaned_data["wanted"] == "yes" else unstar
    act(actor=actor(request), thing=thing)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return redirect(_back(request, form.cleaned_data["back"]))


def _thing(user: User, kind: str, pk: int) -> Registry | Collection:
    thing: Registry | Collection | None
    if kind == "registry":
        thing = Registry.objects.visible_to(user).filter(pk=pk).first()
    else:
        thing = Collection.objects.visible_to(user).filter(pk=pk).first()
    if thing is None:
        raise Http404
    return thing


def _back(request: HttpRequest, address: str) -> str:
    """To the page that was left, unless somebody made up an address of another server."""
    is_own = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if is_own else reverse("home")
