"""A client that speaks as the SDK does: JSON with an API key, and documents by name."""

import json
from base64 import b64encode
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.test import Client

from lineal.sdk import ids
from registry.models import ArtifactVersion, User
from tests import make
from tests.sdk.documents import shipped


@cache
def shipped_texts() -> dict[str, str]:
    return {found.name: found.text for found in shipped()}


@cache
def generated_texts() -> dict[str, str]:
    """Those that take one `$input`, of names that older parts of the SDK use as well."""
    return {it.name: it.text for it in shipped() if "_generated/operations.py" in it.place}


class Wire:
    def __init__(self, user: User | None = None, key: str | None = None) -> None:
        self.key = key or (make.make_key(user) if user else "")
        self.client = Client(raise_request_exception=False)

    @property
    def headers(self) -> dict[str, str]:
        secret = b64encode(f"api:{self.key}".encode()).decode()
        return {"Authorization": f"Basic {secret}"} if self.key else {}

    def post(self, path: str, body: object, **headers: str) -> HttpResponse:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.post(
            path, raw, content_type="application/json", headers={**self.headers, **headers}
        )

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(path, headers={**self.headers, **headers})

    def graphql(self, document: str, **variables: object) -> dict[str, Any]:
        response = self.post("/graphql", {"query": document, "variables": variables})
        assert response.status_code == 200, response.content
        return response.json()

    def data(self, document: str, **variables: object) -> dict[str, Any]:
        answer = self.graphql(document, **variables)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def error(self, document: str, **variables: object) -> dict[str, Any]:
        """The one error of a request that a rule refuses."""
        (error,) = self.graphql(document, **variables)["errors"]
        return error

    def shipped(self, name: str, /, **variables: object) -> dict[str, Any]:
        """Send the installed SDK's own document of this name."""
        return self.data(shipped_texts()[name], **variables)


def artifact_id(version: ArtifactVersion) -> str:
    return ids.encode("Artifact", version.pk)
