"""What nothing needs is swept away, and nothing that somebody is about to use."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from lineage.actions.files import receive_run_file
from registry.actions import sweeping
from registry.actions.deletions import delete_version
from registry.actions.uploads import FileSpec, request_uploads, store_blob
from registry.actions.versions import VersionSpec, begin_version
from registry.errors import NotFound
from registry.manifest import base64_md5
from registry.models import ArtifactVersion, Blob, Entity, Manifest, Project
from registry.permissions import Actor
from registry.storage import blob_key, store
from tests import make

BODY = b"only of this version"
MD5 = make.md5(BODY)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    settings.BUCKET = settings.BUCKET and replace(settings.BUCKET, prefix=tmp_path.name)


def soon():
    """All that has happened so far is before that."""
    return timezone.now() + timedelta(minutes=1)


def two_days_ago():
    return timezone.now() - timedelta(days=2)


def make_old() -> None:
    """All that is there, as if a sweep three days ago had found that nothing names it."""
    Blob.objects.update(unnamed_since=timezone.now() - timedelta(days=3))
    ArtifactVersion.objects.update(updated_at=timezone.now() - timedelta(days=3))


def begin(project: Project) -> ArtifactVersion:
    spec = VersionSpec(collection="zoo", artifact_type="model", digest="a" * 32)
    return begin_version(actor=Actor.operator(), project=project, spec=spec)


def is_stored(entity: Entity, digest: str = MD5) -> bool:
    return store().exists(blob_key(entity.pk, digest))


class TestUploads:
    def test_abandoned_one_is_forgotten(self, project):
        begin(project)
        make_old()

        assert sweeping.sweep_uploads(before=two_days_ago()) == 1
        assert not ArtifactVersion.objects.exists()

    def test_young_one_stays(self, project):
        begin(project)

        assert sweeping.sweep_uploads(before=two_days_ago()) == 0

    def test_old_one_that_was_begun_again_stays(self, project):
        begin(project)
        make_old()

        begin(project)

        assert sweeping.sweep_uploads(before=two_days_ago()) == 0

    def test_committed_ones_stay(self, project):
        version = make.make_version(project)
        make_old()

        assert sweeping.sweep_uploads(before=two_days_ago()) == 0
        assert ArtifactVersion.objects.get() == version

    def test_parts_of_files_are_deleted(self, db):
        folder = store().root / "incoming"
        folder.mkdir(parents=True)
        (folder / "half").write_bytes(b"ha")

        assert sweeping.sweep_uploads(before=two_days_ago()) == 0
        assert sweeping.sweep_uploads(before=soon()) == 1
        assert not list(folder.iterdir())


class TestBlobs:
    def test_files_of_a_deleted_version_go(self, project):
        version = make.make_version(project, files={"a.txt": BODY})
        delete_version(actor=Actor.operator(), version=version)

        assert sweeping.sweep_blobs(before=soon()) == 2

        assert not Blob.objects.exists()
        assert not is_stored(project.entity)

    def test_what_versions_name_stays(self, project):
        make.make_version(project, files={"a.txt": BODY})

        assert sweeping.sweep_blobs(before=soon()) == 0
        assert is_stored(project.entity)

    def test_a_manifest_waiting_for_its_commit_stays(self, project):
        blob = store_blob(entity=project.entity, digest=None, chunks=[b"{}"])
        Manifest.objects.create(version=begin(project), blob=blob)

        assert sweeping.sweep_blobs(before=soon()) == 0

    def test_files_of_runs_stay(self, project):
        receive_run_file(run=make.make_run(project), name="config.yaml", chunks=[BODY])

        assert sweeping.sweep_blobs(before=soon()) == 0
        assert is_stored(project.entity)

    def test_what_was_replaced_in_a_run_goes(self, project):
        run = make.make_run(project)
        receive_run_file(run=run, name="config.yaml", chunks=[BODY])
        receive_run_file(run=run, name="config.yaml", chunks=[b"newer"])

        assert sweeping.sweep_blobs(before=soon()) == 1
        assert not is_stored(project.entity)
        assert is_stored(project.entity, make.md5(b"newer"))

    def test_what_has_lost_its_name_lately_stays(self, project):
        version = make.make_version(project, files={"a.txt": BODY})
        make_old()
        sweeping.sweep_blobs(before=two_days_ago())

        delete_version(actor=Actor.operator(), version=version)

        assert sweeping.sweep_blobs(before=two_days_ago()) == 0
        assert Blob.objects.filter(digest=MD5, unnamed_since__isnull=False).exists()

    def test_what_a_client_need_not_send_again_stays(self, project):
        store_blob(entity=project.entity, digest=MD5, chunks=[BODY])
        make_old()

        (slot,) = ask_for(begin(project))

        assert slot.is_stored
        assert sweeping.sweep_blobs(before=two_days_ago()) == 0

    def test_what_a_client_has_sent_again_stays(self, project):
        store_blob(entity=project.entity, digest=MD5, chunks=[BODY])
        make_old()

        store_blob(entity=project.entity, digest=MD5, chunks=[BODY])

        assert sweeping.sweep_blobs(before=two_days_ago()) == 0

    def test_a_file_that_has_just_come_into_place_outlives_its_old_row(self, project):
        store_blob(entity=project.entity, digest=MD5, chunks=[BODY])
        make_old()

        assert sweeping.sweep_blobs(before=two_days_ago()) == 0
        assert not Blob.objects.exists()
        assert is_stored(project.entity)


def ask_for(version: ArtifactVersion):
    files = [FileSpec("a.txt", base64_md5(MD5))]
    return request_uploads(actor=Actor.operator(), version=version, files=files)


class TestAtTheSameTime:
    @pytest.fixture
    def sweep_in_progress(self, transactional_db) -> Iterator[tuple[threading.Event, Project]]:
        """A sweep has deleted an old row and is about to commit."""
        team = make.make_team(make.make_organization())
        project = make.make_project(team)
        store_blob(entity=team, digest=MD5, chunks=[BODY])
        make_old()
        deleted, commit = threading.Event(), threading.Event()

        def sweep() -> None:
            with transaction.atomic():
                sweeping.sweep_blobs(before=two_days_ago())
                deleted.set()
                commit.wait(timeout=20)
            connection.close()

        thread = threading.Thread(target=sweep)
        thread.start()
        deleted.wait(timeout=20)
        yield commit, project
        commit.set()
        thread.join()

    def test_whoever_asks_waits_for_the_answer(self, sweep_in_progress):
        commit, project = sweep_in_progress
        threading.Timer(0.3, commit.set).start()

        (slot,) = ask_for(begin(project))

        assert not slot.is_stored

    def test_whoever_sends_gets_a_row_and_keeps_the_file(self, sweep_in_progress):
        commit, project = sweep_in_progress
        threading.Timer(0.3, commit.set).start()

        blob = store_blob(entity=project.entity, digest=MD5, chunks=[BODY])

        assert Blob.objects.get() == blob
        assert is_stored(project.entity)


class TestStrays:
    def test_a_file_without_a_row_goes(self, project):
        make.make_version(project)
        store().write(project.entity.pk, [BODY])

        assert sweeping.sweep_strays(before=two_days_ago()) == 0
        assert sweeping.sweep_strays(before=soon()) == 1
        assert not is_stored(project.entity)

    def test_files_with_rows_stay(self, project):
        make.make_version(project, files={"a.txt": BODY})

        assert sweeping.sweep_strays(before=soon()) == 0
        assert is_stored(project.entity)

    def test_a_database_that_knows_no_files_is_refused(self, db):
        store().write(7, [BODY])

        with pytest.raises(NotFound, match="knows no stored files"):
            sweeping.sweep_strays(before=soon())
