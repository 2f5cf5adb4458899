import json
import re
from html import unescape

import pytest

from registry.models import Role
from tests import make
from tests.lineage.rows import Store
from tests.lineage.shapes import chain, hub
from tests.lineage.zoo import Zoo, make_zoo
from tests.query_counts import counted


@pytest.fixture
def zoo(zoo_team, mika) -> Zoo:
    return make_zoo(make.make_project(zoo_team, "zoo-classifier"))


@pytest.fixture
def browser(mika):
    return make.browse(mika)


def graph_of(response) -> dict:
    """The answer that the page hands to its script."""
    found = re.search(r'id="lineage-graph"[^>]*>(.*?)</script>', response.content.decode(), re.S)
    return json.loads(found[1])


def table_of(response) -> list[list[str]]:
    """Step, name, kind, type and state of each row."""
    body = re.search(r"<tbody data-rows>(.*?)</tbody>", response.content.decode(), re.S)[1]
    rows = re.findall(r"<tr.*?</tr>", body, re.S)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)[:5] for row in rows]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells]


def stored_url(store: Store, root: str) -> str:
    kind = store.graph.nodes[root].label
    return f"{store.project.get_absolute_url()}/artifacts/{kind}/{kind}s/v0/lineage"


def test_the_tab_shows_the_seed_story_as_a_table(browser, zoo):
    response = browser.get(f"{zoo.model.get_absolute_url()}/lineage")

    assert table_of(response) == [
        ["3 up", "royal-forest-3", "run", "split", "running"],
        ["2 up", "split_zoo_dataset:v0", "artifact", "dataset", ""],
        ["1 up", "rural-feather-20", "run", "train", "running"],
        ["this version", "zoo-ylbchv20:v0", "artifact", "model", ""],
        ["1 down", "northern-lake-21", "run", "evaluate", "running"],
    ]


def test_the_page_and_the_api_give_the_same_answer(browser, zoo):
    response = browser.get(f"{zoo.model.get_absolute_url()}/lineage?dir=up&depth=2")

    api = browser.get(zoo.model_url, {"direction": "up", "depth": 2}).json()
    assert graph_of(response) == api
    assert f'data-api="{zoo.model_url}"' in response.content.decode()
    assert 'data-nodes="/api/v1/lineage/nodes/"' in response.content.decode()


def test_direction_and_depth_work_without_script(browser, zoo):
    response = browser.get(f"{zoo.model.get_absolute_url()}/lineage?dir=down&depth=1&view=table")

    assert [row[1] for row in table_of(response)] == ["zoo-ylbchv20:v0", "northern-lake-21"]


@pytest.mark.parametrize("query", ["dir=sideways", "depth=0", "depth=-1", "depth=two", "depth=²"])
def test_what_makes_no_sense_is_passed_over(browser, zoo, query):
    response = browser.get(f"{zoo.model.get_absolute_url()}/lineage?{query}")

    assert len(graph_of(response)["nodes"]) == 5


def test_the_tab_of_a_linked_version(browser, zoo, acme, mika):
    make.people.add_organization_member(
        actor=make.actor(), organization=acme, user=mika, role=Role.MEMBER
    )
    link = make.link(zoo.model, make.make_registry(acme, "model"), "Zoo_Classifier_Models")

    response = browser.get(f"{link.get_absolute_url()}/lineage")

    root = next(node for node in graph_of(response)["nodes"] if node["hop"] == 0)
    assert root["links"][0]["collection"] == "Zoo_Classifier_Models"
    assert [row[1] for row in table_of(response)][3] == "zoo-ylbchv20:v0"


def test_the_tab_of_a_run(browser, zoo):
    response = browser.get(f"{zoo.train.get_absolute_url()}/lineage")

    assert table_of(response)[2] == ["this run", "rural-feather-20", "run", "train", "running"]
    assert f'data-api="/api/v1/lineage/runs/{zoo.train.pk}"' in response.content.decode()


def test_members_of_a_group_have_a_row_each_and_the_rest_share_one(browser, zoo_team):
    graph, root = hub(400)
    store = Store(graph, make.make_project(zoo_team))

    rows = table_of(browser.get(stored_url(store, root)))

    trained = [row for row in rows if row[3] == "train"]
    total = sum(node.label == "train" for node in graph.nodes.values())
    assert len(trained) == 51
    assert trained[-1][1] == f"{total - 50} more runs"


def test_what_is_hidden_has_a_row_without_a_name(browser, zoo):
    hidden = make.make_project(make.make_team(make.make_organization()))
    make.use(zoo.train, make.make_version(hidden, "secret", "dataset"))

    response = browser.get(f"{zoo.model.get_absolute_url()}/lineage")

    assert ["2 up", "Locked artifact", "artifact", "", ""] in table_of(response)
    assert "secret" not in response.content.decode()


def test_a_version_that_nobody_used_says_what_to_do(browser, zoo_team):
    version = make.make_version(make.make_project(zoo_team), "lonely")

    response = browser.get(f"{version.get_absolute_url()}/lineage")

    assert "No run has logged or used this version yet" in response.content.decode()


def test_a_deleted_version_keeps_its_lineage(browser, zoo):
    type(zoo.model).objects.filter(pk=zoo.model.pk).update(state="deleted")

    response = browser.get(f"{zoo.model.get_absolute_url()}/lineage")

    assert len(graph_of(response)["nodes"]) == 5


def test_a_stranger_is_told_nothing(zoo, sam):
    stranger = make.browse(sam)

    assert stranger.get(f"{zoo.model.get_absolute_url()}/lineage").status_code == 404
    assert stranger.get(f"{zoo.train.get_absolute_url()}/lineage").status_code == 404


def test_nobody_is_sent_to_the_sign_in_page(client, zoo):
    response = client.get(f"{zoo.model.get_absolute_url()}/lineage")

    assert response.status_code == 302
    assert response["Location"].startswith("/login?next=")


def test_the_number_of_statements_does_not_grow(browser, zoo, zoo_team):
    graph, root = chain(1_000)
    store = Store(graph, make.make_project(zoo_team))

    with counted("version-lineage"):
        browser.get(f"{zoo.model.get_absolute_url()}/lineage")
    with counted("version-lineage"):
        browser.get(stored_url(store, root).replace("/v0/", "/v250/"))


def test_the_number_of_statements_of_a_run(browser, zoo):
    with counted("run-lineage"):
        browser.get(f"{zoo.train.get_absolute_url()}/lineage")
