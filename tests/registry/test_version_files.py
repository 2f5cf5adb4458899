"""The Files tab, and downloads from it."""

from http import HTTPStatus

import pytest

from registry.models import (
    Blob,
    LinkedVersion,
    Organization,
    Project,
    RegistryRole,
    User,
    Visibility,
)
from registry.storage import blob_key, store
from tests import make
from tests.content import md5

PAGE = "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0/files"
DOWNLOAD = "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0/download"


def test_shows_the_tree_and_the_picked_file(vic: User, project: Project) -> None:
    make.make_version(project, "zoo-net", files={"a/b.yaml": b"lr: 0.1\n", "c.bin": b"\xff\0"})

    page = make.browse(vic).get(f"{PAGE}?path=a/b.yaml").content.decode()

    assert '<span class="tree__name">b.yaml</span>' in page
    assert "<span>lr: 0.1</span>" in page


@pytest.mark.parametrize(
    ("name", "body", "text"),
    [
        ("x.bin", b"\xff\xfe\0", "No text, so there is nothing to show"),
        ("x.txt", b"x" * 300_000, "Too large to show here"),
        ("x.txt", b"", "The file is empty"),
        ("x.html", b"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("x.txt", b"line\n" * 3_000, "These are the first lines"),
    ],
)
def test_shows_only_text_as_text(
    vic: User, project: Project, name: str, body: bytes, text: str
) -> None:
    make.make_version(project, "zoo-net", files={name: body})

    assert text in make.browse(vic).get(PAGE).content.decode()


def test_finds_files_by_path(vic: User, project: Project) -> None:
    make.make_version(project, "zoo-net", files={"a/one.txt": b"1", "a/two.txt": b"2"})

    page = make.browse(vic).get(f"{PAGE}?q=tw").content.decode()

    assert "two.txt" in page
    assert "one.txt" not in page


def test_names_a_reference_but_does_not_link_to_it(vic: User, project: Project) -> None:
    make.make_version(project, "zoo-net", references={"far.tar": "s3://bucket/far.tar"})

    page = make.browse(vic).get(f"{PAGE}?path=far.tar").content.decode()

    assert "s3://bucket/far.tar" in page
    assert 'href="s3:' not in page


def test_a_version_without_files(vic: User, project: Project) -> None:
    make.make_version(project, "zoo-net", files={})

    assert "This version has no files" in make.browse(vic).get(PAGE).content.decode()


def test_pages_through_many_files(vic: User, project: Project) -> None:
    files = {f"{number:04d}.txt": b"x" for number in range(501)}
    make.make_version(project, "zoo-net", files=files)

    page = make.browse(vic).get(PAGE).content.decode()

    assert "500 of 501 files, by path" in page
    assert "0500.txt" not in page


def test_downloads_are_inert(vic: User, project: Project) -> None:
    make.make_version(project, "zoo-net", files={"a/page.html": b"<script>alert(1)</script>"})

    answer = make.browse(vic).get(DOWNLOAD, {"path": "a/page.html"})

    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="page.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("path", ["", "nope", "../config.yaml", "/etc/passwd"])
def test_no_such_file(vic: User, linked: LinkedVersion, path: str) -> None:
    answer = make.browse(vic).get(DOWNLOAD, {"path": path})

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_lost_bytes_are_said(vic: User, project: Project) -> None:
    make.make_version(project, "zoo-net", files={"config.yaml": b"lr: 0.1"})
    blob = Blob.objects.get(digest=md5(b"lr: 0.1"))
    store().delete(blob_key(blob.entity_id, blob.digest))
    client = make.browse(vic)

    page = client.get(f"{PAGE}?path=config.yaml")
    answer = client.get(DOWNLOAD, {"path": "config.yaml"})

    assert "The server has lost the bytes of this file" in page.content.decode()
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_restricted_viewer_sees_names_but_gets_no_bytes(
    acme: Organization, project: Project
) -> None:
    secret = make.make_registry(acme, "secret", visibility=Visibility.RESTRICTED)
    make.link(make.make_version(project, files={"config.yaml": b"lr: 0.1"}), secret, "zoo")
    eve = make.make_user("eve")
    make.join_registry(secret, eve, RegistryRole.RESTRICTED_VIEWER)
    client = make.browse(eve)

    page = client.get("/orgs/acme/registry/secret/zoo/v0/files").content.decode()
    answer = client.get("/orgs/acme/registry/secret/zoo/v0/download", {"path": "config.yaml"})

    assert "config.yaml" in page
    assert "lr: 0.1" not in page
    assert answer.status_code == HTTPStatus.FORBIDDEN
