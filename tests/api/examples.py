"""The examples on a page of the documentation, carried out."""

import json
import re
import subprocess
from typing import Any
from urllib.request import Request, urlopen

from tests.test_architecture import ROOT


def examples(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text()
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


def curl(line: str, environment: dict[str, str]) -> dict[str, Any]:
    """As curl would ask, of the words that a shell makes of the line: not every machine has it."""
    shell = ["sh", "-euc", f"printf '%s\\0' {line}"]
    said = subprocess.run(shell, env=environment, capture_output=True, text=True, check=True)
    words = said.stdout.split("\0")[:-1]
    assert words[:2] == ["curl", "-s"]
    headers, method, body = {}, "GET", None
    for option, value in zip(words[2:-1:2], words[3:-1:2], strict=True):
        match option:
            case "-H":
                name, _, content = value.partition(": ")
                headers[name] = content
            case "-X":
                method = value
            case "-d":
                body = value.encode()
            case _:
                raise AssertionError(f"no option of these examples: {option}")
    with urlopen(Request(words[-1], body, headers, method=method)) as answer:
        found: dict[str, Any] = json.load(answer)
    return found
