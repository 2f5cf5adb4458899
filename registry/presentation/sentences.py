"""What rules say, in the language of whoever reads the page."""

from django.utils.translation import gettext

from registry.sentences import Sentence


def translated(said: str) -> str:
    if not isinstance(said, Sentence):
        return said
    values = {name: _value(value) for name, value in said.values.items()}
    return gettext(said.text) % values if values else gettext(said.text)


def _value(value: object) -> object:
    return translated(value) if isinstance(value, str) else value
