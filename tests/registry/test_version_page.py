"""The Version tab of a version's page."""

from http import HTTPStatus

import pytest

from registry.actions import deletions, labels, tags
from registry.models import LinkedVersion, Organization, Project, Registry, User, Visibility
from tests import make

PAGE = "/orgs/acme/registry/model/zoo/v0"
SOURCE = "/zoo-team/zoo-classifier/artifacts/model/zoo-net/v0"


def test_shows_the_version_with_its_source(vic: User, linked: LinkedVersion) -> None:
    page = make.browse(vic).get(PAGE).content.decode()

    assert "<title>zoo:v0 · Lineal</title>" in page
    assert f'<a href="{SOURCE}">zoo-net:v0</a>' in page
    assert (
        "run.use_artifact(&quot;acme-org/wandb-registry-model/zoo:v0&quot;, type=&quot;model&quot;)"
    ) in page


@pytest.mark.parametrize("alias", ["staging", "latest"])
def test_an_alias_names_it_too(vic: User, linked: LinkedVersion, alias: str) -> None:
    page = make.browse(vic).get(f"/orgs/acme/registry/model/zoo/{alias}").content.decode()

    assert "<title>zoo:v0 · Lineal</title>" in page


def test_offers_the_other_versions(
    vic: User, linked: LinkedVersion, models: Registry, project: Project
) -> None:
    make.link(make.make_version(project), models, "zoo")

    page = make.browse(vic).get(f"{PAGE}/metadata").content.decode()

    assert 'href="/orgs/acme/registry/model/zoo/v1/metadata"' in page
    assert "All 2 versions" in page


def test_says_what_changed(vic: User, models: Registry, project: Project) -> None:
    version = make.make_version(project, description="Trained on **more** data.")
    make.link(version, models, "zoo")

    page = make.browse(vic).get(PAGE).content.decode()

    assert "<strong>more</strong>" in page


def test_counts_links_out_of_sight(
    vic: User, linked: LinkedVersion, acme: Organization, models: Registry
) -> None:
    open_one = make.make_registry(acme, "edge")
    secret = make.make_registry(acme, "secret", visibility=Visibility.RESTRICTED)
    make.link(linked.version, open_one, "box")
    make.link(linked.version, secret, "hidden-collection")

    page = make.browse(vic).get(PAGE).content.decode()

    assert "Edge / box" in page
    assert "1 registry you may not see" in page
    assert "hidden-collection" not in page


def test_hides_a_source_out_of_sight(vic: User, olivia: User, models: Registry) -> None:
    other = make.make_team(models.organization, "other-team", olivia="admin")
    version = make.make_version(make.make_project(other, "secret-project"), "secret-net")
    make.link(version, models, "zoo")

    page = make.browse(vic).get(PAGE).content.decode()

    assert "a project you may not see" in page
    assert "secret-project" not in page


def test_tells_recent_changes(vic: User, linked: LinkedVersion, mika: User) -> None:
    tags.add_version_tags(actor=make.actor(mika), version=linked.version, names=["vision"])

    page = make.browse(vic).get(SOURCE).content.decode()

    assert "Recent changes" in page
    assert "vision" in page


def test_shows_origin_use_and_metrics(vic: User, project: Project, mika: User) -> None:
    data = make.make_version(project, "frames", "dataset")
    train = make.make_run(project, display_name="train-1", summary={"accuracy": 0.94, "_step": 9})
    make.use(train, data)
    version = make.make_version(project, "zoo-net", run=train)
    make.use(make.make_run(project, display_name="evaluate-1", job_type="evaluate"), version)

    page = make.browse(vic).get(SOURCE).content.decode()

    for name in ("frames", "train-1", "evaluate-1", "<code>accuracy</code>", "0.94"):
        assert name in page
    assert "_step" not in page


def test_a_deleted_version_stays_as_a_tombstone(
    vic: User, olivia: User, linked: LinkedVersion
) -> None:
    labels.remove_aliases(
        actor=make.actor(olivia),
        collection=linked.collection,
        version=linked.version,
        names=["staging"],
    )
    deletions.delete_version(actor=make.actor(olivia), version=linked.version, with_aliases=True)
    client = make.browse(vic)

    page = client.get(SOURCE).content.decode()

    assert "<strong>Deleted</strong>" in page
    assert "by olivia" in page
    assert "use_artifact" not in page
    assert client.get(PAGE).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["v1", "production", "v-1", "v99999999999999999999", "latest2"])
def test_no_such_version(vic: User, linked: LinkedVersion, name: str) -> None:
    answer = make.browse(vic).get(f"/orgs/acme/registry/model/zoo/{name}")

    assert answer.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("tab", ["", "/metadata", "/files", "/usage", "/download?path=config.yaml"])
def test_hides_every_tab(sam: User, linked: LinkedVersion, tab: str) -> None:
    client = make.browse(sam)

    assert client.get(f"{PAGE}{tab}").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{SOURCE}{tab}").status_code == HTTPStatus.NOT_FOUND


def test_a_broken_upload_is_invisible(vic: User, project: Project) -> None:
    begun = make.begin(project, "zoo-net")

    assert not begun.is_committed
    assert make.browse(vic).get(SOURCE).status_code == HTTPStatus.NOT_FOUND
