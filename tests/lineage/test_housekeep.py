"""`housekeep`, once and beside a server."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from lineage.models import Run, RunState
from lineal.server import pause
from registry.models import ArtifactVersion
from tests import make
from tests.conftest import database_url
from tests.server import ROOT, Server


def fall_silent(run: Run, **ago: float) -> Run:
    Run.objects.filter(pk=run.pk).update(heartbeat_at=timezone.now() - timedelta(**ago))
    return run


def state_of(run: Run) -> str:
    return Run.objects.values_list("state", flat=True).get(pk=run.pk)


def test_silent_runs_crash(project):
    silent = fall_silent(make.make_run(project), minutes=6)
    talking = make.make_run(project)

    call_command("housekeep")

    assert (state_of(silent), state_of(talking)) == (RunState.CRASHED, RunState.RUNNING)


@pytest.mark.parametrize(("seconds", "state"), [(600, "running"), (60, "crashed"), (0, "running")])
def test_how_long_is_a_setting(project, settings, seconds, state):
    settings.CRASH_AFTER = seconds
    run = fall_silent(make.make_run(project), minutes=6)

    call_command("housekeep")

    assert state_of(run) == state


@pytest.mark.parametrize(
    ("crash_after", "seconds"), [(0, 60), (5, 1), (60, 6), (300, 30), (3600, 60)]
)
def test_a_silent_run_is_found_out_soon(crash_after, seconds):
    assert pause(crash_after) == seconds


def test_versions_stay(project):
    version = make.make_version(project)

    call_command("housekeep", strays=True)

    assert ArtifactVersion.objects.committed().get() == version


@pytest.mark.slow
def test_it_ends_with_the_server_that_started_it(db):
    gone = 1 if os.getpid() != 1 else 2

    done = subprocess.run(
        [sys.executable, "-m", "django", "housekeep", "--every=3600", f"--parent={gone}"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "lineal.settings"},
        cwd=ROOT,
        timeout=200,
    )

    assert done.returncode == 0


def wait_for_crash(run: Run) -> None:
    end = time.monotonic() + 90
    while state_of(run) != RunState.CRASHED:
        assert time.monotonic() < end, "the run did not crash"
        time.sleep(0.2)


@pytest.mark.slow
def test_a_server_does_it_by_itself(transactional_db):
    team = make.make_team(make.make_organization())
    run = fall_silent(make.make_run(make.make_project(team)), minutes=6)
    server = Server(DATABASE_URL=database_url(), LINEAL_CRASH_AFTER="1").start()

    wait_for_crash(run)

    assert server.stop() == 0


@pytest.mark.slow
def test_a_folder_that_cannot_be_swept_does_not_end_it(transactional_db, tmp_path):
    project = make.make_project(make.make_team(make.make_organization()))
    (tmp_path / "files/incoming").mkdir(parents=True)
    (tmp_path / "files/incoming/loop").symlink_to("loop")  # which nobody can look at
    server = Server(
        DATABASE_URL=database_url(), LINEAL_DATA_DIR=str(tmp_path), LINEAL_CRASH_AFTER="1"
    ).start()

    for _ in range(2):  # each round of housekeeping ends with the sweep that fails
        wait_for_crash(fall_silent(make.make_run(project), minutes=6))

    assert server.stop() == 0
    assert "it will be tried again" in server.output()
