"""A small registry, as most tests of pages need it, and the places for bytes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from registry.models import Collection, Entity, LinkedVersion, Organization, Project, Registry
from registry.storage import LocalStore, Store
from registry.storage.address import read_address
from registry.storage.s3 import S3Store, bucket_at
from tests import make, s3


@pytest.fixture
def models(acme: Organization) -> Registry:
    return make.make_registry(acme, "model", accepted_types=["model"])


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "zoo-classifier")


@pytest.fixture
def linked(models: Registry, project: Project) -> LinkedVersion:
    """v0 of collection `zoo`, with the alias `staging`; its source is `zoo-net:v0`."""
    version = make.make_version(project, "zoo-net", files={"config.yaml": b"lr: 0.1\n"})
    return make.link(version, models, "zoo", aliases=["staging"])


@pytest.fixture
def zoo(linked: LinkedVersion) -> Collection:
    return Collection.objects.with_place().get(pk=linked.collection_id)


@pytest.fixture
def local(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "files")


@pytest.fixture(params=["local", pytest.param("s3", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, local: LocalStore, db: None) -> Store:
    if request.param == "local":
        return local
    address = read_address(request.getfixturevalue("s3_address"))
    return S3Store(bucket_at(replace(address, prefix=local.root.parent.name)), local.root)


@pytest.fixture(scope="module")
def s3_address() -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, s3.server() as address:
        for name, value in s3.KEYS.items():
            patch.setenv(name, value)
        yield address
