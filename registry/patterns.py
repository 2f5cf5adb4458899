"""Regular expressions that people filter by, kept from running for ever. Pure.

PostgreSQL matches in time that grows with the text alone. SQLite matches with Python's engine, and
that tries every way to read a pattern: each choice multiplies the ways, and each repeat, like the
search for a place to begin, multiplies the work by the length of the text. Patterns that would take
too long on a name are refused; of a longer text the engine sees as much as it has time for.
"""

import re
from functools import lru_cache

from registry.errors import InvalidValue

MAX_LENGTH = 256
MAX_REPEATS = 2
MAX_STEPS = 20_000_000
SHORTEST_REACH = 128

_ESCAPED = re.compile(r"\\[^0-9]")
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
_RUNAWAY = re.compile(r"\)\s*[*+{]|\(\?|\\[0-9]")
_REPEAT = re.compile(r"(?:[*+]|\{[^}]*\})[?+]?")
_OPTION = re.compile(r"\?[?+]?")


def check(text: str) -> str:
    """The pattern, or InvalidValue: it is none, or one that could take too long."""
    if len(text) > MAX_LENGTH or _RUNAWAY.search(_plain(text)) or reach(text) < SHORTEST_REACH:
        raise InvalidValue(
            f"The regular expression {text!r:.80} is too long, repeats a group, looks around, or "
            f"has more than {MAX_REPEATS} repeats or too many choices.",
            field="pattern",
        )
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise InvalidValue(f"{text!r:.80} is not a regular expression: {error}.") from error
    return text


def matches(pattern: str | None, text: object) -> bool | None:
    """What SQLite's REGEXP answers."""
    if pattern is None or text is None:
        return None
    seen, whole = reach(pattern), text if isinstance(text, str) else str(text)
    if len(whole) > seen and "$" in _plain(pattern):
        return False  # its end is out of sight
    return re.search(pattern, whole[:seen]) is not None


@lru_cache(maxsize=512)
def reach(pattern: str) -> int:
    """How many characters of a text the engine gets through in time."""
    plain = _plain(pattern)
    rest, repeats = _REPEAT.subn("", plain)
    if repeats > MAX_REPEATS:
        return 0
    is_anchored = plain.startswith("^") and not _has_outer_choice(plain)
    power = max(repeats + (not is_anchored), 1)
    return int((MAX_STEPS / _ways(_OPTION.sub("?", rest))) ** (1 / power))


def _plain(pattern: str) -> str:
    """The pattern with one letter for each escaped character and each class."""
    return _CLASS.sub("x", _ESCAPED.sub("x", pattern))


def _ways(plain: str) -> int:
    """In how many ways a pattern without repeats can be read."""
    open_groups = [_Group()]
    for character in plain:
        if character == "(":
            open_groups.append(_Group())
        elif character == ")" and len(open_groups) > 1:
            closed = open_groups.pop()
            open_groups[-1].current *= closed.total
        else:
            open_groups[-1].take(character)
    total = 1
    for group in open_groups:
        total *= group.total
    return total


class _Group:
    """The ways of the alternatives that have ended, and of the present one."""

    def __init__(self) -> None:
        self.ended = 0
        self.current = 1

    @property
    def total(self) -> int:
        return self.ended + self.current

    def take(self, character: str) -> None:
        if character == "|":
            self.ended, self.current = self.total, 1
        elif character == "?":
            self.current *= 2


def _has_outer_choice(plain: str) -> bool:
    depth = 0
    for character in plain:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            return True
    return False
