"""The documentation names what exists, and all of it."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lineal import cli
from tests.test_architecture import ROOT, tracked

PAGES = sorted(path for path in tracked("*.md") if path.name != "CHANGELOG.md")


def commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    """`lineal serve`, `lineal user create`, ...: the ends of the parser's tree."""
    groups = [it for it in parser._actions if isinstance(it, argparse._SubParsersAction)]
    if not groups:
        yield parser.prog
    for group in groups:
        for command in group.choices.values():
            yield from commands(command)


def test_every_command_is_documented() -> None:
    text = (ROOT / "docs/reference/cli.md").read_text()

    documented = re.findall(r"^\| `(lineal [a-z ]*[a-z])", text, re.MULTILINE)

    assert sorted(documented) == sorted(commands(cli.parser()))


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)[^)]*\)", (ROOT / page).read_text())

    assert [link for link in links if not (ROOT / page.parent / link).exists()] == []
