"""A client that speaks REST with an API key, and a small world to ask about."""

import json
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client

from lineage.models import Run
from registry.actions.keys import issue_key
from registry.actions.service_accounts import create_service_account
from registry.models import (
    ApiKey,
    ArtifactVersion,
    Collection,
    Entity,
    LinkedVersion,
    Organization,
    Project,
    Registry,
    RegistryMember,
    RegistryRole,
    Role,
    User,
)
from tests import make

ROOT = "/api/v1"


def read(answer: StreamingHttpResponse) -> HttpResponse:
    """So that no file stays open."""
    return HttpResponse(b"".join(answer), status=answer.status_code, headers=answer.headers)


class Rest:
    """`key` may be one of another scope, or "" for nobody."""

    def __init__(self, user: User | None = None, key: str | None = None) -> None:
        self.key = make.make_key(user) if user and key is None else key
        self.client = Client(raise_request_exception=False)

    def send(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> HttpResponse:
        authorization = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        answer = self.client.generic(
            method,
            path if path.startswith(ROOT) else ROOT + path,
            b"" if body is None else json.dumps(body).encode(),
            content_type="application/json",
            headers={**authorization, **(headers or {})},
        )
        return read(answer) if answer.streaming else answer

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, **body: object) -> HttpResponse:
        return self.send("POST", path, body)

    def put(self, path: str, **body: object) -> HttpResponse:
        return self.send("PUT", path, body)

    def patch(self, path: str, match: str = "", **body: object) -> HttpResponse:
        return self.send("PATCH", path, body, {"If-Match": match} if match else {})

    def delete(self, path: str, match: str = "") -> HttpResponse:
        return self.send("DELETE", path, headers={"If-Match": match} if match else {})

    @staticmethod
    def read(answer: HttpResponse) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(answer.content)
        return body

    def items(self, path: str) -> list[Any]:
        """The whole of a list, page by page."""
        answer = self.get(path).json()
        found = answer["items"]
        while answer["next"]:
            answer = self.get(answer["next"]).json()
            found += answer["items"]
        return found


class World:
    """One of everything of acme's, under the names that addresses have for them."""

    def __init__(self) -> None:
        self.olivia: User = make.make_user("olivia")
        self.mika: User = make.make_user("mika")
        mika = self.mika
        self.acme: Organization = make.make_organization("acme", admin=self.olivia)
        acme = self.acme
        self.team: Entity = make.make_team(acme, "zoo-team", olivia=Role.ADMIN, mika=Role.MEMBER)
        self.registry: Registry = make.make_registry(acme, "model", accepted_types=["model"])
        make.give(self.registry, mika, RegistryRole.MEMBER)
        self.project: Project = make.make_project(self.team, "zoo-classifier")
        self.run: Run = make.make_run(self.project, "train1", user=mika, config={"lr": 0.1})
        self.version: ArtifactVersion = make.make_version(
            self.project, "zoo-net", run=self.run, aliases=("latest", "best"), tags=("good",)
        )
        self.link: LinkedVersion = make.link(
            self.version, self.registry, "zoo", aliases=["staging"]
        )
        self.consumer = make.make_run(self.project, "eval1", user=mika)
        make.use(self.consumer, self.version)
        self.account = create_service_account(actor=make.actor(), team=self.team, name="robot")
        self.key: ApiKey = issue_key(actor=make.actor(mika), user=mika, name="own")[0]

    @property
    def source(self) -> Collection:
        return self.version.collection

    @property
    def member(self) -> RegistryMember:
        return self.registry.members.get()

    def address(self, template: str) -> str:
        return template.format(
            registry_id=self.registry.pk,
            organization_id=self.acme.pk,
            team_id=self.team.pk,
            project_id=self.project.pk,
            collection_id=self.link.collection_id,
            version_id=self.version.pk,
            link_id=self.link.pk,
            run_id=self.run.pk,
            member_id=self.member.pk,
            key_id=self.key.pk,
            username="mika",
            account_id=self.account.pk,
            name="staging",
            path="file.txt",
            node_id=f"a{self.version.pk}",
        )
