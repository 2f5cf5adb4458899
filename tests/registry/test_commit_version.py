"""An uploaded version becomes visible, with the next number of its collection."""

import pytest

from registry.actions.manifests import receive_manifest, reserve_manifest
from registry.actions.uploads import store_blob
from registry.actions.versions import VersionSpec, begin_version, commit_version
from registry.errors import (
    InvalidManifest,
    MissingFiles,
    NotAllowed,
    NotCommitted,
    NotFound,
    TooLarge,
)
from registry.models import ArtifactVersion, Collection, Project, User
from tests import content, expect, make

pytestmark = pytest.mark.django_db
FILES = {"a.txt": b"hello", "dir/b.txt": b"world!"}


def begin(project: Project, text: bytes, **spec: object) -> ArtifactVersion:
    digest = content.manifest_digest(text)
    return begin_version(
        actor=make.actor(),
        project=project,
        spec=VersionSpec(collection="zoo", artifact_type="model", digest=digest, **spec),
    )


def upload(project: Project, text: bytes, **spec: object) -> ArtifactVersion:
    version = begin(project, text, **spec)
    make.upload(version, FILES, text)
    return version


def commit(version: ArtifactVersion, by: User | None = None) -> ArtifactVersion:
    return commit_version(actor=make.actor(by), version=version)


def test_gets_number_size_and_latest(project: Project) -> None:
    version = commit(upload(project, make.manifest_text(FILES), aliases=("best",)))

    version.refresh_from_db()
    assert (version.name, version.size, version.file_count) == ("v0", 11, 2)
    assert version.committed_at is not None
    assert version.pending_labels == {}
    assert {alias.name for alias in version.aliases.all()} == {"best", "latest"}


def test_writes_the_entries(project: Project) -> None:
    version = commit(upload(project, make.manifest_text(FILES, {"c": "s3://bucket/c"})))

    entries = version.entries.order_by("path").values_list("path", "size", "ref", "blob__digest")
    assert list(entries) == [
        ("a.txt", 5, "", make.md5(b"hello")),
        ("c", 0, "s3://bucket/c", None),
        ("dir/b.txt", 6, "", make.md5(b"world!")),
    ]


def test_counts_in_the_collection(project: Project) -> None:
    commit(upload(project, make.manifest_text(FILES)))
    commit(upload(project, make.manifest_text({})))

    collection = Collection.objects.get()
    assert (collection.next_index, collection.version_count, collection.size) == (2, 2, 11)
    project.refresh_from_db()
    assert project.updated_at == collection.updated_at


def test_events(project: Project) -> None:
    version = upload(project, make.manifest_text(FILES), tags=("t",))

    with expect.events() as events:
        commit(version)

    assert events == [
        ("logged version", "zoo:v0", None, {"size": 11, "files": 2}),
        ("added alias", "zoo: latest", None, "v0"),
        ("added tag", "zoo:v0", None, "t"),
    ]


def test_committing_twice_is_no_change(project: Project) -> None:
    pending = upload(project, make.manifest_text(FILES))
    version = commit(pending)

    with expect.nothing_changes():
        assert commit(version) == version
        assert commit(pending) == version


def test_without_manifest(project: Project) -> None:
    version = begin(project, make.manifest_text(FILES))

    with expect.refused(MissingFiles, "No manifest has been uploaded"):
        commit(version)


def test_with_files_that_never_came_it_can_be_done_later(project: Project) -> None:
    text = make.manifest_text(FILES)
    version = begin(project, text)
    make.upload(version, {"a.txt": b"hello"}, text)

    with expect.refused(MissingFiles, "1 files of the manifest .* first 'dir/b.txt'"):
        commit(version)

    make.upload(version, FILES, text)
    assert commit(version).name == "v0"


def test_manifest_of_other_content(project: Project) -> None:
    version = begin(project, make.manifest_text(FILES))
    make.upload(version, FILES, make.manifest_text({"a.txt": b"hello"}))

    with expect.refused(InvalidManifest, "not the announced"):
        commit(version)


def test_untrue_size(project: Project) -> None:
    version = upload(project, make.manifest_text(FILES).replace(b'"size": 5', b'"size": 500'))

    with expect.refused(InvalidManifest, "'a.txt' has 500 bytes; the uploaded file has 5"):
        commit(version)


def test_unsaid_size(project: Project) -> None:
    text = make.manifest_text(FILES).replace(b', "size": 5', b"").replace(b', "size": 6', b"")

    assert commit(upload(project, text)).size == 11


def test_digest_that_is_none(project: Project) -> None:
    text = make.manifest_text(FILES).replace(content.base64_md5(b"hello").encode(), b"hello")

    version = upload(project, text)

    with expect.refused(InvalidManifest, "'hello' is not the base64 of an MD5"):
        commit(version)


def test_huge_manifest(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    version = upload(project, make.manifest_text(FILES))
    monkeypatch.setattr("registry.actions.manifests.MAX_MANIFEST", 10)

    with expect.refused(TooLarge, "at most 10 are allowed"):
        commit(version)


def test_files_of_others_do_not_count(project: Project, sam: User) -> None:
    text = make.manifest_text(FILES)
    for body in FILES.values():
        store_blob(entity=sam.personal_entity, digest=None, chunks=[body])
    version = begin(project, text)
    reserved = reserve_manifest(actor=make.actor(), version=version)
    receive_manifest(manifest=reserved, digest=make.md5(text), chunks=[text])

    with expect.refused(MissingFiles, "2 files"):
        commit(version)


def test_same_content_on_demand(project: Project) -> None:
    text = make.manifest_text(FILES)
    commit(upload(project, text))

    assert commit(upload(project, text, deduplicate=False)).name == "v1"


def test_number_of_a_deleted_version_is_not_given_again(project: Project) -> None:
    make.delete(commit(upload(project, make.manifest_text(FILES))))

    assert commit(upload(project, make.manifest_text(FILES))).name == "v1"


def test_deleted_meanwhile(project: Project) -> None:
    version = upload(project, make.manifest_text(FILES))
    stale = ArtifactVersion.objects.with_place().get(pk=version.pk)
    deleted = make.delete(commit(version))

    with expect.refused(NotCommitted, "v0 has been deleted"):
        commit(deleted)
    with expect.refused(MissingFiles, "No manifest"):
        commit(stale)


def test_viewers_may_not(project: Project, vic: User) -> None:
    version = upload(project, make.manifest_text(FILES))

    with expect.refused(NotAllowed, "viewer of team"):
        commit(version, by=vic)


def test_outsiders_may_not(project: Project, sam: User) -> None:
    version = upload(project, make.manifest_text(FILES))

    with expect.refused(NotFound, "no entity"):
        commit(version, by=sam)
