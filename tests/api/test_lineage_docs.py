"""The examples of docs/reference/lineage-api.md do what the page says."""

import os
import subprocess
import sys

import pytest

from tests import make
from tests.api.examples import curl, examples
from tests.lineage.zoo import make_zoo

PAGE = "docs/reference/lineage-api.md"


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


def test_the_curl_examples(environment):
    whole, down, beside = (curl(line, environment) for line in examples(PAGE, "sh"))

    assert whole["total"] == 5
    assert (down["direction"], down["asked_depth"]) == ("down", 2)
    assert [node["name"] for node in beside["nodes"]] == ["northern-lake-21"]


def test_the_python_example(environment):
    (code,) = examples(PAGE, "python")

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines()[0] == "1 runs and artifacts depend on it"
    assert "northern-lake-21 running" in done.stdout
