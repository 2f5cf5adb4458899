"""The demo is loaded once for this file, by one worker, and rolled back after it."""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models, transaction
from django.db.models import F, Q
from django.test import override_settings
from django.utils import timezone

from lineage.actions.runs import crash_silent_runs
from lineage.demo import pulse
from lineage.demo.sweep import GROUP
from lineage.models import Logged, Run, RunLine, RunState, Used
from registry.actions.keys import digest_of
from registry.models import (
    Alias,
    ApiKey,
    ArtifactVersion,
    AuditEvent,
    Collection,
    LinkedVersion,
    ManifestEntry,
    Organization,
    Project,
    Registry,
    User,
)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("load_demo"), pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """What the command printed."""
    folder = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


def load() -> str:
    printed = StringIO()
    call_command("load_demo", small=True, url="http://lineal.test", stdout=printed)
    return printed.getvalue()


def run(name: str) -> Run:
    return Run.objects.get(project__entity__name="zoo-team", display_name=name)


def version(collection: str, index: int) -> ArtifactVersion:
    return ArtifactVersion.objects.get(
        collection__name=collection, index=index, collection__project__entity__name="zoo-team"
    )


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def versions(edges: models.Manager) -> set[str]:
    return {f"{edge.version.collection.name}:{edge.version.name}" for edge in edges.all()}


class TestStory:
    def test_several_runs_logged_the_split_dataset(self, demo):
        split = version("split_zoo_dataset", 4)

        names = {edge.run.display_name for edge in split.logged_by.all()}

        assert {"trim-rain-2", "wild-cosmos-7", "lilac-water-12"} < names
        assert {edge.run.job_type for edge in split.logged_by.all()} == {"publish_split_dataset"}

    def test_rural_feather_trained_the_model_on_it(self, demo):
        training = run("rural-feather-20")

        assert versions(training.used) == {"split_zoo_dataset:v4", "resnet50-imagenet:v1"}
        assert "zoo-ylbchv20:v0" in versions(training.logged)

    def test_northern_lake_evaluated_the_model_on_it(self, demo):
        evaluation = run("northern-lake-21")

        assert versions(evaluation.used) == {"split_zoo_dataset:v4", "zoo-ylbchv20:v0"}
        assert versions(evaluation.logged) == {"eval-confusion:v2"}

    def test_the_model_is_version_4_of_its_registry_collection(self, demo):
        link = version("zoo-ylbchv20", 0).links.get(collection__name="Zoo_Classifier_Models")

        aliases = Alias.objects.filter(collection=link.collection, version=link.version)

        assert link.index == 4
        assert {alias.name for alias in aliases} == {"production", "staging", "latest"}

    def test_aliases_moved_for_reasons(self, demo):
        moves = AuditEvent.objects.filter(subject="Zoo_Classifier_Models: production")

        assert [(each.before, each.after) for each in moves.order_by("id")] == [
            (None, "v2"),
            ("v2", "v3"),
            ("v3", "v4"),
        ]
        assert all(each.reason for each in moves)

    def test_the_sweep_has_37_runs_and_32_tables(self, demo):
        runs = Run.objects.filter(group=GROUP)

        assert Counter(run.state for run in runs) == {
            RunState.FINISHED: 27,
            RunState.RUNNING: 6,
            RunState.FAILED: 2,
            RunState.CRASHED: 2,
        }
        assert sum(run.logged_count for run in runs) == 32

    def test_a_deleted_input_stays_as_a_tombstone(self, demo):
        fixes = version("label_fixes", 0)

        assert fixes.is_deleted
        assert fixes.deleted_by.username == "olivia"
        assert "label_fixes:v0" in versions(run("trim-rain-2").used)

    @pytest.mark.parametrize("name", ["vic", "mika", "mai"])
    def test_one_input_is_hidden_from_the_team(self, demo, name):
        cameras = ArtifactVersion.objects.filter(collection__name="camera_registry")

        assert "camera_registry:v0" in versions(run("trim-rain-2").used)
        assert not cameras.visible_to(User.objects.get(username=name)).exists()

    def test_rural_feather_streamed_its_metrics(self, demo):
        training = run("rural-feather-20")

        assert training.summary["accuracy"] == training.metrics["accuracy"]["last"] == 0.9431
        assert training.lines.filter(stream="output").exists()

    def test_an_artifact_is_in_no_registry(self, demo):
        assert version("scratch-model", 0).link_count == 0

    def test_a_registry_collection_is_empty(self, demo):
        assert Collection.objects.get(name="frame-deblur").version_count == 0


class TestDates:
    def test_runs_lie_in_the_past(self, demo):
        future = Q(created_at__gt=timezone.now()) | Q(finished_at__lt=F("started_at"))

        assert not Run.objects.filter(future).exists()

    def test_source_collections_are_as_old_as_their_first_version(self, demo):
        model = Collection.objects.get(name="zoo-ylbchv20")

        assert model.created_at == model.versions.get().committed_at
        assert (timezone.now() - model.created_at).days in (13, 14)

    def test_versions_are_numbered_by_date(self, demo):
        for collection in Collection.objects.filter(kind="source"):
            dates = collection.versions.order_by("index").values_list("committed_at", flat=True)
            assert list(dates) == sorted(dates), collection

    @pytest.mark.parametrize("name", ["model", "dataset", "edge-releases"])
    def test_a_registry_tells_its_history_in_order(self, demo, name):
        events = AuditEvent.objects.filter(registry__name=name, organization__name="acme")

        dates = list(events.order_by("id").values_list("at", flat=True))

        assert dates == sorted(dates)
        assert len({date.date() for date in dates}) > 3


class TestIsolation:
    @pytest.mark.parametrize(
        ("name", "own", "foreign"),
        [("olivia", "acme", "globex"), ("vic", "acme", "globex"), ("grace", "globex", "acme")],
    )
    def test_nobody_sees_the_other_organization(self, demo, name, own, foreign):
        user = User.objects.get(username=name)
        seen = {
            *Organization.objects.visible_to(user).values_list("name", flat=True),
            *Registry.objects.visible_to(user).values_list("organization__name", flat=True),
            *Project.objects.visible_to(user).values_list("entity__organization__name", flat=True),
            *Run.objects.visible_to(user).values_list(
                "project__entity__organization__name", flat=True
            ),
            *ArtifactVersion.objects.visible_to(user).values_list(
                "collection__project__entity__organization__name", flat=True
            ),
        }

        assert own in seen
        assert foreign not in seen

    def test_globex_has_an_artifact_that_nobody_uses(self, demo):
        idle = ArtifactVersion.objects.get(collection__name="blade-wear")

        assert (idle.used_by_count, idle.link_count) == (0, 0)


class TestLoadingAgain:
    def test_it_adds_nothing(self, demo):
        before = row_counts()

        load()

        assert row_counts() == before

    def test_it_prints_the_same_sign_ins(self, demo):
        assert load() == demo[demo.index("\nSign in at") :]


class TestSignIns:
    def test_the_lines_to_copy_let_the_sdk_in(self, demo):
        lines = dict(
            line.strip().removeprefix("export ").split("=")
            for line in demo.splitlines()
            if "export" in line
        )

        key = ApiKey.objects.get(digest=digest_of(lines["WANDB_API_KEY"]))

        assert lines["WANDB_BASE_URL"] == "http://lineal.test"
        assert lines["WANDB_ENTITY"] == key.user.default_entity.name == "zoo-team"

    def test_the_printed_passwords_are_right(self, demo):
        line = next(line for line in demo.splitlines() if line.startswith("  vic "))

        assert User.objects.get(username="vic").check_password(line.split()[1])

    def test_only_the_server_may_read_them(self, demo):
        assert (settings.DATA_DIR / "demo.json").stat().st_mode & 0o777 == 0o600


class TestPulse:
    def test_it_keeps_the_running_runs_running(self, demo):
        alive = running()

        crash_silent_runs(silence=timedelta(minutes=5), now=timezone.now() + timedelta(hours=1))
        pulse.beat()

        assert running() == alive


def running() -> set[str]:
    return set(Run.objects.filter(state=RunState.RUNNING).values_list("run_id", flat=True))


class TestCounters:
    """Every stored counter equals the rows it counts."""

    @pytest.mark.parametrize(
        ("model", "counter", "rows", "owner"),
        [
            (Project, "run_count", Run.objects.all(), "project"),
            (Run, "used_count", Used.objects.all(), "run"),
            (Run, "logged_count", Logged.objects.all(), "run"),
            (Run, "history_line_count", RunLine.objects.filter(stream="history"), "run"),
            (Run, "event_line_count", RunLine.objects.filter(stream="events"), "run"),
            (Run, "output_line_count", RunLine.objects.filter(stream="output"), "run"),
            (ArtifactVersion, "used_by_count", Used.objects.all(), "version"),
            (ArtifactVersion, "logged_by_count", Logged.objects.all(), "version"),
            (ArtifactVersion, "link_count", LinkedVersion.objects.all(), "version"),
            (Registry, "collection_count", Collection.objects.live(), "registry"),
            (Registry, "version_count", LinkedVersion.objects.all(), "collection__registry"),
        ],
    )
    def test_of_rows(self, demo, model, counter, rows, owner):
        found = Counter(rows.all().values_list(owner, flat=True))

        assert stored(model.objects.all(), counter) == present(found)

    def test_of_files(self, demo):
        found = Counter(ManifestEntry.objects.values_list("version", flat=True))

        assert stored(ArtifactVersion.objects.committed(), "file_count") == present(found)

    @pytest.mark.parametrize("kind", ["source", "registry"])
    @pytest.mark.parametrize(
        ("counter", "of_version"),
        [("version_count", None), ("used_by_count", "used_by_count"), ("size", "size")],
    )
    def test_of_collections(self, demo, kind, counter, of_version):
        found: Counter[int] = Counter()
        for collection in Collection.objects.filter(kind=kind):
            for member in ArtifactVersion.objects.in_collection(collection):
                found[collection.pk] += getattr(member, of_version) if of_version else 1

        assert stored(Collection.objects.filter(kind=kind), counter) == present(found)


def stored(rows: models.QuerySet, counter: str) -> dict[int, int]:
    return present(dict(rows.values_list("pk", counter)))


def present(counts: dict[int, int]) -> dict[int, int]:
    return {key: count for key, count in counts.items() if key and count}
