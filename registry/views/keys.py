"""API keys: what `wandb login` asks for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from registry.actions.keys import issue_key, revoke_key
from registry.forms import KeyForm
from registry.models import ApiKey, KeyScope
from registry.views import snippets
from registry.views.changes import actor
from registry.views.places import base_url, viewer


@never_cache
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    return _page(request, "registry/keys.html")


@never_cache
@login_required
def authorize(request: HttpRequest) -> HttpResponse:
    """Where `wandb login` sends people."""
    return _page(request, "registry/authorize.html")


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    own = ApiKey.objects.visible_to(viewer(request))
    key = get_object_or_404(own.select_related("user"), pk=pk)
    revoke_key(actor=actor(request), key=key)
    messages.success(request, _("The key %(name)s is revoked.") % {"name": key.name})
    return redirect("keys")


def _page(request: HttpRequest, template: str) -> HttpResponse:
    """The new key is in the answer to the form and nowhere else: a reload cannot show it again."""
    user = viewer(request)
    form = KeyForm(request.POST or None)
    secret = ""
    if form.is_valid():
        _key, secret = issue_key(
            actor=actor(request),
            user=user,
            name=form.cleaned_data["name"],
            scope=KeyScope(form.cleaned_data["scope"]),
        )
        form = KeyForm()
    found = ApiKey.objects.visible_to(user).order_by("revoked_at", "-created_at", "-pk")
    context = {"form": form, "secret": secret, "keys": found}
    context["shell_code"] = snippets.sign_in(base_url(request), secret)
    return render(request, template, context)
