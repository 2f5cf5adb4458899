"""SQL statements of the actions behind every experiment, begin and commit of the transaction
included. None grows with what is there already, or with the number of files."""

import pytest

from lineage.actions.edges import commit_artifact, log_artifact
from lineage.actions.runs import RunChanges, start_run
from lineage.actions.streams import Lines, StreamChunk, record_stream
from lineage.models import Run, Stream
from registry.actions.labels import add_aliases
from registry.actions.links import link_version, unlink_version
from registry.actions.manifests import receive_manifest, reserve_manifest
from registry.actions.uploads import FileSpec, request_uploads, store_blob
from registry.actions.versions import VersionSpec
from registry.models import (
    ArtifactVersion,
    Entity,
    Manifest,
    Organization,
    Project,
    Registry,
    RegistryRole,
    User,
)
from registry.permissions import Actor
from tests import content, make
from tests.query_counts import counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(mika: User) -> Actor:
    return make.actor(mika)


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "animals")


@pytest.fixture
def run(project: Project) -> Run:
    run = make.make_run(project)
    make.make_version(project, "zoo", run=run, files={"old": b"1"})
    return run


@pytest.fixture
def registry(acme: Organization, mika: User) -> Registry:
    registry = make.make_registry(acme, "model", accepted_types=["model"])
    make.give(registry, mika, RegistryRole.MEMBER)
    return registry


def log(me: Actor, run: Run, text: bytes) -> ArtifactVersion:
    spec = VersionSpec(
        "zoo", "model", content.manifest_digest(text), aliases=("latest",), client_id="c"
    )
    return log_artifact(actor=me, project=run.project, spec=spec, run=run)


def upload(manifest: Manifest, files: dict[str, bytes], text: bytes) -> None:
    for body in files.values():
        store_blob(entity=manifest.version.collection.project.entity, digest=None, chunks=[body])
    receive_manifest(manifest=manifest, digest=None, chunks=[text])


@pytest.mark.parametrize("count", [1, 100], ids=["one file", "many files"])
def test_log_artifact(me: Actor, run: Run, count: int) -> None:
    files = {f"f{number}": b"%d" % number for number in range(count)}
    text = content.manifest_text(files)
    specs = [FileSpec(path, content.base64_md5(body)) for path, body in files.items()]

    with counted("action: log, announce"):
        version = log(me, run, text)
    with counted("action: log, reserve the manifest"):
        manifest = reserve_manifest(actor=me, version=version)
    with counted("action: log, ask for uploads"):
        request_uploads(actor=me, version=version, files=specs)
    upload(manifest, files, text)
    with counted("action: log, commit"):
        version = commit_artifact(actor=me, version=version)

    assert version.name == "v1"


def test_log_known_content(me: Actor, run: Run, project: Project) -> None:
    other = make.make_run(project)

    with counted("action: log, known content"):
        version = log(me, other, content.manifest_text({"old": b"1"}))

    assert version.logged_by_count == 2


@pytest.mark.parametrize("links", [0, 5])
def test_use_artifact(me: Actor, run: Run, registry: Registry, links: int) -> None:
    version = make.make_version(run.project, "zoo")
    for _ in range(links):
        make.link(version, registry)

    with counted("action: use"):
        make.use(run, version, by=me)
    with counted("action: use again"):
        make.use(run, version, by=me)


def test_links(me: Actor, run: Run, registry: Registry) -> None:
    first, version = (make.make_version(run.project, "zoo") for _ in range(2))
    make.link(first, registry, "shown")
    place = {"target": registry, "collection_name": "shown"}

    with counted("action: link"):
        link = link_version(actor=me, version=version, aliases=["best"], **place)
    with counted("action: link again"):
        link_version(actor=me, version=version, aliases=["best"], **place)
    with counted("action: move an alias"):
        add_aliases(actor=me, collection=link.collection, version=first, names=["best"])
    with counted("action: unlink"):
        unlink_version(actor=me, link=link)


def test_runs(me: Actor, project: Project) -> None:
    with counted("action: start a run"):
        run, _ = start_run(actor=me, project=project, run_id="r1", changes=RunChanges())
    with counted("action: go on with a run"):
        start_run(actor=me, project=project, run_id="r1", changes=RunChanges(notes="x"))
    with counted("action: stream 400 lines"):
        lines = {Stream.HISTORY: Lines(0, ['{"x": 1}'] * 400)}
        record_stream(actor=me, run=run, chunk=StreamChunk(lines=lines))
    with counted("action: heartbeat"):
        record_stream(actor=me, run=run, chunk=StreamChunk())
