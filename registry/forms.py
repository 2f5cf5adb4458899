"""Shape of what people type; the rules are checked by the actions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.models import KeyScope


class KeyForm(forms.Form):
    name = forms.CharField(max_length=128, label=_("Name"))
    scope = forms.ChoiceField(choices=KeyScope.choices, initial=KeyScope.WRITE, label=_("May"))
