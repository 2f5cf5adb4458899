"""Runs use artifacts."""

import pytest

from lineage.actions.edges import use_artifact
from lineage.models import Run, Used
from registry.errors import NotAllowed, NotCommitted, NotFound
from registry.models import (
    ArtifactVersion,
    Collection,
    Organization,
    Project,
    RegistryRole,
    User,
    Visibility,
)
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(project: Project) -> Run:
    return make.make_run(project)


@pytest.fixture
def version(project: Project) -> ArtifactVersion:
    return make.make_version(project, "zoo")


def use(run: Run, version: ArtifactVersion, by: User | None = None, used_as: str = "") -> Used:
    return use_artifact(actor=make.actor(by), run=run, version=version, used_as=used_as)


def test_is_an_input_of_the_run(run: Run, version: ArtifactVersion, mika: User) -> None:
    edge = use(run, version, by=mika, used_as="zoo-team/p/zoo:latest")

    assert (edge.run, edge.version, edge.used_as) == (run, version, "zoo-team/p/zoo:latest")


def test_counts(run: Run, version: ArtifactVersion, acme: Organization) -> None:
    link = make.link(version, make.make_registry(acme))

    use(run, version)

    for row in (version, version.collection, link.collection):
        row.refresh_from_db()
        assert row.used_by_count == 1
    run.refresh_from_db()
    assert run.used_count == 1


def test_other_collections_do_not_count(run: Run, version: ArtifactVersion) -> None:
    make.make_version(version.collection.project, "farm")

    use(run, version)

    assert Collection.objects.get(name="farm").used_by_count == 0


def test_twice_is_once(run: Run, version: ArtifactVersion) -> None:
    first = use(run, version, used_as="a")

    with expect.nothing_changes():
        assert use(run, version, used_as="b") == first


def test_path_is_stored_harmlessly(run: Run, version: ArtifactVersion) -> None:
    assert use(run, version, used_as="a\0\ud800" + "x" * 600).used_as == "a\ufffd\ufffd" + "x" * 509


def test_through_a_registry(acme: Organization, run: Run, mika: User) -> None:
    foreign = make.make_version(make.make_project(make.make_team(acme, "birds")))
    make.link(foreign, make.make_registry(acme))

    assert use(run, foreign, by=mika).version == foreign


def test_restricted_viewers_only_look(acme: Organization, run: Run, mika: User) -> None:
    foreign = make.make_version(make.make_project(make.make_team(acme, "birds")))
    vault = make.make_registry(acme, visibility=Visibility.RESTRICTED)
    make.link(foreign, vault)
    make.give(vault, mika, RegistryRole.RESTRICTED_VIEWER)

    with expect.refused(NotAllowed, "restricted viewer where v0 is linked"):
        use(run, foreign, by=mika)


def test_hidden_version(run: Run, mika: User, sam: User) -> None:
    secret = make.make_version(make.make_project(sam.personal_entity), "secret")

    with expect.refused(NotFound, "^There is no such version that you may see.$"):
        use(run, secret, by=mika)


def test_hidden_upload_and_hidden_tombstone(run: Run, mika: User, sam: User) -> None:
    place = make.make_project(sam.personal_entity)
    pending, deleted = make.begin(place), make.delete(make.make_version(place))

    for version in (pending, deleted):
        with expect.refused(NotFound, "^There is no such version that you may see.$"):
            use(run, version, by=mika)


def test_upload_that_is_not_finished(run: Run, project: Project, mika: User) -> None:
    pending = make.begin(project)

    with expect.refused(NotCommitted, "not committed yet"):
        use(run, pending, by=mika)


def test_deleted_version(run: Run, version: ArtifactVersion, mika: User) -> None:
    make.delete(version)

    with expect.refused(NotCommitted, "has been deleted; its files are gone"):
        use(run, version, by=mika)


def test_run_of_a_team_where_one_only_looks(run: Run, version: ArtifactVersion, vic: User) -> None:
    with expect.refused(NotAllowed, "viewer of team"):
        use(run, version, by=vic)


def test_run_of_somebody_else(run: Run, version: ArtifactVersion, sam: User) -> None:
    with expect.refused(NotFound, "no entity"):
        use(run, version, by=sam)
