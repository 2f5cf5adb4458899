"""What the server spends on whole calls of the SDK, beside a request that does nothing.

All requests of a call go through Django's own handler, one after the other, as the SDK sends them.
Run by tests/benchmarks/__main__.py with the database in the environment; prints JSON.
"""

import json
import os
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lineal.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django has to be set up first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from registry.models import Role  # noqa: E402
from tests import make  # noqa: E402
from tests.api import logging as log  # noqa: E402
from tests.api.wire import Wire  # noqa: E402
from tests.benchmarks.clock import compare  # noqa: E402

VERSIONS = 50
USE = """mutation ($input: UseArtifactInput!) { useArtifact(input: $input) { artifact { id } } }"""


def main(budget: float) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]
    wire = fill()
    return {"database": connection.vendor, "requests": compare(calls(wire), budget=budget)}


def fill() -> Wire:
    """A collection of fifty versions with two aliases and two tags each."""
    mika = make.make_user("mika")
    team = make.make_team(make.make_organization("acme"), "zoo-team", mika=Role.MEMBER)
    project = make.make_project(team, "zoo")
    make.make_run(project, "r1", user=mika)
    for number in range(VERSIONS):
        labels = {"aliases": (f"alias-{number}", "latest"), "tags": ("a", "b")}
        make.make_version(project, "listed", user=mika, **labels)
    return Wire(mika)


def calls(wire: Wire) -> dict[str, Callable[[], object]]:
    numbers = count()
    known = {"a.bin": b"known"}
    announced = log.log(wire, known, runName="r1")

    def nothing() -> None:
        assert wire.get("/healthz").status_code == 200

    def log_first() -> None:
        body = f"content {next(numbers)}".encode()
        done = log.log(wire, {"a.bin": body}, runName="r1")
        wire.shipped("ArtifactByID", id=done["id"])

    def log_known() -> None:
        done = log.create(wire, known, runName="r1")
        wire.shipped("ArtifactByID", id=done["id"])

    def use() -> None:
        path = {"entity": "zoo-team", "project": "zoo", "name": "animals:latest"}
        wire.shipped("ArtifactMembershipByName", **path, includeAliases=True)
        run = {"entityName": "zoo-team", "projectName": "zoo", "runName": "r1"}
        wire.data(USE, input={"artifactID": announced["id"], **run})

    def list_versions() -> None:
        path = {"entity": "zoo-team", "project": "zoo", "type": "model", "collection": "listed"}
        wire.shipped("ProjectArtifacts", **path, perPage=VERSIONS)

    return {
        "nothing": nothing,
        "log_artifact, first": log_first,
        "log_artifact, known": log_known,
        "use_artifact": use,
        f"{VERSIONS} versions": list_versions,
    }


if __name__ == "__main__":
    print(json.dumps(main(float(sys.argv[1]))))
