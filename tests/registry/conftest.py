"""A small registry, as most tests of pages need it."""

import pytest

from registry.models import Collection, Entity, LinkedVersion, Organization, Project, Registry
from tests import make


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
