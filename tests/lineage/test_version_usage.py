"""The Usage tab of a version."""

import pytest

from lineage.actions import edges
from lineage.models import Run
from registry.models import ArtifactVersion, Project, User
from tests import make

PAGE = "/zoo-team/zoo-classifier/artifacts/dataset/frames/v0/usage"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "run.use_artifact(&quot;zoo-team/zoo-classifier/frames:v0&quot;"),
        ("?way=api", "wandb.Api().artifact("),
        ("?way=shell", "wandb artifact get"),
        ("?way=<b>", "run.use_artifact("),
    ],
)
def test_offers_code(vic: User, frames: ArtifactVersion, query: str, code: str) -> None:
    assert code in make.browse(vic).get(f"{PAGE}{query}").content.decode()


def test_lists_runs_with_the_alias_they_followed(
    vic: User, frames: ArtifactVersion, project: Project
) -> None:
    run = make.make_run(project, display_name="evaluate-1")
    edges.use_artifact(
        actor=make.actor(), run=run, version=frames, used_as="zoo-team/zoo-classifier/frames:latest"
    )

    page = make.browse(vic).get(PAGE).content.decode()

    assert ">evaluate-1</a>" in page
    assert '<td><span class="chip chip--auto">latest</span></td>' in page


def test_counts_runs_out_of_sight(vic: User, olivia: User, frames: ArtifactVersion) -> None:
    organization = frames.collection.project.entity.organization
    secret = make.make_project(make.make_team(organization, "other-team", olivia="admin"))
    make.use(make.make_run(secret, display_name="secret-run"), frames)

    page = make.browse(vic).get(PAGE).content.decode()

    assert "a run you may not see" in page
    assert "secret-run" not in page


def test_nobody_has_used_it(vic: User, frames: ArtifactVersion) -> None:
    assert "No run has used this version yet" in make.browse(vic).get(PAGE).content.decode()


def test_pages_through_many_runs(vic: User, frames: ArtifactVersion, project: Project) -> None:
    for _ in range(51):
        make.use(make.make_run(project), frames)

    answer = make.browse(vic).get(PAGE)

    assert "of 51 runs, newest first" in answer.content.decode()
    assert answer.context["listed"].next


def test_a_used_version_has_its_run(vic: User, train: Run) -> None:
    assert ">rural-feather-20</a>" in make.browse(vic).get(PAGE).content.decode()
