"""What rules say. Pure: programs read the English, pages translate it.

Import `marked` as `_`, by which `makemessages` knows what is to be translated.
"""

from collections.abc import Mapping


class Sentence(str):
    """English words, which keep what a translation is made of. Values may be sentences too."""

    __slots__ = ("text", "values")

    text: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, text: str, values: Mapping[str, object]) -> "Sentence":
        said = cls(text % values if values else text)
        said.text, said.values = text, values
        return said


def marked(text: str, values: Mapping[str, object] | None = None) -> Sentence:
    """`text` has its values as `%(name)s`."""
    return Sentence.of(text, values or {})
