"""No page costs more statements for more rows: golden numbers for a few rows and for many."""

from collections.abc import Callable

import pytest

from lineage.actions.files import receive_run_file
from lineage.actions.streams import Lines, StreamChunk, record_stream
from lineage.models import Stream
from registry.actions.stars import star
from registry.models import Organization, Project, User
from tests import make
from tests.query_counts import counted

FEW, MANY = 5, 12
PAGES = {
    "home": "/registry",
    "registry": "/orgs/acme/registry/model",
    "registry-open": "/orgs/acme/registry/model?open=zoo",
    "collection": "/orgs/acme/registry/model/zoo",
    "version": "/orgs/acme/registry/model/zoo/v0",
    "version-metadata": "/orgs/acme/registry/model/zoo/v0/metadata",
    "version-usage": "/orgs/acme/registry/model/zoo/v0/usage",
    "version-files": "/orgs/acme/registry/model/zoo/v0/files",
    "source-version": "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0",
    "projects": "/projects",
    "project": "/zoo-team/zoo-classifier",
    "project-artifacts": "/zoo-team/zoo-classifier/artifacts",
    "run": "/zoo-team/zoo-classifier/runs/train",
    "run-artifacts": "/zoo-team/zoo-classifier/runs/train/artifacts",
    "run-logs": "/zoo-team/zoo-classifier/runs/train/logs",
    "run-files": "/zoo-team/zoo-classifier/runs/train/files",
    "keys": "/settings/keys",
}


@pytest.fixture
def fill(acme: Organization, project: Project, mika: User) -> Callable[[int], None]:
    """So many of everything that a page lists."""

    def fill(rows: int) -> None:
        registry = make.make_registry(acme, "model", accepted_types=["model"])
        train = make.make_run(project, "train", mika, tags=["a", "b"], group="g")
        files = {f"folder/{row}.txt": b"x" for row in range(rows)}
        spec = {"description": "What *changed*.", "metadata": {"lr": 0.1}}
        version = make.make_version(project, "zoo-net", run=train, files=files, **spec)
        make.link(version, registry, "zoo", aliases=["staging"], user=None)
        for row in range(rows):
            star(actor=make.actor(mika), thing=make.make_registry(acme))
            make.make_project(project.entity)
            make.make_key(mika)
            make.use(train, make.make_version(project))
            make.use(make.make_run(project, user=mika), version)
            make.link(make.make_version(project, run=train), registry, "zoo", aliases=[f"a{row}"])
            make.link(make.make_version(project), registry, f"zoo-{row}", aliases=["best"])
            receive_run_file(run=train, name=f"{row}.txt", chunks=[b"x"])
        lines = {Stream.OUTPUT: Lines(0, ["line"] * rows)}
        record_stream(actor=make.actor(), run=train, chunk=StreamChunk(lines=lines))

    return fill


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_statements(fill: Callable[[int], None], mika: User, rows: int) -> None:
    fill(rows)
    client = make.browse(mika)

    for name, address in PAGES.items():
        with counted(f"page {name}"):
            answer = client.get(address)
        assert answer.status_code == 200
