import pytest

from lineage.models import Run
from lineage.schemas.maps import MembersOut
from registry.models import Visibility
from tests import make
from tests.lineage.rows import Store
from tests.lineage.shapes import Sketch
from tests.query_counts import counted

RUNS = 120


@pytest.fixture
def sweep(zoo_team, mika) -> Store:
    """a0: a dataset; a hundred and twenty runs on it, every tenth of them failed."""
    sketch = Sketch()
    dataset = sketch.artifact("dataset")
    for _ in range(RUNS):
        sketch.run("train", uses=[dataset])
    for number in range(1, RUNS + 1, 10):
        sketch.nodes[number] = sketch.nodes[number]._replace(state="failed")
    return Store(sketch.graph(), make.make_project(zoo_team))


@pytest.fixture
def list_members(mika, sweep):
    """Of the only group on the dataset's map."""
    browser = make.browse(mika)
    root = sweep.ids["a0"]

    def ask(**params):
        url = f"/api/v1/lineage/nodes/g{sweep.ids['r1']}/members"
        return browser.get(url, {"root": root, **params})

    return ask


def test_pages_hold_every_member_once_the_newest_first(list_members, sweep):
    names, cursor = [], ""
    while cursor is not None:
        page = list_members(cursor=cursor, limit=50).json()
        names += [member["name"] for member in page["members"]]
        cursor = page["cursor"]

    assert names == [f"run-r{number}" for number in range(RUNS, 0, -1)]
    assert (page["count"], page["found"]) == (RUNS, RUNS)


def test_the_answer_is_what_the_documentation_says(list_members):
    MembersOut.model_validate(list_members().json())


def test_a_part_of_a_name_finds(list_members):
    page = list_members(q="RUN-R11").json()

    assert [member["name"] for member in page["members"]] == [
        *(f"run-r{number}" for number in range(119, 109, -1)),
        "run-r11",
    ]
    assert (page["count"], page["found"], page["cursor"]) == (RUNS, 11, None)


def test_the_whole_id_of_a_run_finds(list_members):
    assert list_members(q="r77").json()["found"] == 1


def test_states_narrow(list_members):
    page = list_members(state=["failed", "crashed"]).json()

    assert (page["found"], {member["state"] for member in page["members"]}) == (12, {"failed"})


def test_artifacts_are_found_by_name_version_and_alias(zoo, mika, acme):
    versions = [make.make_version(zoo.project, "net", run=zoo.train) for _ in range(40)]
    make.link(versions[3], make.make_registry(acme, "model"), "Nets", aliases=["Champion"])
    browser = make.browse(mika)
    drawn = browser.get(f"/api/v1/lineage/runs/{zoo.train.pk}").json()["nodes"]
    group = next(node for node in drawn if node["kind"] == "group")

    def find(text: str) -> list[str]:
        url = f"/api/v1/lineage/nodes/{group['id']}/members"
        page = browser.get(url, {"root": f"r{zoo.train.pk}", "q": text}).json()
        return [f"{member['name']}:{member['version']}" for member in page["members"]]

    assert find("net:v39") == ["net:v39"]
    assert find("champ") == ["net:v3"]


def test_who_stands_apart_is_not_listed(list_members, sweep):
    page = list_members(apart=sweep.ids["r5"], q="run-r5").json()

    assert (page["count"], page["found"]) == (RUNS - 1, 10)


def test_a_group_that_neighbours_brought_lists_too(mika, sweep):
    browser = make.browse(mika)
    card = f"{sweep.ids['a0']}.down.g{sweep.ids['r1']}"

    page = browser.get(f"/api/v1/lineage/nodes/{card}/members").json()

    assert page["count"] == RUNS


def test_the_number_of_statements_is_known(list_members):
    with counted("api-members"):
        list_members(q="run")


def test_a_member_that_goes_does_not_lose_the_place(list_members):
    first = list_members(limit=50).json()
    Run.objects.filter(pk=first["members"][-1]["id"][1:]).delete()

    second = list_members(limit=50, cursor=first["cursor"]).json()

    assert second["members"][0]["name"] == "run-r70"


class TestRefusals:
    def test_a_group_of_what_is_hidden_lists_nothing(self, zoo, mika):
        hidden = make.make_project(make.make_team(make.make_organization()))
        for number in range(40):
            make.use(make.make_run(hidden, display_name=f"secret-{number}"), zoo.model)
        root = f"a{zoo.model.pk}"
        browser = make.browse(mika)
        drawn = browser.get(f"/api/v1/lineage/versions/{zoo.model.pk}").json()["nodes"]
        (group,) = [node for node in drawn if node["kind"] == "group"]

        response = browser.get(f"/api/v1/lineage/nodes/{group['id']}/members", {"root": root})

        assert (group["locked"], group["count"]) == (True, 40)
        assert response.status_code == 404
        assert "secret" not in response.content.decode()

    def test_a_map_that_is_hidden_has_no_groups(self, sweep, sam):
        url = f"/api/v1/lineage/nodes/g{sweep.ids['r1']}/members"

        assert make.browse(sam).get(url, {"root": sweep.ids["a0"]}).status_code == 404

    def test_aliases_of_hidden_registries_find_nothing(self, zoo, mika, acme):
        versions = [make.make_version(zoo.project, "net", run=zoo.train) for _ in range(40)]
        secret = make.make_registry(acme, "secret", visibility=Visibility.RESTRICTED)
        make.link(versions[3], secret, "Nets", aliases=["hush"])
        url = f"/api/v1/lineage/nodes/ga{min(it.pk for it in versions)}/members"

        found = make.browse(mika).get(url, {"root": f"r{zoo.train.pk}", "q": "hush"}).json()

        assert (found["count"], found["found"]) == (41, 0)

    @pytest.mark.parametrize("cursor", ["x", "1.5_", "1.5_g3", "_r1", "1" * 100, "nan_x"])
    def test_a_made_up_cursor_is_refused(self, list_members, cursor):
        response = list_members(cursor=cursor)

        assert response.status_code == 422
        assert "cursor" in response.json()["detail"]
