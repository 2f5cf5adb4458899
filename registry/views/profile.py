"""One's own account: names, password, where runs go by default, light or dark."""

from axes.helpers import get_client_ip_address
from axes.utils import reset
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from registry.actions.people import set_default_entity
from registry.actions.profile import change_password, edit_profile
from registry.errors import NotFound
from registry.models import Entity, User
from registry.people_forms import DefaultEntityForm, PasswordForm, ProfileForm, ThemeForm
from registry.permissions import Actor
from registry.sentences import marked as _
from registry.views.changes import Change, Changes, Typed
from registry.views.gates import gated
from registry.views.places import viewer

OFFERED = 100
YEAR = 31_536_000
OWN = "change one's own account"


def _choose_entity(who: Actor, user: User, typed: Typed) -> User:
    writable = Entity.objects.writable_by(user)
    entity = writable.named(typed["entity"]).first()
    if entity is None:
        raise NotFound(
            _("There is no entity %(name)r that you may log to.", {"name": typed["entity"]}),
            field="entity",
        )
    return set_default_entity(actor=who, entity=entity)


CHANGES: Changes[User] = Changes(
    require=lambda who, right, it: None,
    forms={
        "profile": Change(
            OWN,
            ProfileForm,
            lambda who, it, typed: edit_profile(actor=who, **typed),
            gettext_lazy("Your profile is saved."),
        ),
        "password": Change(
            OWN,
            PasswordForm,
            lambda who, it, typed: change_password(actor=who, **typed),
            gettext_lazy("Your password is changed. Other browsers are signed out."),
        ),
        "entity": Change(
            OWN,
            DefaultEntityForm,
            _choose_entity,
            gettext_lazy("Runs that name no entity go to %(entity)s now."),
        ),
    },
)


@sensitive_post_parameters("current", "new")
@gated
def profile(request: HttpRequest) -> HttpResponse:
    user = viewer(request)
    if request.POST.get("change") == "password" and not _may_guess(request, user):
        return HttpResponse(status=429)  # AxesMiddleware writes the page
    sent = CHANGES.sent(request, user)
    if sent and sent.is_done:
        # The session goes by the password: without this the change would sign this browser out.
        update_session_auth_hash(request, User.objects.get(pk=user.pk))
        return redirect("profile")
    entities = Entity.objects.writable_by(user).order_by("name").values_list("name", flat=True)
    default = user.default_entity.name if user.default_entity else ""
    names = {"first_name": user.first_name, "last_name": user.last_name, "email": user.email}
    context = {
        "tab": "profile",
        "entities": entities[:OFFERED],
        "theme_form": ThemeForm(initial={"theme": request.COOKIES.get("theme", "")}),
        **CHANGES.context({OWN}, sent, profile=names, entity={"entity": default}),
    }
    return render(request, "registry/profile.html", context)


def _may_guess(request: HttpRequest, user: User) -> bool:
    """A wrong password here counts as one at the sign-in: an open session is no place to guess."""
    current = request.POST.get("current", "")
    if authenticate(request, username=user.username, password=current):
        reset(ip=get_client_ip_address(request), username=user.username)
    return not getattr(request, "axes_locked_out", False)


@require_POST
@gated
def theme(request: HttpRequest) -> HttpResponse:
    """The cookie that the button in the top bar sets, for those who look for it here."""
    form, answer = ThemeForm(request.POST), redirect("profile")
    if not form.is_valid() or not form.cleaned_data["theme"]:
        answer.delete_cookie("theme")
    else:
        answer.set_cookie("theme", form.cleaned_data["theme"], max_age=YEAR, samesite="Lax")
    return answer
