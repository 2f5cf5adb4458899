"""Shape of what people type about people: accounts, keys, memberships."""

from datetime import UTC, datetime, time
from secrets import token_urlsafe
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.forms import NameForm, PlainForm, RoleForm, WordsField
from registry.models import KeyScope, Role


class EndOfDayField(forms.DateField):
    """The last day on which something holds: it ends with that day."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> datetime | None:
        day = super().clean(value)
        return datetime.combine(day, time.max, tzinfo=UTC) if day else None


class KeyForm(PlainForm):
    name = forms.CharField(
        label=_("Name"),
        widget=forms.TextInput(attrs={"placeholder": _("laptop, training cluster, CI")}),
    )
    scope = forms.ChoiceField(choices=KeyScope.choices, initial=KeyScope.WRITE, label=_("May"))
    expires_at = EndOfDayField(label=_("Last day"), required=False)


class OwnKeyForm(KeyForm):
    """`once` names the form: sent twice, by a double click or a reload, it makes one key."""

    once = forms.CharField(widget=forms.HiddenInput, required=False, initial=token_urlsafe)


class InviteForm(PlainForm):
    """People who are to join an organization or a team."""

    names = WordsField(
        label=_("People"),
        widget=forms.TextInput(
            attrs={"placeholder": _("user names or e-mail addresses, with commas")}
        ),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.MEMBER)


class MemberForm(PlainForm):
    """One of the rows of a table of people, by user name; `revision`: of the role in it."""

    member = forms.CharField(widget=forms.HiddenInput)
    revision = forms.CharField(widget=forms.HiddenInput, required=False, empty_value=None)


class MemberRoleForm(MemberForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class RegistryRoleForm(MemberForm, RoleForm):
    """The role in a registry; there a member may be a team too."""


class ServiceAccountForm(KeyForm):
    name = forms.CharField(
        label=_("Name"), widget=forms.TextInput(attrs={"placeholder": "training-cluster"})
    )


class ProfileForm(PlainForm):
    first_name = forms.CharField(
        label=_("First name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("People of your organizations see it, and may invite you by it."),
    )


class PasswordForm(PlainForm):
    current = forms.CharField(
        label=_("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters, not only digits, nothing common, not like your name."),
    )


class ResetPasswordForm(PlainForm):
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("They should change it at their first sign-in."),
    )


class NewUserForm(PlainForm):
    username = forms.CharField(
        label=_("User name"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Runs are logged under it: letters, digits, '-', '_' and '.'."),
    )
    email = forms.CharField(label=_("E-mail"), required=False, widget=forms.EmailInput())
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    is_admin = forms.BooleanField(
        label=_("Operator"),
        required=False,
        help_text=_("May administer this server; it gives no role in any organization."),
    )


class NewOrganizationForm(NameForm):
    entity_name = forms.CharField(
        label=_("Entity"),
        required=False,
        help_text=_("How the SDK names it. Empty: its name and '-org'. It cannot be changed."),
    )
    admin = forms.CharField(
        label=_("First admin"), help_text=_("The user name of somebody who has an account.")
    )


class DefaultEntityForm(PlainForm):
    entity = forms.CharField(
        label=_("Entity"), widget=forms.TextInput(attrs={"list": "entities", "autocomplete": "off"})
    )


class ThemeForm(PlainForm):
    theme = forms.ChoiceField(
        label=_("Theme"),
        help_text=_("It holds for this browser."),
        choices=[("", _("as the system has it")), ("light", _("light")), ("dark", _("dark"))],
        required=False,
    )


class NewTeamForm(NameForm):
    name = forms.CharField(
        label=_("Name"),
        help_text=_("Runs log to it: letters, digits, '-', '_' and '.'. It cannot be changed."),
    )


class RotateForm(MemberForm):
    expires_at = EndOfDayField(label=_("Last day"), required=False)
