"""Many writers at once: nothing is lost, nothing is double, no error of the database escapes."""

import pytest

from lineage.models import Run
from registry.actions.collections import create_collection
from registry.actions.labels import add_aliases
from registry.actions.links import link_version, unlink_version
from registry.errors import NameTaken
from registry.models import (
    Alias,
    ArtifactVersion,
    AuditEvent,
    Collection,
    LinkedVersion,
    Organization,
    Project,
    Registry,
)
from tests import make
from tests.race import race

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("races"),
    pytest.mark.slow,
]
WRITERS = 16


@pytest.fixture
def acme(transactional_db: None) -> Organization:
    return make.make_organization("acme")


@pytest.fixture
def project(acme: Organization) -> Project:
    return make.make_project(make.make_team(acme, "zoo-team"), "animals")


@pytest.fixture
def registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "model")


def holders(collection: Collection) -> dict[str, str]:
    rows = Alias.objects.filter(collection=collection).select_related("version")
    return {alias.name: alias.version.name for alias in rows}


def test_numbers_are_dense_and_one_is_latest(project: Project) -> None:
    def log(number: int) -> int | None:
        return make.make_version(project, "zoo", files={"a": b"%d" % number}).index

    given = race(WRITERS, log)

    assert sorted(given) == list(range(WRITERS))
    collection = Collection.objects.get()
    assert (collection.next_index, collection.version_count) == (WRITERS, WRITERS)
    assert holders(collection) == {"latest": f"v{WRITERS - 1}"}
    assert AuditEvent.objects.filter(verb="logged version").count() == WRITERS


def test_same_content_is_one_version(project: Project) -> None:
    def log(number: int) -> int:
        return make.make_version(project, "zoo", files={"a": b"same"}, client_id=f"c{number}").pk

    given = race(WRITERS, log)

    version = ArtifactVersion.objects.get()
    assert set(given) == {version.pk}
    assert (version.name, version.client_ids.count()) == ("v0", WRITERS)
    assert Collection.objects.get().version_count == 1
    assert AuditEvent.objects.filter(verb="logged version").count() == 1


def test_alias_has_one_holder(project: Project) -> None:
    versions = [make.make_version(project, "zoo") for _ in range(4)]

    def move(number: int) -> list[int]:
        mine, seen = versions[number % 4], []
        for _ in range(3):
            add_aliases(
                actor=make.actor(),
                collection=mine.collection,
                version=mine,
                names=["best", "zoo"] if number % 2 else ["zoo", "best"],
            )
            seen.append(Alias.objects.filter(name="best").count())
        return seen

    seen = race(20, move)

    assert {count for each in seen for count in each} == {1}
    assert Alias.objects.count() == 3


def test_history_of_an_alias_has_no_gap(project: Project) -> None:
    versions = [make.make_version(project, "zoo") for _ in range(8)]

    race(8, lambda number: add_best(versions[number]))

    moves = AuditEvent.objects.filter(subject="zoo: best").order_by("pk")
    steps = list(moves.values_list("before", "after"))
    assert [before for before, _ in steps] == [None, *(after for _, after in steps[:-1])]


def add_best(version: ArtifactVersion) -> None:
    add_aliases(actor=make.actor(), collection=version.collection, version=version, names=["best"])


def test_first_links_meet_in_one_collection(project: Project, registry: Registry) -> None:
    versions = [make.make_version(project) for _ in range(8)]

    given = race(8, lambda number: make.link(versions[number], registry, "shown").index)

    assert sorted(given) == list(range(8))
    collection = Collection.objects.get(registry=registry)
    assert (collection.next_index, collection.version_count) == (8, 8)
    registry.refresh_from_db()
    assert (registry.collection_count, registry.version_count) == (1, 8)


def test_same_link_is_made_once(project: Project, registry: Registry) -> None:
    version = make.make_version(project)

    given = race(8, lambda number: make.link(version, registry, "shown").index)

    assert given == [0] * 8
    version.refresh_from_db()
    assert version.link_count == LinkedVersion.objects.count() == 1


def test_name_is_taken_once(registry: Registry) -> None:
    def create(number: int) -> str:
        try:
            create_collection(
                actor=make.actor(), registry=registry, name="shown", type_name="model"
            )
        except NameTaken:
            return "taken"
        return "made"

    assert sorted(race(8, create)) == ["made"] + ["taken"] * 7
    registry.refresh_from_db()
    assert registry.collection_count == 1


def test_links_and_uses_in_opposite_order(project: Project, registry: Registry) -> None:
    """Half go from the source to the registry, half the other way; all counters stay true."""
    versions = [make.make_version(project, "zoo") for _ in range(3)]
    runs = [make.make_run(project) for _ in range(WRITERS)]

    def work(number: int) -> None:
        order = versions if number % 2 else versions[::-1]
        for place, version in enumerate(order):
            use_all(runs[number], version if number % 3 else order[-1 - place])
            link = make.link(version, registry, f"shown{(number + place) % 2}")
            if number % 4 == 0:
                unlink_version(actor=make.actor(), link=link)

    race(WRITERS, work)

    assert_counters_are_true()


def use_all(run: Run, version: ArtifactVersion) -> None:
    make.use(run, version)
    make.use(run, version)


def test_logging_known_content_while_it_is_used(project: Project, registry: Registry) -> None:
    version = make.make_version(project, "zoo", files={"a": b"same"})
    make.link(version, registry, "shown")
    runs = [make.make_run(project) for _ in range(WRITERS)]

    def work(number: int) -> None:
        if number % 2:
            make.make_version(project, "zoo", files={"a": b"same"}, run=runs[number])
        else:
            make.use(runs[number], version)

    race(WRITERS, work)

    version.refresh_from_db()
    assert (version.logged_by_count, version.used_by_count) == (WRITERS // 2, WRITERS // 2)
    assert_counters_are_true()


def test_deleting_while_it_is_used_and_linked(project: Project, registry: Registry) -> None:
    versions = [make.make_version(project, "zoo") for _ in range(8)]
    runs = [make.make_run(project) for _ in range(8)]

    def work(number: int) -> None:
        version = versions[number // 2]
        if number % 2:
            make.delete(version)
        else:
            make.attempt(
                lambda: link_version(
                    actor=make.actor(), version=version, target=registry, collection_name="shown"
                )
            )
            make.attempt(lambda: make.use(runs[number], version))

    race(8, work)

    assert ArtifactVersion.objects.committed().count() == 4
    assert_counters_are_true()


def test_one_run_started_by_many(project: Project) -> None:
    given = race(WRITERS, lambda number: make.make_run(project, "r1").pk)

    assert len(set(given)) == 1
    project.refresh_from_db()
    assert project.run_count == Run.objects.count() == 1


def assert_counters_are_true() -> None:
    """Each stored counter equals what counting the rows gives."""
    for version in ArtifactVersion.objects.all():
        assert version.used_by_count == version.used_by.count()
        assert version.logged_by_count == version.logged_by.count()
        assert version.link_count == version.links.count()
    for collection in Collection.objects.all():
        members = list(ArtifactVersion.objects.in_collection(collection))
        assert collection.version_count == len(members)
        assert collection.size == sum(member.size for member in members)
        assert collection.used_by_count == sum(member.used_by_count for member in members)
    for registry in Registry.objects.all():
        assert (
            registry.version_count
            == LinkedVersion.objects.filter(collection__registry=registry).count()
        )
        assert registry.collection_count == registry.collections.count()
    for run in Run.objects.all():
        assert (run.used_count, run.logged_count) == (run.used.count(), run.logged.count())
