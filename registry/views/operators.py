"""What operators change: accounts and organizations. The rest of the administration only shows.

registry/admin.py lets nobody else in.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy

from registry.actions.accounts import deactivate_user, reactivate_user, reset_password
from registry.actions.people import create_organization, create_user
from registry.errors import NotFound
from registry.forms import PlainForm
from registry.models import Organization, User
from registry.people_forms import NewOrganizationForm, NewUserForm, ResetPasswordForm
from registry.permissions import Actor, require_operator
from registry.sentences import marked as _
from registry.views.changes import Change, Changes, Typed, actor, carried_out

OPERATE = "operate this server"


def _create_organization(who: Actor, typed: Typed) -> Organization:
    admin = User.objects.filter(username__iexact=typed["admin"], is_active=True).first()
    if admin is None:
        raise NotFound(_("There is no user %(name)r.", {"name": typed["admin"]}), field="admin")
    return create_organization(
        actor=who, name=typed["name"], entity_name=typed["entity_name"] or None, admin=admin
    )


ACCOUNT: Changes[User] = Changes(
    require=lambda who, right, it: require_operator(who),
    forms={
        "password": Change(
            OPERATE,
            ResetPasswordForm,
            lambda who, it, typed: reset_password(actor=who, user=it, new=typed["new"]),
            gettext_lazy("The password is set. Tell it to them by a safe way."),
        ),
        "deactivate": Change(
            OPERATE,
            PlainForm,
            lambda who, it, typed: deactivate_user(actor=who, user=it),
            gettext_lazy("The account is off: its sign-ins and keys have ended."),
        ),
        "reactivate": Change(
            OPERATE,
            PlainForm,
            lambda who, it, typed: reactivate_user(actor=who, user=it),
            gettext_lazy("The account is on again."),
        ),
    },
)


def names(limit: int) -> list[str]:
    """The first operators, for those who have to ask one."""
    found = User.objects.filter(is_superuser=True, is_active=True).order_by("username")
    return list(found.values_list("username", flat=True)[:limit])


def new_user(request: HttpRequest) -> HttpResponse:
    form = NewUserForm(request.POST or None)

    def act(typed: Typed) -> User:
        return create_user(actor=actor(request), **typed)

    done = gettext_lazy("User %(username)s is made.")
    if request.method == "POST" and carried_out(request, form, act, done):
        made = User.objects.get(username=form.cleaned_data["username"])
        return redirect("admin:registry_user_change", made.pk)
    return render(request, "admin/new.html", {"form": form, "what": gettext_lazy("Create user")})


def new_organization(request: HttpRequest) -> HttpResponse:
    form = NewOrganizationForm(request.POST or None)

    def act(typed: Typed) -> Organization:
        return _create_organization(actor(request), typed)

    done = gettext_lazy("Organization %(name)s is made, with the registries model and dataset.")
    if request.method == "POST" and carried_out(request, form, act, done):
        made = Organization.objects.get(name=form.cleaned_data["name"])
        return redirect("admin:registry_organization_change", made.pk)
    what = gettext_lazy("Create organization")
    return render(request, "admin/new.html", {"form": form, "what": what})


def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Password, and whether somebody may sign in at all."""
    found = get_object_or_404(User, pk=pk)
    sent = ACCOUNT.sent(request, found)
    if sent and sent.is_done:
        return redirect("admin:registry_user_change", found.pk)
    context = {"person": found, **ACCOUNT.context({OPERATE}, sent)}
    return render(request, "admin/account.html", context)
