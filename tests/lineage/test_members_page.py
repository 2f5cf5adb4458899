"""All members of a group of a map, without JavaScript too."""

import re

import pytest

from tests import make
from tests.lineage.rows import Store
from tests.lineage.shapes import Sketch
from tests.query_counts import counted

RUNS = 120


@pytest.fixture
def sweep(zoo_team, mika) -> Store:
    sketch = Sketch()
    dataset = sketch.artifact("dataset")
    for _ in range(RUNS):
        sketch.run("train", uses=[dataset])
    return Store(sketch.graph(), make.make_project(zoo_team))


@pytest.fixture
def browser(mika):
    return make.browse(mika)


@pytest.fixture
def url(sweep) -> str:
    return f"{sweep.project.get_absolute_url()}/artifacts/dataset/datasets/v0/lineage"


def names(response) -> list[str]:
    return re.findall(r'class="name" href="[^"]+">([^<]+)</a>', response.content.decode())


def test_the_table_leads_to_them(browser, url):
    links = re.findall(r'href="([^"]+lineage/members[^"]+)"', browser.get(url).content.decode())
    (link,) = set(links)

    assert len(names(browser.get(link))) == 50


def test_the_first_page_has_the_newest(browser, url, sweep):
    response = browser.get(f"{url}/members", {"group": f"g{sweep.ids['r1']}"})

    assert names(response) == [f"run-r{number}" for number in range(120, 70, -1)]
    assert "A group of 120 runs" in response.content.decode()


def test_pages_lead_on(browser, url, sweep):
    first = browser.get(f"{url}/members", {"group": f"g{sweep.ids['r1']}"}).content.decode()
    link = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")

    assert names(browser.get(f"{url}/members{link}"))[0] == "run-r70"


def test_they_are_searched(browser, url, sweep):
    response = browser.get(f"{url}/members", {"group": f"g{sweep.ids['r1']}", "q": "r99"})

    assert names(response) == ["run-r99"]
    assert "1 found" in response.content.decode()


def test_a_made_up_cursor_is_the_first_page(browser, url, sweep):
    response = browser.get(f"{url}/members", {"group": f"g{sweep.ids['r1']}", "cursor": "x"})

    assert names(response)[0] == "run-r120"


def test_a_run_has_groups_too(browser, zoo_team):
    run = make.make_run(make.make_project(zoo_team, "nets"), "r1")
    versions = [make.make_version(run.project, "net", run=run) for _ in range(40)]
    group = f"ga{min(version.pk for version in versions)}"

    response = browser.get(f"{run.get_absolute_url()}/lineage/members", {"group": group})

    assert names(response)[0] == "net:v39"


def test_the_number_of_statements_is_known(browser, url, sweep):
    with counted("page-members"):
        browser.get(f"{url}/members", {"group": f"g{sweep.ids['r1']}"})


@pytest.mark.parametrize("group", ["", "gr999999", "x", "g", "gx00"])
def test_what_is_no_group_is_not_found(browser, url, group):
    assert browser.get(f"{url}/members", {"group": group}).status_code == 404


def test_strangers_find_nothing(sam, url, sweep):
    response = make.browse(sam).get(f"{url}/members", {"group": f"g{sweep.ids['r1']}"})

    assert response.status_code == 404
