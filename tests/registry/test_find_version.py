"""One version among many: the filter of a collection's page and the way to a version by name."""

import pytest
from django.test import Client

from registry.actions import labels, tags
from registry.models import Collection, Project, Registry, User
from tests import make

PAGE = "/orgs/acme/registry/model/zoo"
SOURCE = "/zoo-team/zoo-classifier/artifacts/model/zoo-net"


@pytest.fixture
def zoo(project: Project, models: Registry) -> Collection:
    """v0 to v11 in the project `zoo-net` and in the registry; v3 is `stable-3`, v4 tagged."""
    for number in range(12):
        version = make.make_version(project, "zoo-net", files={"n": str(number).encode()})
        link = make.link(version, models, "zoo", aliases=["stable-3"] if number == 3 else [])
        if number == 3:
            source, by = version.collection, make.actor()
            labels.add_aliases(actor=by, collection=source, version=version, names=["stable-3"])
        if number == 4:
            tags.add_version_tags(actor=make.actor(), version=version, names=["night vision"])
    return link.collection


@pytest.fixture
def browser(vic: User, zoo: Collection) -> Client:
    return make.browse(vic)


@pytest.mark.parametrize("page", [PAGE, SOURCE])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("v1", ["v1"]),
        ("11", ["v11"]),
        ("V11", ["v11"]),
        ("STABLE", ["v3"]),
        ("3", ["v3"]),
        ("night", ["v4"]),
        ("latest", ["v11"]),
        ("v12", []),
        ("99999999999999999999", []),
    ],
)
def test_filters_by_number_alias_and_tag(
    browser: Client, page: str, text: str, found: list[str]
) -> None:
    answer = browser.get(page, {"q": text})

    assert [row.name for row in answer.context["rows"]] == found


def test_says_what_no_version_has(browser: Client) -> None:
    page = browser.get(PAGE, {"q": "<i>"}).content.decode()

    assert "No version here has “&lt;i&gt;” as its number, or in an alias or a tag." in page
    assert f'href="{PAGE}"><svg' in page


def test_filters_page_by_page(vic: User, zoo: Collection, project: Project) -> None:
    for number in range(51):
        version = make.make_version(project, "net", files={"n": str(number).encode()})
        tags.add_version_tags(actor=make.actor(), version=version, names=["night"])
    client, address = make.browse(vic), SOURCE.replace("zoo-net", "net")

    first = client.get(address, {"q": "night"})
    second = client.get(address + first.context["page"].next)

    assert [len(page.context["rows"]) for page in (first, second)] == [50, 1]
    assert "50, newest first" in first.content.decode()


def test_a_short_collection_has_no_filter(vic: User, models: Registry, project: Project) -> None:
    make.link(make.make_version(project), models, "small")

    page = make.browse(vic).get("/orgs/acme/registry/model/small").content.decode()

    assert "Filter versions" not in page


@pytest.mark.parametrize("page", [PAGE, SOURCE])
@pytest.mark.parametrize("text", ["v3", "3", "stable-3", " V3 "])
def test_goes_to_a_version(browser: Client, page: str, text: str) -> None:
    assert browser.get(page, {"go": text}).url == f"{page}/v3"


def test_stays_on_the_tab(browser: Client) -> None:
    assert browser.get(PAGE, {"go": "v3", "tab": "files"}).url == f"{PAGE}/v3/files"
    assert browser.get(PAGE, {"go": "v3", "tab": "//evil.example"}).url == f"{PAGE}/v3"


def test_lists_what_is_like_it_when_nothing_has_that_name(browser: Client) -> None:
    answer = browser.get(PAGE, {"go": "sta ble&"}, follow=True)

    assert answer.redirect_chain == [(f"{PAGE}?q=sta+ble%26", 302)]
    assert answer.context["rows"] == []


def test_the_drop_down_of_a_long_collection_offers_it(browser: Client) -> None:
    page = browser.get(f"{PAGE}/v3/files").content.decode()

    assert f'action="{PAGE}" aria-label="Go to a version"' in page
    assert '<input type="hidden" name="tab" value="files">' in page


def test_a_hidden_collection_has_no_way_to_its_versions(sam: User, zoo: Collection) -> None:
    assert make.browse(sam).get(PAGE, {"go": "v3"}).status_code == 404
