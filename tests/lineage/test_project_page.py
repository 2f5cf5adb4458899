"""A project's runs and artifacts."""

from http import HTTPStatus

import pytest

from lineage.models import Run
from registry.models import ArtifactVersion, Project, User
from tests import make

PAGE = "/zoo-team/zoo-classifier"


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}/workspace"])
def test_lists_runs(vic: User, train: Run, address: str) -> None:
    page = make.browse(vic).get(address).content.decode()

    assert f'<a class="name" href="{PAGE}/runs/9846f2d7">rural-feather-20</a>' in page
    assert '<span class="state s-running">' in page


def test_counts_a_single_run(vic: User, train: Run) -> None:
    assert "1 run\n" in make.browse(vic).get(PAGE).content.decode()


def test_filters_runs_by_state_and_text(vic: User, train: Run) -> None:
    client = make.browse(vic)

    assert "rural-feather-20" in client.get(f"{PAGE}?state=running").content.decode()
    assert "rural-feather-20" in client.get(f"{PAGE}?q=smooth").content.decode()
    assert "No run of this project matches" in client.get(f"{PAGE}?state=failed").content.decode()
    assert "No run of this project matches" in client.get(f"{PAGE}?state=<b>").content.decode()


def test_pages_through_many_runs(vic: User, project: Project) -> None:
    for _ in range(51):
        make.make_run(project)
    client = make.browse(vic)

    page = client.get(PAGE)
    older = client.get(PAGE + page.context["page"].next)

    assert "of 51 runs, newest first" in page.content.decode()
    assert len(older.context["page"].rows) == 1


def test_an_empty_project_says_how_to_fill_it(vic: User, project: Project) -> None:
    client = make.browse(vic)

    assert "No runs yet" in client.get(PAGE).content.decode()
    assert "No artifacts yet" in client.get(f"{PAGE}/artifacts").content.decode()


def test_lists_artifacts_but_not_what_the_sdk_logs_for_itself(
    vic: User, project: Project, frames: ArtifactVersion
) -> None:
    make.make_version(project, "run-x-table", "run_table")

    page = make.browse(vic).get(f"{PAGE}/artifacts").content.decode()

    assert f"{PAGE}/artifacts/dataset/frames" in page
    assert "run-x-table" not in page


def test_a_chosen_type_shows_also_what_was_generated(vic: User, project: Project) -> None:
    make.make_version(project, "run-x-table", "run_table")

    page = make.browse(vic).get(f"{PAGE}/artifacts?type=run_table").content.decode()

    assert "run-x-table" in page


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}/artifacts"])
def test_hides_the_project_from_others(sam: User, project: Project, address: str) -> None:
    assert make.browse(sam).get(address).status_code == HTTPStatus.NOT_FOUND
