"""The seed's story, small: data, a training run, its model, an evaluation."""

import pytest

from lineage.models import Run
from registry.models import ArtifactVersion, Entity, Project, User
from tests import make


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "zoo-classifier")


@pytest.fixture
def frames(project: Project) -> ArtifactVersion:
    return make.make_version(project, "frames", "dataset")


@pytest.fixture
def train(project: Project, mika: User, frames: ArtifactVersion) -> Run:
    """Used `frames:v0`; has a config, a summary and tags."""
    run = make.make_run(
        project,
        "9846f2d7",
        mika,
        display_name="rural-feather-20",
        job_type="train",
        group="smoothing",
        tags=["candidate"],
        notes="Second try.",
        config={"optim": {"lr": 0.0003}, "_wandb": {"cli_version": "0.31.0"}},
        summary={"accuracy": 0.9431, "_step": 100},
        host="gpu-box-3",
    )
    make.use(run, frames)
    run.refresh_from_db()
    return run


@pytest.fixture
def net(project: Project, train: Run) -> ArtifactVersion:
    """`zoo-net:v0`, logged by `train`."""
    version = make.make_version(project, "zoo-net", run=train)
    train.refresh_from_db()
    return version
