"""Deleting a run takes its edges along, and what it logged only when asked."""

import pytest

from lineage.actions.run_deletion import delete_run
from lineage.models import Logged, Run, Used
from registry.actions.collection_deletion import delete_collection
from registry.errors import NotAllowed, NotFound
from registry.models import Collection, Entity, Organization, Project, User
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "zoo")


def delete(run: Run, by: User | None = None, *, with_artifacts: bool = False) -> None:
    delete_run(actor=make.actor(by), run=run, with_artifacts=with_artifacts)


def test_takes_the_run_out_of_the_lineage(project: Project, acme: Organization, mika: User) -> None:
    maker, user = make.make_run(project), make.make_run(project)
    version = make.make_version(project, run=maker)
    link = make.link(version, make.make_registry(acme))
    make.use(user, version)

    delete(user, by=mika)
    delete(maker, by=mika)

    version.refresh_from_db()
    assert (version.state, version.used_by_count, version.logged_by_count) == ("committed", 0, 0)
    places = Collection.objects.filter(pk__in=(version.collection_id, link.collection_id))
    assert set(places.values_list("used_by_count", flat=True)) == {0}
    assert [Run.objects.count(), Used.objects.count(), Logged.objects.count()] == [0, 0, 0]
    project.refresh_from_db()
    assert project.run_count == 0


def test_takes_its_own_artifacts_along_when_asked(project: Project, mika: User) -> None:
    run, other = make.make_run(project), make.make_run(project)
    own = make.make_version(project, "own", run=run)
    shared = make.make_version(project, "shared", run=run, files={"a": b"a"})
    make.make_version(project, "shared", run=other, files={"a": b"a"})

    delete(run, by=mika, with_artifacts=True)

    own.refresh_from_db()
    shared.refresh_from_db()
    assert (own.state, shared.state) == ("deleted", "committed")
    assert shared.logged_by_count == 1


@pytest.mark.parametrize("with_artifacts", [False, True])
def test_of_a_deleted_collection(project: Project, mika: User, with_artifacts: bool) -> None:
    maker, user = make.make_run(project), make.make_run(project)
    version = make.make_version(project, run=maker)
    make.use(user, version)
    delete_collection(actor=make.actor(), collection=version.collection)

    delete(user, by=mika)
    delete(maker, by=mika, with_artifacts=with_artifacts)

    version.refresh_from_db()
    assert (version.used_by_count, version.logged_by_count) == (0, 0)
    assert not Run.objects.exists()


def test_leaves_an_event(project: Project, mika: User) -> None:
    run = make.make_run(project, "r1", display_name="rural-feather")

    with expect.events() as events:
        delete(run, by=mika)

    assert events == [
        ("deleted run", "r1", {"name": "rural-feather", "state": "running"}, None),
    ]


def test_twice_is_no_error(project: Project, mika: User) -> None:
    run = make.make_run(project)
    delete(run, by=mika)

    with expect.nothing_changes():
        delete(run, by=mika)


def test_viewer_of_the_team_may_not(project: Project, vic: User) -> None:
    run = make.make_run(project)

    with expect.refused(NotAllowed, "you need the role member"):
        delete(run, by=vic)


def test_stranger_does_not_find_it(project: Project, sam: User) -> None:
    run = make.make_run(project)

    with expect.refused(NotFound, "no entity"):
        delete(run, by=sam)
