"""The page of a collection, in a registry and in a project."""

from http import HTTPStatus

from registry.actions import collections, protected_aliases, tags
from registry.models import Collection, LinkedVersion, Project, Registry, User
from tests import make

PAGE = "/orgs/acme/registry/model/zoo"
SOURCE = "/zoo-team/zoo-classifier/artifacts/model/zoo-net"


def test_lists_versions_with_aliases(vic: User, zoo: Collection) -> None:
    page = make.browse(vic).get(PAGE).content.decode()

    assert f'<a class="name" href="{PAGE}/v0">v0</a>' in page
    assert '<span class="chip">staging</span>' in page
    assert '<span class="chip chip--auto">latest</span>' in page


def test_says_which_run_logged_a_version(
    vic: User, models: Registry, project: Project, mika: User
) -> None:
    run = make.make_run(project, display_name="rural-feather-20", user=mika)
    make.link(make.make_version(project, run=run, user=mika), models, "zoo")

    page = make.browse(vic).get(PAGE).content.decode()

    assert "rural-feather-20" in page
    assert '<span class="vh">running run </span>' in page


def test_hides_a_run_of_a_project_out_of_sight(
    vic: User, olivia: User, models: Registry, linked: LinkedVersion
) -> None:
    other = make.make_team(models.organization, "other-team", olivia="admin")
    secret = make.make_project(other)
    run = make.make_run(secret, display_name="hidden-run")
    make.link(make.make_version(secret, run=run), models, "zoo")

    page = make.browse(vic).get(PAGE).content.decode()

    assert "a run you may not see" in page
    assert "hidden-run" not in page


def test_marks_protected_aliases(vic: User, zoo: Collection, models: Registry) -> None:
    protected_aliases.protect_alias(actor=make.actor(), registry=models, name="staging")

    page = make.browse(vic).get(PAGE).content.decode()

    assert 'class="chip chip--protected"' in page


def test_renders_the_card(vic: User, zoo: Collection) -> None:
    collections.describe_collection(
        actor=make.actor(), collection=zoo, description="# Limits\n\nNot at *night*. <script>"
    )

    page = make.browse(vic).get(PAGE).content.decode()

    assert "Model card" in page
    assert "<h3>Limits</h3>" in page
    assert "<em>night</em>" in page
    assert "&lt;script&gt;" in page


def test_offers_code_by_the_alias_that_is_hardest_to_move(vic: User, zoo: Collection) -> None:
    page = make.browse(vic).get(PAGE).content.decode()

    assert "acme-org/wandb-registry-model/" in page
    assert "zoo:staging" in page


def test_shows_tags(vic: User, zoo: Collection) -> None:
    tags.add_collection_tags(actor=make.actor(), collection=zoo, names=["vision"])

    assert "vision" in make.browse(vic).get(PAGE).content.decode()


def test_shows_a_source_collection(vic: User, linked: LinkedVersion) -> None:
    page = make.browse(vic).get(SOURCE).content.decode()

    assert f'<a class="name" href="{SOURCE}/v0">v0</a>' in page
    assert "Projects" in page


def test_an_empty_collection_says_how_to_fill_it(vic: User, models: Registry) -> None:
    make.make_collection(models, "farm")

    page = make.browse(vic).get("/orgs/acme/registry/model/farm").content.decode()

    assert "No versions yet" in page
    assert "run.link_artifact(artifact, &quot;acme-org/wandb-registry-model/farm&quot;)" in page
    assert "Members and admins of this registry may do so." in page


def test_an_empty_collection_offers_its_members_to_link_a_version(
    olivia: User, models: Registry
) -> None:
    farm = make.make_collection(models, "farm")

    page = make.browse(olivia).get(farm.get_absolute_url()).content.decode()

    assert (
        'Or <a href="/orgs/acme/registries/model/collections/farm/link">link a version</a>' in page
    )


def test_pages_through_many_versions(vic: User, project: Project) -> None:
    for number in range(51):
        make.make_version(project, "net", files={"n": str(number).encode()})
    client = make.browse(vic)

    page = client.get("/zoo-team/zoo-classifier/artifacts/model/net")
    older = client.get(page.request["PATH_INFO"] + page.context["page"].next)

    assert "50 of 51 versions" in page.content.decode()
    assert "51 of 51 versions" in older.content.decode()


def test_hides_what_the_viewer_may_not_see(sam: User, zoo: Collection) -> None:
    client = make.browse(sam)

    assert client.get(PAGE).status_code == HTTPStatus.NOT_FOUND
    assert client.get(SOURCE).status_code == HTTPStatus.NOT_FOUND


def test_a_source_has_one_type(vic: User, linked: LinkedVersion) -> None:
    wrong = SOURCE.replace("/model/", "/dataset/")

    assert make.browse(vic).get(wrong).status_code == HTTPStatus.NOT_FOUND
