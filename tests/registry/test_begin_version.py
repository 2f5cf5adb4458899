"""A client announces a version: it is told where to upload, or that the content is known."""

from dataclasses import replace

import pytest

from registry.actions.versions import VersionSpec, begin_version
from registry.errors import InvalidName, InvalidValue, NameTaken, NotAllowed, NotFound, WrongType
from registry.models import (
    Alias,
    ArtifactVersion,
    Collection,
    Organization,
    Project,
    User,
    VersionState,
)
from tests import expect, make

pytestmark = pytest.mark.django_db
SPEC = VersionSpec(collection="zoo", artifact_type="model", digest="d" * 32)


def begin(project: Project, by: User | None = None, **changes: object) -> ArtifactVersion:
    return begin_version(actor=make.actor(by), project=project, spec=replace(SPEC, **changes))


def test_new_content_is_pending(project: Project, mika: User) -> None:
    version = begin(project, by=mika, metadata={"a": 1}, description="Zoo", ttl_seconds=60)

    version.refresh_from_db()
    assert (version.state, version.index, version.name) == (VersionState.PENDING, None, "pending")
    assert (version.metadata, version.description, version.ttl_seconds) == ({"a": 1}, "Zoo", 60)
    assert version.created_by == mika


def test_makes_the_collection(project: Project) -> None:
    with expect.events() as events:
        begin(project)

    collection = Collection.objects.get()
    assert collection.is_source
    assert (collection.name, collection.artifact_type.name) == ("zoo", "model")
    assert events == [("created collection", "zoo", None, {"type": "model"})]


def test_pending_is_invisible(project: Project, mika: User) -> None:
    begin(project)

    assert not ArtifactVersion.objects.visible_to(mika).exists()
    assert Collection.objects.get().version_count == 0


def test_same_content_joins_the_pending_version(project: Project) -> None:
    first = begin(project, aliases=("best",), client_id="a")
    second = begin(project, aliases=("best", "zoo"), tags=("t",), client_id="b")

    assert first == second
    asked = second.pending_labels
    assert (asked["aliases"], asked["tags"]) == (["best", "zoo"], ["t"])
    assert {each.client_id for each in first.client_ids.all()} == {"a", "b"}


def test_same_client_twice_is_remembered_once(project: Project) -> None:
    version = begin(project, client_id="a")

    again = begin(project, client_id="a")

    assert again == version
    assert version.client_ids.count() == 1


def test_known_content_is_the_committed_version(project: Project) -> None:
    version = make.make_version(project, "zoo", files={"a": b"1"})

    again = begin(project, digest=version.digest, client_id="a")

    assert again == version
    assert again.is_committed
    assert version.client_ids.get().client_id == "a"


def test_known_content_takes_aliases_and_tags(project: Project) -> None:
    old = make.make_version(project, "zoo", files={"a": b"1"})
    make.make_version(project, "zoo")

    with expect.events() as events:
        begin(project, digest=old.digest, aliases=("latest", "best"), tags=("t",))

    assert events == [
        ("moved alias", "zoo: latest", "v1", "v0"),
        ("added alias", "zoo: best", None, "v0"),
        ("added tag", "zoo:v0", None, "t"),
    ]
    assert set(Alias.objects.filter(version=old).values_list("name", flat=True)) == {
        "latest",
        "best",
    }


def test_same_content_in_another_collection_is_new(project: Project) -> None:
    version = make.make_version(project, "zoo", files={"a": b"1"})

    assert begin(project, collection="farm", digest=version.digest) != version


def test_deleted_content_may_come_again(project: Project) -> None:
    version = make.make_version(project, "zoo", files={"a": b"1"})
    make.delete(version)

    again = begin(project, digest=version.digest)

    assert again != version
    assert again.state == VersionState.PENDING


def test_a_version_of_its_own(project: Project) -> None:
    first = begin(project)

    second = begin(project, deduplicate=False)

    assert second != first
    assert begin(project) == first


def test_parts_of_a_distributed_version_meet(project: Project) -> None:
    first = begin(project, distributed_id="d1", digest="1" * 32)

    assert begin(project, distributed_id="d1", digest="2" * 32) == first
    assert begin(project, distributed_id="d2", digest="1" * 32) != first
    assert begin(project, digest="1" * 32) != first


def test_hostile_text_is_stored_harmlessly(project: Project) -> None:
    version = begin(
        project,
        description="a\0b\ud800c",
        metadata={"\0": "\udfff", "n": float("nan")},
        client_id="\0",
        distributed_id="\ud800",
    )

    version.refresh_from_db()
    assert version.description == "a\ufffdb\ufffdc"
    assert version.metadata == {"\ufffd": "\ufffd", "n": None}


def test_viewers_may_not(project: Project, vic: User) -> None:
    with expect.refused(NotAllowed, "viewer of team 'zoo-team'; to log there you need"):
        begin(project, by=vic)


def test_outsiders_do_not_learn_of_the_project(project: Project, sam: User) -> None:
    with expect.refused(NotFound, "no entity 'zoo-team' that you may log to"):
        begin(project, by=sam)


def test_collection_of_another_type(project: Project) -> None:
    make.make_version(project, "zoo", "dataset")

    with expect.refused(WrongType, "'zoo' holds dataset artifacts; this one has type 'model'"):
        begin(project)


def test_collection_of_links(project: Project, acme: Organization) -> None:
    make.link_into_project(make.make_version(project), project, "zoo")

    with expect.refused(NameTaken, "another kind of collection named 'zoo'"):
        begin(project)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"collection": "a/b"}, InvalidName, "Collection name 'a/b' contains /"),
        ({"collection": ""}, InvalidName, "Collection name cannot be empty"),
        ({"artifact_type": "a:b"}, InvalidName, "Artifact type 'a:b' contains :"),
        ({"aliases": ("v3",)}, InvalidName, "'v3' is reserved"),
        ({"tags": ("a!",)}, InvalidName, "Tag 'a!' is not valid"),
        ({"digest": ""}, InvalidValue, "needs a digest"),
        ({"digest": "d" * 129}, InvalidValue, "digest has 129 characters"),
        ({"digest_algorithm": "d" * 33}, InvalidValue, "digest algorithm has 33"),
        ({"client_id": "c" * 257}, InvalidValue, "client id has 257"),
        ({"distributed_id": "c" * 257}, InvalidValue, "distributed id has 257"),
        ({"description": "x" * 65537}, InvalidValue, "64 KiB"),
        ({"metadata": {str(n): n for n in range(101)}}, InvalidValue, "101 keys; at most 100"),
        ({"metadata": {"a": float("inf")}}, InvalidValue, "infinite"),
        ({"metadata": {"a": "x" * 2**20}}, InvalidValue, "1 MiB"),
        ({"aliases": tuple(f"a{n}" for n in range(102))}, InvalidValue, "at most 100 aliases"),
        ({"tags": tuple(f"a{n}" for n in range(101))}, InvalidValue, "At most 100 tags"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_bad_announcements(
    project: Project, changes: dict[str, object], error: type[InvalidName], words: str
) -> None:
    with expect.refused(error, words):
        begin(project, **changes)
