"""Versions put together from several manifests: additions to a base, and parts from many."""

import json

import pytest

from registry import manifest
from registry.actions.manifests import read_manifest, receive_manifest, reserve_manifest
from registry.actions.uploads import store_blob
from registry.actions.versions import VersionSpec, begin_version, commit_version
from registry.errors import InvalidManifest, MissingFiles, NotAllowed, NotCommitted, NotFound
from registry.models import (
    ArtifactVersion,
    Manifest,
    ManifestKind,
    Organization,
    Project,
    RegistryRole,
    User,
    Visibility,
)
from tests import expect, make

pytestmark = pytest.mark.django_db
INCREMENTAL, PATCH = ManifestKind.INCREMENTAL, ManifestKind.PATCH


def begin(project: Project, distributed_id: str = "d1") -> ArtifactVersion:
    spec = VersionSpec("zoo", "model", digest="0" * 32, distributed_id=distributed_id)
    return begin_version(actor=make.actor(), project=project, spec=spec)


def add(
    version: ArtifactVersion,
    files: dict[str, bytes],
    kind: ManifestKind = PATCH,
    base: ArtifactVersion | None = None,
    by: User | None = None,
) -> None:
    entity = version.collection.project.entity
    for body in files.values():
        store_blob(entity=entity, digest=None, chunks=[body])
    reserved = reserve_manifest(actor=make.actor(by), version=version, kind=kind, base=base)
    text = make.manifest_text(files)
    receive_manifest(manifest=reserved, digest=make.md5(text), chunks=[text])


def commit(version: ArtifactVersion, by: User | None = None) -> ArtifactVersion:
    return commit_version(actor=make.actor(by), version=version)


def paths(version: ArtifactVersion) -> list[str]:
    return sorted(version.entries.values_list("path", flat=True))


def test_full_manifest_is_one_however_often_reserved(project: Project) -> None:
    version = begin(project)
    first = reserve_manifest(actor=make.actor(), version=version)

    with expect.nothing_changes():
        assert reserve_manifest(actor=make.actor(), version=version) == first


def test_parts_are_united(project: Project) -> None:
    version = begin(project)
    add(version, {"a": b"1"})
    add(version, {"b": b"22"})

    version = commit(version)

    assert paths(version) == ["a", "b"]
    assert (version.size, version.file_count) == (3, 2)


def test_united_manifest_can_be_read(project: Project) -> None:
    version = begin(project)
    add(version, {"a": b"1"})
    add(version, {"b": b"22"})

    version = commit(version)

    full = Manifest.objects.get(version=version, kind=ManifestKind.FULL)
    assert sorted(read_manifest(full).entries) == ["a", "b"]
    assert read_manifest(full).digest == version.digest


def test_later_part_wins(project: Project) -> None:
    version = begin(project)
    add(version, {"a": b"1"})
    add(version, {"a": b"22"})

    version = commit(version)

    assert version.entries.get().blob.digest == make.md5(b"22")


def test_additions_are_laid_over_the_base(project: Project) -> None:
    base = make.make_version(project, "zoo", files={"a": b"1", "b": b"2"})
    version = begin(project)
    add(version, {"b": b"22", "c": b"3"}, INCREMENTAL, base)

    version = commit(version)

    assert paths(version) == ["a", "b", "c"]
    assert version.entries.get(path="b").blob.digest == make.md5(b"22")
    assert version.size == 4


def test_parts_without_any_upload_leave_the_full_manifest(project: Project) -> None:
    version = begin(project)
    reserve_manifest(actor=make.actor(), version=version, kind=PATCH)

    with expect.refused(MissingFiles, "No manifest has been uploaded"):
        commit(version)


def test_same_content_as_another_version_is_allowed(project: Project) -> None:
    make.make_version(project, "zoo", files={"a": b"1"})
    version = begin(project)
    add(version, {"a": b"1"})

    assert commit(version).name == "v1"


def test_retry_after_a_failure_leaves_no_stale_entries(project: Project) -> None:
    version = begin(project)
    add(version, {"a": b"1"})
    text = make.manifest_text({"b": b"not there"})
    reserved = reserve_manifest(actor=make.actor(), version=version, kind=PATCH)
    receive_manifest(manifest=reserved, digest=make.md5(text), chunks=[text])

    with expect.refused(MissingFiles, "first 'b'"):
        commit(version)

    add(version, {"b": b"22"})
    assert paths(commit(version)) == ["a", "b"]


def test_folder_and_file_of_one_name(project: Project) -> None:
    version = begin(project)
    add(version, {"a": b"1"})
    add(version, {"a/b": b"22"})

    with expect.refused(InvalidManifest, "'a' is both a file and the folder of 'a/b'"):
        commit(version)


def test_manifest_after_the_commit_changes_nothing(project: Project) -> None:
    version = make.make_version(project, "zoo", files={"a": b"1"})
    reserved = reserve_manifest(actor=make.actor(), version=version)
    before = reserved.blob

    text = make.manifest_text({"evil": b"2"})
    receive_manifest(manifest=reserved, digest=make.md5(text), chunks=[text])

    reserved.refresh_from_db()
    assert reserved.blob == before


def test_deleted_base(project: Project) -> None:
    base = make.make_version(project, "zoo")
    version = begin(project)
    add(version, {"c": b"3"}, INCREMENTAL, base)
    make.delete(base)

    with expect.refused(MissingFiles, "base version v0 has no files"):
        commit(version)


def test_base_of_somebody_else_stays_unknown(project: Project, mika: User, sam: User) -> None:
    secret = make.make_version(make.make_project(sam.personal_entity))
    version = begin(project)

    with expect.refused(NotFound, "no such version"):
        reserve_manifest(actor=make.actor(mika), version=version, kind=PATCH, base=secret)


def test_base_that_one_may_only_look_at(project: Project, acme: Organization, mika: User) -> None:
    birds = make.make_project(make.make_team(acme, "birds"))
    registry = make.make_registry(acme, visibility=Visibility.RESTRICTED)
    make.give(registry, mika, RegistryRole.RESTRICTED_VIEWER)
    base, version = make.make_version(birds), begin(project)
    make.link(base, registry)

    with expect.refused(NotAllowed, "restricted viewer"):
        reserve_manifest(actor=make.actor(mika), version=version, kind=INCREMENTAL, base=base)


def test_draft_of_a_linked_version_gets_copies(
    project: Project, acme: Organization, mika: User
) -> None:
    base = make.make_version(make.make_project(make.make_team(acme, "birds")), files={"a": b"1"})
    make.link(base, make.make_registry(acme))
    version = begin(project)
    add(version, {"b": b"2"}, INCREMENTAL, base, by=mika)

    version = commit(version, by=mika)

    assert paths(version) == ["a", "b"]
    assert {entry.blob.entity for entry in version.entries.all()} == {project.entity}


def test_heads_of_merged_manifests_are_kept(project: Project) -> None:
    version = begin(project)
    add(version, {"a": b"1"})

    full = commit(version).manifests.get(kind=ManifestKind.FULL)

    head = json.loads(b"".join(manifest.write(read_manifest(full, to_merge=True))))
    assert (head["version"], head["storagePolicy"]) == (1, "wandb-storage-policy-v1")


def test_viewers_and_outsiders_may_not_reserve(project: Project, vic: User, sam: User) -> None:
    version = begin(project)

    with expect.refused(NotAllowed, "viewer of team"):
        reserve_manifest(actor=make.actor(vic), version=version)
    with expect.refused(NotFound, "no entity"):
        reserve_manifest(actor=make.actor(sam), version=version)


def test_nothing_is_reserved_for_a_deleted_version(project: Project) -> None:
    version = make.delete(make.make_version(project))

    with expect.refused(NotCommitted, "has been deleted"):
        reserve_manifest(actor=make.actor(), version=version)
