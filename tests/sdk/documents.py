"""Finds the GraphQL documents inside the installed wandb packages; they are not ours to keep."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from graphql import DocumentNode, GraphQLSyntaxError, parse

from tests.sdk import versions

START = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:query|mutation)\s+(\w+)")
FRAGMENT = re.compile(r"\s*fragment\s+(\w+)\s+on\s")
PLACEHOLDER = re.compile(r"\b_[A-Z]\w*_\b")
SPREAD = re.compile(r"\.\.\.\s*(?!on\s)(\w+)")
START_IN_BINARY = re.compile(rb"(?:query|mutation) [A-Z]\w* ?[({]")
PRINTABLE = re.compile(rb"[\t\n\r\x20-\x7e]+")
NEXT_FRAGMENT = re.compile(rb"\s*fragment \w+ on")


@dataclass(frozen=True)
class Found:
    name: str
    text: str
    place: str

    @cached_property
    def document(self) -> DocumentNode | None:
        """None for a text that the SDK completes at run time; its real calls test those."""
        if PLACEHOLDER.search(self.text):
            return None
        try:
            return parse(self.text)
        except GraphQLSyntaxError:
            return None


@dataclass(frozen=True)
class Constant:
    """A text in a Python file."""

    text: str
    place: str


@cache
def shipped(version: str = versions.NEWEST) -> tuple[Found, ...]:
    """Every operation in the package's Python files and in its Go program."""
    package = versions.package(version)
    return (*_in_python(package), *_in_binary(package))


def _in_python(package: Path) -> Iterator[Found]:
    constants = list(_constants(package))
    fragments = {
        start[1]: constant.text
        for constant in constants
        if (start := FRAGMENT.match(constant.text)) and "{" in constant.text
    }
    for constant in constants:
        if (start := START.match(constant.text)) and "{" in constant.text:
            yield Found(start[1], _with_fragments(constant.text, fragments), constant.place)


def _constants(package: Path) -> Iterator[Constant]:
    for path in sorted(package.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "vendor" in path.parts or not re.search("query|mutation|fragment", source):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield Constant(node.value, f"{path.relative_to(package)}:{node.lineno}")


def _with_fragments(text: str, fragments: dict[str, str]) -> str:
    """Older SDKs put a document and its fragments together when they send it."""
    added: set[str] = set(re.findall(r"fragment\s+(\w+)\s+on\s", text))
    while missing := (set(SPREAD.findall(text)) & fragments.keys()) - added:
        added |= missing
        text += "".join(fragments[name] for name in sorted(missing))
    return text


def _in_binary(package: Path) -> Iterator[Found]:
    program = (package / "bin" / "wandb-core").read_bytes()
    for match in START_IN_BINARY.finditer(program):
        run = PRINTABLE.match(program, match.start())
        text = _complete(run[0]).decode() if run else ""
        if start := START.match(text):
            yield Found(start[1], text, f"bin/wandb-core:{match.start()}")


def _complete(text: bytes) -> bytes:
    """The operation and the fragments after it: strings lie end to end in the program."""
    depth = parentheses = 0
    for position, byte in enumerate(text):
        parentheses += (byte == ord("(")) - (byte == ord(")"))
        if parentheses:
            continue
        depth += (byte == ord("{")) - (byte == ord("}"))
        if byte == ord("}") and depth == 0 and not NEXT_FRAGMENT.match(text, position + 1):
            return text[: position + 1]
    return text
