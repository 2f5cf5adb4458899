"""Console lines as the different SDKs send them."""

import pytest

from lineage.models import RunLine
from lineage.views.console import ConsoleLine, console_lines


def shown(content: str) -> ConsoleLine:
    (line,) = console_lines([RunLine(number=0, content=content)])
    return line


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("epoch 1", "epoch 1"),
        ("2026-11-09T06:14:00.123456 epoch 1", "epoch 1"),
        ('{"ts": "2026-11-09T06:14:00", "content": "epoch 1"}', "epoch 1"),
        ("\x1b[32mgreen\x1b[0m", "green"),
        ("10 %\r50 %\r100 %\n", "100 %"),
        ('{"not": "ours"}', '{"not": "ours"}'),
        ("{broken", "{broken"),
        ("", ""),
    ],
)
def test_text(content: str, text: str) -> None:
    assert shown(content).text == text


@pytest.mark.parametrize(
    "content",
    ["ERROR 2026-11-09T06:14:00.123456 boom", '{"ts": "x", "content": "boom", "level": "error"}'],
)
def test_errors_are_marked(content: str) -> None:
    line = shown(content)

    assert (line.text, line.is_error) == ("boom", True)


def test_lines_are_counted_from_one() -> None:
    assert shown("x").number == 1
