"""Reads large JSON objects member by member, never the whole of them. Pure.

Raises ValueError for whatever is not JSON, as `json` does.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from json.decoder import JSONDecodeError
from typing import Protocol

CHUNK = 1 << 18
# One value that is not an object read member by member. More is taken for broken.
MAX_VALUE = 1 << 21

_SPACE = re.compile(r"[ \t\n\r]*")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(twice(next(name for name in names if names.count(name) > 1)))
    return found


def twice(name: str) -> str:
    return f"{name[:80]!r} stands in it twice"


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


class JsonStream:
    """A cursor in JSON that comes from a file. Objects with a name given twice are refused."""

    def __init__(self, file: Source) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._read_value = json.JSONDecoder(object_pairs_hook=_unique).raw_decode
        self._text = ""
        self._at = 0
        self._is_over = False

    def members(self) -> Iterator[str]:
        """The names of the object that comes next. The caller reads each value before going on."""
        self._expect("{")
        if self.peek() == "}":
            self._at += 1
            return
        while True:
            name = self.value()
            if not isinstance(name, str):
                raise ValueError("a name is not in quotes")
            self._expect(":")
            yield name
            if self.peek() == "}":
                self._at += 1
                return
            self._expect(",")

    def value(self) -> object:
        """The whole value that comes next."""
        return self._retried(self._read_value)[0]

    def record(self) -> tuple[object, str]:
        """The value that comes next, and its text."""
        return self._retried(self._read_value)

    def peek(self) -> str:
        """The next character that is not white space; empty at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def end(self) -> None:
        """Nothing may follow."""
        if self.peek():
            raise ValueError("something follows its end")

    def _expect(self, character: str) -> None:
        if self.peek() != character:
            raise ValueError(f"{character!r} is missing")
        self._at += 1

    def _retried(self, read: Callable[[str, int], tuple[object, int]]) -> tuple[object, str]:
        """A value may be cut off where what has been read so far ends: then read more of it."""
        self.peek()
        while True:
            try:
                value, end = read(self._text, self._at)
            except JSONDecodeError:
                if len(self._text) - self._at > MAX_VALUE or not self._more():
                    raise
            else:
                # The number 1 may be the beginning of 12.
                if end < len(self._text) or not self._more():
                    text, self._at = self._text[self._at : end], end
                    return value, text

    def _more(self) -> bool:
        """Forget what has been passed and read on; whether there was more."""
        if self._is_over:
            return False
        chunk = self._file.read(CHUNK)
        self._is_over = not chunk
        self._text = self._text[self._at :] + self._decode(chunk, final=self._is_over)
        self._at = 0
        return True
