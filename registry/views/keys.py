"""API keys: what `wandb login` asks for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from registry.actions.keys import issue_key, revoke_key
from registry.keyset import newest_by
from registry.models import ApiKey
from registry.people_forms import OwnKeyForm
from registry.views import snippets
from registry.views.changes import Typed, actor, carried_out
from registry.views.paging import page_of
from registry.views.places import base_url, viewer

NEWEST = newest_by("created_at")


@never_cache
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    own = ApiKey.objects.visible_to(viewer(request))
    shows_revoked = "revoked" in request.GET
    context = new_key(request) | {
        "tab": "keys",
        "page": page_of(own.filter(revoked_at__isnull=not shows_revoked), request, NEWEST),
        "now": timezone.now(),
        "shows_revoked": shows_revoked,
        "has_revoked": own.filter(revoked_at__isnull=False).exists(),
    }
    return render(request, "registry/keys.html", context)


@never_cache
@login_required
def authorize(request: HttpRequest) -> HttpResponse:
    """Where `wandb login` sends people."""
    return render(request, "registry/authorize.html", new_key(request))


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    own = ApiKey.objects.visible_to(viewer(request))
    key = get_object_or_404(own.select_related("user"), pk=pk)
    revoke_key(actor=actor(request), key=key)
    messages.success(request, _("The key %(name)s is revoked.") % {"name": key.name})
    return redirect("keys")


def new_key(request: HttpRequest) -> dict[str, object]:
    """The new key is in the answer to the form and nowhere else: a reload cannot show it again."""
    user, secret = viewer(request), ""
    form = OwnKeyForm(request.POST or None)

    def act(typed: Typed) -> None:
        nonlocal secret
        _key, secret = issue_key(actor=actor(request), user=user, **typed)

    if request.method == "POST" and carried_out(request, form, act):
        form = OwnKeyForm()
    entity = user.default_entity.name if user.default_entity else user.username
    return {
        "form": form,
        "secret": secret,
        "shell_code": snippets.sign_in(base_url(request), secret, entity),
    }
