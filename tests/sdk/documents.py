"""Finds the GraphQL documents inside the installed wandb package; they are not ours to keep."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import wandb
from graphql import DocumentNode, GraphQLSyntaxError, parse

PACKAGE = Path(wandb.__file__).parent
START = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:query|mutation)\s+(\w+)")
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
        """None for a text that the SDK completes at run time."""
        try:
            return parse(self.text)
        except GraphQLSyntaxError:
            return None


def shipped() -> list[Found]:
    """Every operation in the package's Python files and in its Go program."""
    return [*_in_python(), *_in_binary()]


def _in_python() -> Iterator[Found]:
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "vendor" in path.parts or ("query" not in source and "mutation" not in source):
            continue
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if (start := START.match(node.value)) and "{" in node.value:
                yield Found(start[1], node.value, f"{path.relative_to(PACKAGE)}:{node.lineno}")


def _in_binary() -> Iterator[Found]:
    program = (PACKAGE / "bin" / "wandb-core").read_bytes()
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
