"""One stylesheet out of several: what `@import` names stands in its place. Pure."""

import posixpath
import re
from collections.abc import Callable

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\s*\n\s*")
_IMPORT = re.compile(r'@import "([^"]+)" layer\(([\w-]+)\);')
_ADDRESS = re.compile(r'url\("([^"]+)"\)')


def join(name: str, read: Callable[[str], str]) -> tuple[str, set[str]]:
    """The text of stylesheet `name` without any import, and the names of what it took in."""
    taken: set[str] = set()

    def put(found: re.Match[str]) -> str:
        part = _at(name, found[1])
        text, inner = join(part, read)
        taken.update({part, *inner})
        return f"@layer {found[2]} {{\n{_moved(text, part, name)}}}"

    text = _INDENT.sub("\n", _COMMENT.sub("", read(name)).strip() + "\n")
    return _IMPORT.sub(put, text), taken


def _moved(text: str, old: str, new: str) -> str:
    """Addresses in it are relative to the stylesheet that they stand in."""
    folder = posixpath.dirname(new)
    return _ADDRESS.sub(
        lambda found: f'url("{posixpath.relpath(_at(old, found[1]), folder)}")', text
    )


def _at(name: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
