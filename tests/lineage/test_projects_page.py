"""The list of projects."""

from django.test import Client

from registry.models import Project, User
from tests import make


def test_lists_the_projects_of_ones_teams(vic: User, project: Project) -> None:
    page = make.browse(vic).get("/projects").content.decode()

    assert '<a class="name" href="/zoo-team/zoo-classifier">zoo-classifier</a>' in page


def test_filters_by_name_and_by_team(vic: User, project: Project) -> None:
    other = make.make_project(project.entity, "farm")
    client = make.browse(vic)

    by_name = client.get("/projects?q=farm").content.decode()
    by_team = client.get("/projects?q=zoo-te").content.decode()

    assert other.get_absolute_url() in by_name
    assert project.get_absolute_url() not in by_name
    assert other.get_absolute_url() in by_team


def test_without_projects_it_says_how_to_start(vic: User) -> None:
    page = make.browse(vic).get("/projects").content.decode()

    assert "No projects yet" in page
    assert "wandb.init(entity=" in page
    assert "/authorize" in page


def test_hides_the_projects_of_others(sam: User, project: Project) -> None:
    assert "zoo-classifier" not in make.browse(sam).get("/projects").content.decode()


def test_sends_strangers_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/projects")["Location"] == "/login?next=/projects"
