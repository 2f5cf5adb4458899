"""The lineage as a list: the same runs and artifacts as on the map, all of them."""

import csv
import io

import pytest

from lineage.schemas.impact import ImpactOut
from tests import make
from tests.lineage.rows import Store
from tests.lineage.shapes import hub
from tests.query_counts import counted

WAYS = pytest.mark.parametrize(
    "params",
    [
        {"direction": "down"},
        {"direction": "up"},
        {"direction": "both"},
        {"direction": "down", "depth": 1},
        {"direction": "down", "hide_job": ["train"], "hide_state": ["failed"]},
    ],
)


def impact(ask, zoo, **params):
    return ask(f"{zoo.model_url}/impact", **params)


def test_who_depends_on_it_how_far_and_in_which_state(ask, zoo):
    make.make_version(zoo.project, "scores", "table", run=zoo.evaluate)

    answer = impact(ask, zoo).json()

    rows = [(row["step"], row["kind"], row["name"], row["state"]) for row in answer["rows"]]
    assert rows == [
        (1, "run", "northern-lake-21", "running"),
        (2, "artifact", "scores", "committed"),
    ]
    assert (answer["count"], answer["states"]) == (2, {"running": 1})


def test_the_answer_is_what_the_documentation_says(ask, zoo):
    ImpactOut.model_validate(impact(ask, zoo, direction="both").json())


@WAYS
def test_map_and_list_name_the_same(ask, zoo_team, params):
    graph, root = hub(400)
    store = Store(graph, make.make_project(zoo_team))
    url = f"/api/v1/lineage/versions/{store.keys[root]}"
    drawn = ask(url, **{"depth": 1_000, **params}).json()
    on_map = set()
    for node in drawn["nodes"]:
        if node["kind"] != "group":
            on_map.add(node["id"])
            continue
        about = {**params, "around": params["direction"], "root": store.ids[root], "limit": 200}
        about = {"depth": 1_000, **about}
        cursor = ""
        while cursor is not None:
            members = f"/api/v1/lineage/nodes/{node['id']}/members"
            page = ask(members, **about, cursor=cursor).json()
            on_map |= {member["id"] for member in page["members"]}
            cursor = page["cursor"]

    listed = {row["id"] for row in ask(f"{url}/impact", **params).json()["rows"]}

    assert listed | {store.ids[root]} == on_map
    assert len(listed) + 1 == drawn["shown"]


def test_as_a_spreadsheet(ask, zoo):
    response = impact(ask, zoo, format="csv")

    (row,) = csv.DictReader(io.StringIO(response.content.decode()))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="impact-a{zoo.model.pk}.csv"'
    assert (row["step"], row["name"], row["state"]) == ("1", "northern-lake-21", "running")
    assert row["url"] == f"http://testserver{zoo.evaluate.get_absolute_url()}"


def test_a_name_is_no_formula(ask, zoo):
    make.use(make.make_run(zoo.project, display_name="=1+1", job_type="@SUM(A1)"), zoo.model)

    text = impact(ask, zoo, format="csv").content.decode()

    assert "'=1+1" in text
    assert "'@SUM(A1)" in text


def test_of_a_run(ask, zoo):
    rows = ask(f"/api/v1/lineage/runs/{zoo.train.pk}/impact").json()["rows"]

    assert [row["name"] for row in rows] == ["zoo-ylbchv20", "northern-lake-21"]


def test_the_map_says_how_much_that_is(ask, zoo):
    answer = ask(zoo.model_url, depth=1, direction="both").json()

    assert answer["impact"] == {"count": 1, "farthest": 1, "states": {"running": 1}}


def test_the_number_of_statements_is_known(ask, zoo):
    with counted("api-impact"):
        impact(ask, zoo)


class TestRefusals:
    def test_what_is_hidden_is_counted_not_named(self, ask, zoo):
        hidden = make.make_project(make.make_team(make.make_organization()))
        make.use(make.make_run(hidden, display_name="secret"), zoo.model)

        response = impact(ask, zoo)

        locked = [row for row in response.json()["rows"] if row["locked"]]
        assert [(row["kind"], row["name"], row["created_at"]) for row in locked] == [
            ("run", "", None)
        ]
        assert "secret" not in response.content.decode()

    def test_another_organization_is_not_found(self, zoo, sam):
        assert make.browse(sam).get(f"{zoo.model_url}/impact").status_code == 404

    def test_another_format_is_refused(self, ask, zoo):
        assert impact(ask, zoo, format="xlsx").status_code == 422
