"""The examples of docs/reference/lineage-api.md do what the page says."""

import json
import os
import re
import shlex
import string
import subprocess
import sys
from urllib.request import Request, urlopen

import pytest

from tests import make
from tests.lineage.zoo import make_zoo
from tests.test_architecture import ROOT

PAGE = (ROOT / "docs/reference/lineage-api.md").read_text()


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)


@pytest.fixture
def environment(server) -> dict[str, str]:
    """What a reader of the page has set."""
    mika = make.make_user("mika")
    zoo = make_zoo(make.make_project(mika.personal_entity))
    return {
        "LINEAL_URL": server.url,
        "LINEAL_KEY": make.make_key(mika),
        "VERSION": str(zoo.model.pk),
    }


def curl(line: str, environment: dict[str, str]) -> dict:
    """As curl would ask: not every machine that tests has it."""
    words = shlex.split(string.Template(line).substitute(environment))
    assert words[:3] == ["curl", "-s", "-H"]
    name, _, value = words[3].partition(": ")
    with urlopen(Request(words[4], headers={name: value})) as answer:
        return json.load(answer)


def test_the_curl_examples(environment):
    whole, down, beside = (curl(line, environment) for line in examples("sh"))

    assert whole["total"] == 5
    assert (down["direction"], down["asked_depth"]) == ("down", 2)
    assert [node["name"] for node in beside["nodes"]] == ["northern-lake-21"]


def test_the_python_example(environment):
    (code,) = examples("python")

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines()[0] == "1 runs and artifacts depend on it"
    assert "northern-lake-21 running" in done.stdout
