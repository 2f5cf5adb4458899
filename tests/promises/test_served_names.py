"""Whatever a stored file is called, its answer has one Content-Disposition, with that name."""

from collections.abc import Iterator
from email.parser import Parser
from email.policy import default
from urllib.parse import quote, urlencode

import pytest
from django.http import HttpResponse

from lineage.actions.files import receive_run_file
from registry.models import ArtifactVersion, Entity, User
from tests import make
from tests.api.test_download import LISTING
from tests.api.wire import Wire, artifact_id
from tests.content import md5

NAMES = [
    'a"b.txt',
    'a"; filename="evil.html',
    "a; filename*=utf-8''evil.html",
    'a\\"b',
    "a'b%22c%0d%0ad",
    "naïve 数据 🦓",
    "\u202egnp.exe",
    "e\u0301\u200b",
    "a\u2028b\u0085c",
    ".hidden.",
    "x" * 200,
]


@pytest.fixture
def version(zoo_team: Entity, mika: User) -> ArtifactVersion:
    run = make.make_run(make.make_project(zoo_team, "zoo"), "r1", mika)
    for name in NAMES:
        receive_run_file(run=run, name=name, chunks=[name.encode()])
    return make.make_version(run.project, files={name: name.encode() for name in NAMES})


def test_each_address_says_the_name_and_nothing_else(version: ArtifactVersion, mika: User) -> None:
    """What is in a file is its name."""
    wrong = {}
    for kind, answer in answers(version, mika):
        body = b"".join(answer) if answer.streaming else answer.content
        head = answer.serialize_headers().decode("ascii").split("\r\n")
        said = [line for line in head if "disposition" in line.lower()]
        if [told(line) for line in said] != [("attachment", body.decode())]:
            wrong[kind, body] = said

    assert wrong == {}


def told(line: str) -> tuple[str, str | None]:
    message = Parser(policy=default).parsestr(f"{line}\r\n\r\n")
    return message.get_content_disposition() or "", message.get_filename()


def answers(version: ArtifactVersion, user: User) -> Iterator[tuple[str, HttpResponse]]:
    """By each address that serves stored files."""
    browser, wire = make.browse(user), Wire(user)
    listed = wire.data(LISTING, id=artifact_id(version))["artifact"]["files"]["edges"]
    for edge in listed:
        yield "signed", wire.get(edge["node"]["directUrl"].removeprefix("http://testserver"))
    for name in NAMES:
        path = urlencode({"path": name})
        yield "page", browser.get(f"{version.get_absolute_url()}/download?{path}")
        yield "run", browser.get(f"/zoo-team/zoo/runs/r1/download?{path}")
        yield "handler", wire.get(by_digest(version, name, name))


def by_digest(version: ArtifactVersion, content: str, name: str) -> str:
    artifact, digest = artifact_id(version), md5(content.encode())
    place = f"/artifactsV2/default/zoo-team/zoo/{version.collection.name}/{artifact}"
    return f"{place}/{digest}/{quote(name, safe='')}"


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: x=y", "a\nb", "a\rb", "a\tb", "a\x85b", "\x7f"])
def test_a_made_up_address_adds_no_header(version: ArtifactVersion, mika: User, name: str) -> None:
    """There the name is whatever the address says."""
    answer = Wire(mika).get(by_digest(version, NAMES[0], name))
    answer.close()

    assert answer.status_code in {200, 400, 404}
    assert "Set-Cookie" not in answer.headers
    assert answer.headers.get("Content-Disposition", "attachment").startswith("attachment")
