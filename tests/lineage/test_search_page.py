"""The search as a page."""

import pytest

from registry.models import Alias, ArtifactVersion, Organization, Project, User
from tests import make
from tests.query_counts import counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(acme: Organization, project: Project) -> ArtifactVersion:
    """Linked as `farm:v0` with the alias `staging`, logged by the run `zoo-run`."""
    run = make.make_run(project, "9846f2d7", display_name="zoo-run")
    version = make.make_version(project, "zoo-net", run=run)
    make.link(version, make.make_registry(acme, "zoo-models"), "farm", aliases=["staging"])
    return version


def found(page) -> dict[str, list[str]]:
    return {
        section.kind.value: [hit.name for hit in section.hits]
        for section in page.context["sections"]
        if section.hits
    }


def test_finds_each_kind(mika: User, version: ArtifactVersion) -> None:
    page = make.browse(mika).get("/search", {"q": "zoo"})

    assert found(page) == {
        "registry": ["zoo-models"],
        "collection": ["zoo-net"],
        "run": ["zoo-run"],
    }


def test_marks_what_was_found(mika: User, version: ArtifactVersion) -> None:
    by_name = make.browse(mika).get("/search", {"q": "ZOO"}).content
    by_alias = make.browse(mika).get("/search", {"q": "stag"}).content

    assert b"<mark>zoo</mark>-net" in by_name
    assert b"farm:v0" in by_alias
    assert b'<span class="chip"><mark>stag</mark>ing</span>' in by_alias


def test_says_what_it_is_and_where(mika: User, version: ArtifactVersion) -> None:
    by_name = make.browse(mika).get("/search", {"q": "zoo"}).content.decode()
    by_alias = make.browse(mika).get("/search", {"q": "stag"}).content.decode()

    assert '<td class="whole">acme</td>' in by_name
    assert '<td class="whole">zoo-team / zoo-classifier</td>' in by_name
    assert "</svg>model</span>" in by_name
    assert '<span class="state s-running">' in by_name
    assert '<td class="whole">acme / Zoo-models</td>' in by_alias


def test_shows_one_kind_page_by_page(mika: User, project: Project) -> None:
    for number in range(60):
        make.make_run(project, display_name=f"zoo-{number}")
    client = make.browse(mika)

    first = client.get("/search", {"q": "zoo", "kind": "run"})
    asked = {"q": "zoo", "kind": "run", "cursor": first.context["next"]}
    second = client.get("/search", asked)

    names = found(first)["run"] + found(second)["run"]
    assert len(names) == len(set(names)) == 60


def test_says_that_there_is_more(mika: User, project: Project) -> None:
    for number in range(20):
        make.make_run(project, display_name=f"zoo-{number}")

    page = make.browse(mika).get("/search", {"q": "zoo"})

    assert len(found(page)["run"]) == 8
    assert b"?q=zoo&amp;kind=run" in page.content


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"q": "x" * 129}, b"Search for at most 128 characters."),
        ({"q": "zoo", "kind": "run", "cursor": "broken"}, b"This cursor is not one of a search."),
    ],
)
def test_says_what_is_wrong_and_keeps_the_text(mika: User, asked: dict[str, str], says) -> None:
    page = make.browse(mika).get("/search", asked)

    assert page.status_code == 200
    assert says in page.content
    assert asked["q"].encode() in page.content


@pytest.mark.parametrize("text", ["", " ", "nothing-like-it"])
def test_says_why_it_is_empty(mika: User, version: ArtifactVersion, text: str) -> None:
    page = make.browse(mika).get("/search", {"q": text})

    assert (b"Nothing that you may see" in page.content) == bool(text.strip())


def test_finding_none_of_a_kind_leads_to_the_others(mika: User, version: ArtifactVersion) -> None:
    page = make.browse(mika).get("/search", {"q": "nothing", "kind": "run"}).content.decode()

    assert "Nothing under “Runs” that you may see has “nothing”" in page
    assert '<a href="?q=nothing">Look everywhere</a>' in page


def test_escapes_what_it_shows(mika: User, project: Project) -> None:
    make.make_run(project, display_name="<b>zoo</b>")

    page = make.browse(mika).get("/search", {"q": "zoo"})

    assert b"&lt;b&gt;<mark>zoo</mark>&lt;/b&gt;" in page.content


def test_shows_nothing_of_another_organization(sam: User, version: ArtifactVersion) -> None:
    page = make.browse(sam).get("/search", {"q": "zoo"})

    assert found(page) == {}


def test_home_leads_to_it(mika: User) -> None:
    assert make.browse(mika).get("/registry", {"q": "a b"}).url == "/search?q=a+b"


@pytest.mark.parametrize("rows", [10, pytest.param(10_000, marks=pytest.mark.slow)])
def test_statements(mika: User, project: Project, version: ArtifactVersion, rows: int) -> None:
    Alias.objects.bulk_create(
        Alias(collection=version.collection, version=version, name=f"zoo-{row}")
        for row in range(rows)
    )
    client = make.browse(mika)

    for name, text in {"all": "zoo", "short": "zo"}.items():
        with counted(f"page search-{name}"):
            client.get("/search", {"q": text})
