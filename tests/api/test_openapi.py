"""The contract of the REST API is reviewed like code: UPDATE_OPENAPI=1 rewrites its file."""

import json
import os
from pathlib import Path

from lineal.api import api

GOLDEN = Path(__file__).with_name("openapi.json")


def test_the_contract_is_what_was_reviewed(client):
    served = client.get("/api/v1/openapi.json").json()
    if os.environ.get("UPDATE_OPENAPI"):
        GOLDEN.write_text(json.dumps(served, indent=2, sort_keys=True) + "\n")

    assert served == json.loads(GOLDEN.read_text())


def test_the_contract_is_put_together_once():
    assert api.get_openapi_schema() is api.get_openapi_schema()


def test_every_operation_says_what_it_answers_and_refuses(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    for path, operations in paths.items():
        for operation in operations.values():
            answers = set(operation["responses"])
            assert {"401", "404", "422"} <= answers, path
            assert {"200", "201", "204"} & answers, path
            assert operation["security"], path
            assert operation["summary"], path


def test_the_documentation_needs_nobody_else(client):
    page = client.get("/api/v1/docs").content.decode()

    assert "http://" not in page
    assert "https://" not in page
