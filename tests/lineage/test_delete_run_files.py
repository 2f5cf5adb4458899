"""Files of a run are deleted one by one."""

import pytest

from lineage.actions.files import delete_run_files, receive_run_file
from lineage.models import Run, RunFile
from registry.errors import NotAllowed
from registry.models import Entity, User
from tests import expect, make


@pytest.fixture
def run(zoo_team: Entity) -> Run:
    run = make.make_run(make.make_project(zoo_team, "zoo"), "r1")
    for name in ("a.txt", "b.txt", "c.txt"):
        receive_run_file(run=run, name=name, chunks=[name.encode()])
    return run


def delete(run: Run, by: User, *names: str) -> None:
    files = list(RunFile.objects.filter(name__in=names))
    delete_run_files(actor=make.actor(by), run=run, files=files)


def test_leaves_the_others_and_tells(run: Run, mika: User) -> None:
    with expect.events() as events:
        delete(run, mika, "b.txt", "a.txt")

    assert [file.name for file in RunFile.objects.all()] == ["c.txt"]
    assert events == [("deleted files", "r1", ["a.txt", "b.txt"], None)]


def test_twice_is_no_error(run: Run, mika: User) -> None:
    files = list(RunFile.objects.filter(name="a.txt"))
    with expect.events() as events:
        for _ in range(2):
            delete_run_files(actor=make.actor(mika), run=run, files=files)

    assert len(events) == 1


def test_files_of_another_run_stay(run: Run, mika: User) -> None:
    other = make.make_run(run.project, "r2")

    delete_run_files(actor=make.actor(mika), run=other, files=list(RunFile.objects.all()))

    assert RunFile.objects.count() == 3


def test_viewer_of_the_team_may_not(run: Run, vic: User) -> None:
    with expect.refused(NotAllowed, "viewer of team"):
        delete(run, vic, "a.txt")

    assert RunFile.objects.count() == 3
