"""Versions end when their time to live is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.actions.expiry import expire_versions
from registry.actions.version_details import set_ttl
from registry.models import Alias, ArtifactVersion, Organization, Project, VersionState
from tests import expect, make

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture
def project(zoo_team):
    return make.make_project(zoo_team, "animals")


def pass_hours(hours: float) -> int:
    return expire_versions(now=timezone.now() + timedelta(hours=hours))


def state_of(version: ArtifactVersion) -> str:
    return ArtifactVersion.objects.values_list("state", flat=True).get(pk=version.pk)


def test_a_version_ends_in_its_time(project: Project) -> None:
    version = make.make_version(project, "zoo", ttl_seconds=HOUR, aliases=("best",))
    kept = make.make_version(project, "zoo")

    assert pass_hours(0.9) == 0
    assert pass_hours(1.1) == 1

    version.refresh_from_db()
    assert (version.state, version.deleted_by) == (VersionState.DELETED, None)
    assert version.deleted_at is not None
    assert not version.entries.exists()
    assert [alias.version for alias in Alias.objects.all()] == [kept]


def test_it_tells_that_nobody_did_it_and_why(project: Project) -> None:
    make.make_version(project, "zoo", ttl_seconds=HOUR)

    with expect.events() as events:
        pass_hours(2)

    assert events == [("deleted version", "zoo:v0", {"aliases": ["latest"]}, None)]
    assert (make.last_event().actor, make.last_event().reason) == (
        None,
        "Its time to live was over.",
    )


def test_it_is_counted_from_the_making(project: Project) -> None:
    version = make.make_version(project, "zoo")
    made = version.created_at - timedelta(days=3)
    ArtifactVersion.objects.filter(pk=version.pk).update(created_at=made)

    set_ttl(actor=make.actor(), version=version, seconds=2 * 24 * HOUR)

    assert pass_hours(0) == 1


@pytest.mark.parametrize("seconds", [None, -2])
def test_without_a_time_it_stays(project: Project, seconds: int | None) -> None:
    make.make_version(project, "zoo", ttl_seconds=seconds)

    assert pass_hours(10**6) == 0


def test_what_is_linked_stays_as_long_as_it_is(project: Project, acme: Organization) -> None:
    version = make.make_version(project, "zoo", ttl_seconds=HOUR)
    make.link(version, make.make_registry(acme, "model"))

    assert pass_hours(2) == 0
    assert state_of(version) == VersionState.COMMITTED


@pytest.mark.parametrize("type_name", ["run_table", "job", "wandb-history"])
def test_what_the_sdk_logs_for_itself_stays(project: Project, type_name: str) -> None:
    make.make_version(project, "zoo", type_name, ttl_seconds=HOUR)

    assert pass_hours(2) == 0


def test_an_upload_is_not_deleted(project: Project) -> None:
    make.begin(project, "zoo", ttl_seconds=HOUR)

    assert pass_hours(2) == 0


def test_again_finds_nothing(project: Project) -> None:
    make.make_version(project, "zoo", ttl_seconds=HOUR)

    assert [pass_hours(2), pass_hours(2)] == [1, 0]
