"""One step of the lineage each way, on at most three cards."""

from lineage.models import Run
from lineage.queries.strip import inputs_of, origin_of
from lineage.templatetags.lineage_tags import shares, wires
from registry.models import ArtifactVersion, Project, User
from tests import make


def use_often(version: ArtifactVersion, project: Project, times: int) -> ArtifactVersion:
    for _ in range(times):
        make.use(make.make_run(project), version)
    version.refresh_from_db()
    return version


def test_three_runs_fit(vic: User, frames: ArtifactVersion, project: Project) -> None:
    column = origin_of(use_often(frames, project, 3), vic).consumers

    assert (len(column.shown), column.locked, column.more) == (3, 0, 0)


def test_of_more_runs_the_newest_are_shown_and_the_rest_is_a_pile(
    vic: User, frames: ArtifactVersion, project: Project
) -> None:
    column = origin_of(use_often(frames, project, 5), vic).consumers

    assert [run.pk for run in column.shown] == sorted((r.pk for r in column.shown), reverse=True)
    assert (len(column.shown), column.more, column.states) == (2, 3, {"running": 3})


def test_what_the_viewer_may_not_see_is_locked(
    vic: User, olivia: User, frames: ArtifactVersion
) -> None:
    organization = frames.collection.project.entity.organization
    secret = make.make_project(make.make_team(organization, "other-team", olivia="admin"))

    column = origin_of(use_often(frames, secret, 2), vic).consumers

    assert (column.shown, column.locked, column.height) == ([], 2, 2)


def test_shows_the_alias_that_somebody_chose(vic: User, train: Run, project: Project) -> None:
    make.use(train, make.make_version(project, "other", "dataset", aliases=["reviewed"]))
    train.refresh_from_db()

    cards = inputs_of(train, vic).shown

    assert [(card.alias, card.more_aliases) for card in cards] == [("reviewed", 1), ("latest", 0)]


def test_a_version_that_came_without_a_run(vic: User, frames: ArtifactVersion) -> None:
    origin = origin_of(frames, vic)

    assert (origin.run, origin.inputs.height, origin.consumers.height) == (None, 0, 0)


def test_wires_join_the_middles_of_the_cards() -> None:
    drawing = wires(2, 1)

    assert 'viewBox="0 0 40 124"' in drawing
    assert "M0 28.0C22 28.0 18 62.0 40 62.0M0 96.0C22 96.0 18 62.0 40 62.0" in drawing


def test_shares_fill_the_bar() -> None:
    assert shares({"failed": 1, "finished": 3}) == [("finished", 0.0, 74.0), ("failed", 75.0, 24.0)]
