"""Names, tags and aliases are found by any part of them, by those who may see what they name."""

import pytest

from lineage.queries.search import Hit, SearchKind, search
from lineage.queries.search.pages import MAX_TEXT
from registry.actions.collection_deletion import delete_collection
from registry.actions.collections import rename_collection
from registry.actions.labels import add_aliases, remove_aliases
from registry.actions.registries import rename_registry
from registry.actions.tags import add_collection_tags, add_version_tags, remove_version_tags
from registry.errors import InvalidValue
from registry.models import (
    ArtifactVersion,
    Entity,
    LinkedVersion,
    Organization,
    Project,
    Registry,
    RegistryRole,
    User,
    Visibility,
)
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(zoo_team: Entity) -> Project:
    return make.make_project(zoo_team, "zoo")


@pytest.fixture
def registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "zoology")


@pytest.fixture
def link(project: Project, registry: Registry) -> LinkedVersion:
    version = make.make_version(project, "lion-model")
    return make.link(version, registry, "Lions", aliases=["production"])


def found(user: User, text: str, *kinds: SearchKind) -> list[tuple[str, str, str]]:
    page = search(user, text, kinds or tuple(SearchKind))
    return [(hit.kind.value, hit.path, hit.field) for hit in page.hits]


def only(user: User, text: str) -> Hit:
    [hit] = search(user, text).hits
    return hit


def test_registry_by_name(registry: Registry, mika: User) -> None:
    hit = only(mika, "OLO")

    assert (hit.kind, hit.id, hit.name, hit.field) == ("registry", registry.pk, "zoology", "name")
    assert (hit.path, hit.url) == ("acme-org/wandb-registry-zoology", "/orgs/acme/registry/zoology")
    assert hit.ranges == ((2, 5),)


def test_collections_by_name_of_both_kinds(link: LinkedVersion, mika: User) -> None:
    assert found(mika, "lion", SearchKind.COLLECTION) == [
        ("collection", "acme-org/wandb-registry-zoology/Lions", "name"),
        ("collection", "zoo-team/zoo/lion-model", "name"),
    ]


def test_collection_by_tag(link: LinkedVersion, mika: User) -> None:
    add_collection_tags(
        actor=make.actor(), collection=link.collection, names=["big cats", "lion-like"]
    )

    assert found(mika, "g cat") == [("collection", "acme-org/wandb-registry-zoology/Lions", "tag")]
    assert ("collection", "acme-org/wandb-registry-zoology/Lions", "tag") not in found(mika, "lion")


def test_version_by_alias(link: LinkedVersion, mika: User) -> None:
    make.link(make.make_version(link.version.collection.project), link.collection.registry, "Lions")

    assert found(mika, "product") == [
        ("version", "acme-org/wandb-registry-zoology/Lions:v0", "alias")
    ]


def test_latest_is_nobodys_mark(link: LinkedVersion, mika: User) -> None:
    assert found(mika, "latest") == []


def test_version_by_tag(link: LinkedVersion, mika: User) -> None:
    add_version_tags(actor=make.actor(), version=link.version, names=["reviewed"])

    assert found(mika, "view") == [("version", "zoo-team/zoo/lion-model:v0", "tag")]


def test_version_by_tag_where_the_source_is_hidden(link: LinkedVersion, registry: Registry) -> None:
    kim = make.make_user("kim")
    make.join_registry(registry, kim, RegistryRole.RESTRICTED_VIEWER)
    add_version_tags(actor=make.actor(), version=link.version, names=["reviewed"])

    hit = only(kim, "reviewed")

    assert hit.path == "acme-org/wandb-registry-zoology/Lions:v0"
    assert hit.url == "/orgs/acme/registry/zoology/Lions/v0"


def test_run_by_name_and_by_whole_id(project: Project, mika: User) -> None:
    make.make_run(project, "9846f2d7", display_name="rural-feather-20")

    assert found(mika, "feather") == [("run", "zoo-team/zoo/9846f2d7", "name")]
    assert found(mika, "9846f2d7") == [("run", "zoo-team/zoo/9846f2d7", "id")]
    assert found(mika, "9846") == []


def test_all_occurrences_are_marked(project: Project, mika: User) -> None:
    make.make_run(project, display_name="anaNas-ana")

    assert only(mika, "ana").ranges == ((0, 3), (7, 10))


@pytest.mark.parametrize("text", ["%", "_", "50%", '"', "'", "*", "a OR b", "-x", "\\", "(x"])
def test_letters_mean_themselves(project: Project, mika: User, text: str) -> None:
    make.make_run(project, "plain", display_name="plain")
    make.make_run(project, "odd", display_name=f"run {text} here")

    assert [path for _, path, _ in found(mika, text)] == ["zoo-team/zoo/odd"]


@pytest.mark.parametrize("text", ["動物園", "動物", "物園の", "园"])
def test_other_scripts(project: Project, mika: User, text: str) -> None:
    make.make_run(project, "zoo", display_name="動物園の画像・园")

    assert [path for _, path, _ in found(mika, text)] == ["zoo-team/zoo/zoo"]


def test_index_follows_changes(link: LinkedVersion, registry: Registry, mika: User) -> None:
    version, actor = link.version, make.actor()
    add_version_tags(actor=actor, version=version, names=["reviewed"])

    rename_registry(actor=actor, registry=registry, name="botany")
    rename_collection(actor=actor, collection=link.collection, name="Tigers")
    remove_aliases(actor=actor, collection=link.collection, version=version, names=["production"])
    remove_version_tags(actor=actor, version=version, names=["reviewed"])

    assert [found(mika, text) for text in ("zoology", "Lions", "production", "reviewed")] == [
        []
    ] * 4
    assert [len(found(mika, text)) for text in ("botany", "Tigers")] == [1, 1]


def test_what_is_deleted_is_not_found(link: LinkedVersion, mika: User) -> None:
    delete_collection(actor=make.actor(), collection=link.collection)
    make.delete(link.version)
    make.begin(link.version.collection.project, "pending")

    assert found(mika, "production") == []
    assert found(mika, "Lions") == []


def test_strangers_find_nothing(link: LinkedVersion, project: Project, sam: User) -> None:
    make.make_run(project, "lion", display_name="lion")
    add_version_tags(actor=make.actor(), version=link.version, names=["lion"])
    add_collection_tags(actor=make.actor(), collection=link.collection, names=["lion"])
    add_aliases(
        actor=make.actor(), collection=link.collection, version=link.version, names=["lion"]
    )

    assert found(sam, "lion") == []
    assert found(sam, "zoology") == []


def test_restricted_registries_are_hidden(acme: Organization, mika: User, olivia: User) -> None:
    make.make_registry(acme, "secret", visibility=Visibility.RESTRICTED)

    assert found(mika, "secret") == []
    assert len(found(olivia, "secret")) == 1


def test_pages(project: Project, registry: Registry, mika: User) -> None:
    for number in range(7):
        make.make_run(project, display_name=f"zoo-run-{number}")
        make.make_collection(registry, f"zoo-{number}")

    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = search(mika, "zoo", cursor=cursor, limit=4)
        assert len(page.hits) <= 4
        seen += [f"{hit.kind} {hit.name}" for hit in page.hits]
        cursor = page.cursor

    assert len(seen) == len(set(seen)) == 15
    assert seen[:3] == ["registry zoology", "collection zoo-6", "collection zoo-5"]


def test_last_page_may_be_full(project: Project, mika: User) -> None:
    for number in range(4):
        make.make_run(project, display_name=f"zoo-run-{number}")

    page = search(mika, "zoo-run", limit=4)

    assert (len(page.hits), page.cursor) == (4, None)


def test_kinds(link: LinkedVersion, project: Project, mika: User) -> None:
    make.make_run(project, display_name="lion")

    assert {kind for kind, _, _ in found(mika, "lion", SearchKind.RUN)} == {"run"}


def test_short_texts_say_that_they_reach_less_far(version: ArtifactVersion, mika: User) -> None:
    assert search(mika, "zo").is_partial
    assert not search(mika, "zoo").is_partial


@pytest.fixture
def version(project: Project) -> ArtifactVersion:
    return make.make_version(project)


@pytest.mark.parametrize("text", ["", "  ", "x" * (MAX_TEXT + 1)])
def test_bad_texts(mika: User, text: str) -> None:
    with pytest.raises(InvalidValue, match=r"[Ss]earch for"):
        search(mika, text)


@pytest.mark.parametrize("cursor", ["x", "1", "1-x", "-1-2", "1-" + "9" * 30, "¹-¹"])
def test_bad_cursors(mika: User, cursor: str) -> None:
    with pytest.raises(InvalidValue, match="not one of a search"):
        search(mika, "zoo", cursor=cursor)


def test_cursor_beyond_everything(mika: User) -> None:
    assert search(mika, "zoo", cursor="99-1").hits == []


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_what_no_name_can_hold_finds_nothing(mika: User, text: str) -> None:
    assert search(mika, text).hits == []
