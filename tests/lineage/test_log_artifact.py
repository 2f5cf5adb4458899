"""Runs log artifacts: the edge is drawn by the commit, or at once for known content."""

import pytest

from lineage.actions.edges import commit_artifact, log_artifact
from lineage.models import Logged, Run
from registry.actions.versions import VersionSpec
from registry.errors import InvalidValue, MissingFiles, NotAllowed, NotFound
from registry.models import ArtifactVersion, Entity, Project, User
from tests import content, expect, make

pytestmark = pytest.mark.django_db
TEXT = make.manifest_text({"a": b"1"})


@pytest.fixture
def run(project: Project) -> Run:
    return make.make_run(project)


def log(run: Run, by: User | None = None) -> ArtifactVersion:
    spec = VersionSpec("zoo", "model", digest=content.manifest_digest(TEXT))
    return log_artifact(actor=make.actor(by), project=run.project, spec=spec, run=run)


def commit(version: ArtifactVersion) -> ArtifactVersion:
    make.upload(version, {"a": b"1"}, TEXT)
    return commit_artifact(actor=make.actor(), version=version)


def producers(version: ArtifactVersion) -> list[str]:
    return sorted(Logged.objects.filter(version=version).values_list("run__run_id", flat=True))


def test_edge_comes_with_the_commit(run: Run, mika: User) -> None:
    pending = log(run, by=mika)
    assert not Logged.objects.exists()

    version = commit(pending)

    version.refresh_from_db()
    run.refresh_from_db()
    assert producers(version) == [run.run_id]
    assert (version.logged_by_count, run.logged_count) == (1, 1)


def test_all_runs_that_waited_are_producers(run: Run, project: Project) -> None:
    other = make.make_run(project)
    log(run)

    version = commit(log(other))

    assert producers(version) == sorted([run.run_id, other.run_id])
    assert version.logged_by_count == 2


def test_known_content_gains_a_producer_at_once(run: Run, project: Project) -> None:
    version = commit(log(run))
    other = make.make_run(project)

    assert log(other) == version

    version.refresh_from_db()
    assert producers(version) == sorted([run.run_id, other.run_id])
    assert version.logged_by_count == 2


def test_same_run_twice_is_one_edge(run: Run) -> None:
    log(run)
    commit(log(run))

    with expect.nothing_changes():
        log(run)


def test_failed_commit_draws_nothing(run: Run) -> None:
    version = log(run)

    with expect.refused(MissingFiles, "No manifest"):
        commit_artifact(actor=make.actor(), version=version)


def test_without_a_run(project: Project) -> None:
    assert producers(make.make_version(project)) == []


def test_run_that_was_deleted_meanwhile(run: Run) -> None:
    version = log(run)
    Run.objects.all().delete()

    assert commit(version).logged_by_count == 0


def test_run_of_another_project(run: Run, zoo_team: Entity) -> None:
    elsewhere = make.make_project(zoo_team)

    with expect.refused(InvalidValue, f"Run '{run.run_id}' is not in project"):
        log_artifact(
            actor=make.actor(),
            project=elsewhere,
            spec=VersionSpec("zoo", "model", digest="0" * 32),
            run=run,
        )


def test_viewers_and_outsiders_may_not(run: Run, vic: User, sam: User) -> None:
    with expect.refused(NotAllowed, "viewer of team"):
        log(run, by=vic)
    with expect.refused(NotFound, "no entity"):
        log(run, by=sam)
