"""The examples of docs/reference/rest.md do what the page says."""

import os
import subprocess
import sys

import pytest

from registry.actions.labels import add_aliases
from registry.models import RegistryRole, Role
from tests import make
from tests.api.examples import curl, examples
from tests.api.test_problems import DOCUMENTED
from tests.server import Server
from tests.test_architecture import ROOT

PAGE = "docs/reference/rest.md"


@pytest.fixture
def environment(server: Server) -> dict[str, str]:
    """What a reader of the page has set: mika is an admin of the registry."""
    mika = make.make_user("mika")
    acme = make.make_organization("acme")
    team = make.make_team(acme, "zoo-team", mika=Role.MEMBER)
    registry = make.make_registry(acme, "model")
    make.give(registry, mika, RegistryRole.ADMIN)
    project = make.make_project(team, "zoo")
    link = make.link(make.make_version(project), registry, "Zoo", aliases=["production"])
    make.link(make.make_version(project), registry, "Birds")
    newer = make.link(make.make_version(project), registry, "Zoo")
    add_aliases(
        actor=make.actor(mika),
        collection=link.collection,
        version=newer.version,
        names=["production"],
    )
    return {
        "LINEAL_URL": server.url,
        "LINEAL_KEY": make.make_key(mika),
        "REGISTRY": str(registry.pk),
        "COLLECTION": str(link.collection_id),
        "VERSION": str(make.make_version(project).pk),
    }


def test_the_curl_examples(environment: dict[str, str]) -> None:
    found, meant, members, moved, linked, promoted, change = (
        curl(line, environment) for line in examples(PAGE, "sh")
    )

    assert [each["name"] for each in found["items"]] == ["model"]
    assert (meant["name"], meant["full_name"]) == ("v1", "acme-org/wandb-registry-model/Zoo:v1")
    assert [each["effective_role"] for each in members["items"]] == ["admin"]
    assert [each["person"] for each in moved["items"]] == ["mika"]
    assert linked["version"] == "v2"
    assert (promoted["name"], promoted["version"]) == ("production", "v2")
    assert change["visibility"] == "restricted"


def test_the_python_example(environment: dict[str, str]) -> None:
    (code,) = examples(PAGE, "python")

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )

    lines = done.stdout.splitlines()
    assert lines[:2] == ["Zoo 2", "Birds 1"]
    assert lines[2].startswith("412 acme-org/wandb-registry-model/Zoo was edited after you read it")


def test_every_problem_is_listed() -> None:
    text = (ROOT / PAGE).read_text()

    assert [code for code in DOCUMENTED if f"`{code}`" not in text] == []
