"""Shape of what people type; the rules are checked by the actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from registry.models import Registry, RegistryRole, Visibility


class PlainForm(forms.Form):
    """Fields in the product's look: see templates/django/forms/field.html.

    `foresees`: it may take aliases from other versions; `moves` are those to be read first.
    """

    foresees = False
    moves: Sequence[object] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.HiddenInput):
                field.widget.attrs.setdefault("class", "input")


class WordsField(forms.CharField):
    """Several names in one line, separated by commas."""

    def clean(self, value: Any) -> list[str]:
        words = (word.strip() for word in super().clean(value).split(","))
        return list(dict.fromkeys(word for word in words if word))


class StarForm(forms.Form):
    kind = forms.ChoiceField(choices=[("registry", "registry"), ("collection", "collection")])
    pk = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    wanted = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    back = forms.CharField(required=False)


class NameForm(PlainForm):
    name = forms.CharField(label=_("Name"))


class DescriptionForm(PlainForm):
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class NewRegistryForm(DescriptionForm, NameForm):
    field_order = ("name", "description", "visibility", "accepted_types")

    visibility = forms.ChoiceField(
        label=_("Visibility"),
        choices=Visibility.choices,
        help_text=_("Organization: all its members may look. Restricted: only those with a role."),
    )
    accepted_types = WordsField(
        label=_("Accepted types"),
        required=False,
        help_text=_("Such as: model, dataset. Empty: all types. A type cannot be taken off later."),
    )


class AcceptedTypesForm(PlainForm):
    accepted_types = WordsField(
        label=_("Types to accept"), help_text=_("Separated by commas, such as: model, dataset.")
    )


class VisibilityForm(PlainForm):
    visibility = forms.ChoiceField(choices=Visibility.choices, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Also `effect`, what the change comes to, for the message that it is done."""
        typed: dict[str, Any] = self.cleaned_data
        return typed | {"effect": _SEEN_BY.get(typed.get("visibility", ""), "")}


_SEEN_BY = {
    Visibility.ORGANIZATION: _("Everyone in the organization sees this registry from now on."),
    Visibility.RESTRICTED: _(
        "From now on only people and teams with a role here, and the admins of the organization, "
        "see this registry."
    ),
}


class AliasForm(PlainForm):
    alias = forms.CharField(label=_("Alias"))


class ConfirmForm(PlainForm):
    """Asks for the name of what is to be deleted."""

    confirm = forms.CharField(
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.name = name
        asked = format_html("<code>{}</code>", name)
        self.fields["confirm"].label = format_html(str(_("Type {} to confirm")), asked)

    def clean_confirm(self) -> str:
        typed: str = self.cleaned_data["confirm"]
        if typed != self.name:
            raise forms.ValidationError(
                _("That is not its name. Type '%(name)s' as it is written."),
                params={"name": self.name},
            )
        return typed


class RoleForm(PlainForm):
    role = forms.TypedChoiceField(
        label=_("Role"), choices=RegistryRole.choices, coerce=RegistryRole, empty_value=None
    )


class GrantForm(RoleForm):
    field_order = ("names", "role")

    names = WordsField(
        label=_("People or teams"),
        widget=forms.TextInput(
            attrs={"placeholder": _("user names, e-mail addresses or team names, with commas")}
        ),
    )


class NewCollectionForm(NameForm):
    field_order = ("name", "type_name", "description")

    type_name = forms.CharField(
        label=_("Type"),
        widget=forms.TextInput(attrs={"list": "types", "autocomplete": "off"}),
        help_text=_("All its versions have this type, such as model. It cannot be changed."),
    )
    description = forms.CharField(
        label=_("Card"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Markdown. You can write it later."),
    )


class CardForm(PlainForm):
    revision = forms.CharField(widget=forms.HiddenInput, required=False, empty_value=None)
    description = forms.CharField(
        label=_("Card"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "input input--mono"}),
        help_text=_("Markdown: headings, lists, tables, links and code."),
    )


class TagsForm(PlainForm):
    tags = WordsField(label=_("Tags"), help_text=_("Separated by commas."))


class MoveAliasForm(AliasForm):
    foresees = True
    reason = forms.CharField(
        label=_("Why"), required=False, help_text=_("Optional; it stands in the history.")
    )


class NamesForm(PlainForm):
    names = WordsField(label=_("Names"))


class RegistryChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    def label_from_instance(self, obj: Registry) -> str:
        return f"{obj.organization.name} / {obj.name}"


class AliasesForm(PlainForm):
    foresees = True
    aliases = WordsField(
        label=_("Aliases"),
        required=False,
        help_text=_("Optional, with commas, such as: staging. 'latest' moves here by itself."),
    )


class LinkForm(AliasesForm):
    field_order = ("registry", "collection", "aliases")

    registry = RegistryChoice(
        queryset=Registry.objects.none(), label=_("Registry"), empty_label=_("Choose one")
    )
    collection = forms.CharField(
        label=_("Collection"), help_text=_("A new name makes a new collection.")
    )

    def __init__(
        self, *args: Any, registries: QuerySet[Registry], refusal: str = "", **options: Any
    ) -> None:
        """`refusal`: why the registry that was asked for is not among the choices."""
        super().__init__(*args, **options)
        field = self.fields["registry"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = registries.select_related("organization")
        if refusal:
            field.error_messages["invalid_choice"] = refusal.replace("%", "%%")
