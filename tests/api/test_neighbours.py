import pytest

from lineage.schemas.maps import MapOut
from tests import make
from tests.lineage.rows import Store
from tests.lineage.shapes import Sketch
from tests.query_counts import counted


@pytest.fixture
def beside(mika):
    browser = make.browse(mika)

    def ask(node: str, direction: str, **params):
        url = f"/api/v1/lineage/nodes/{node}/neighbours"
        return browser.get(url, {"direction": direction, **params})

    return ask


@pytest.fixture
def sweep(zoo_team, mika) -> Store:
    """a0: a dataset; forty runs on it, each with a model; each model used by an evaluation."""
    sketch = Sketch()
    dataset = sketch.artifact("dataset")
    for _ in range(40):
        model = sketch.artifact("model", by=[sketch.run("train", uses=[dataset])])
        sketch.run("evaluate", uses=[model])
    return Store(sketch.graph(), make.make_project(zoo_team))


def group_of(nodes: list[dict]) -> dict:
    return next(node for node in nodes if node["kind"] == "group")


def test_one_step_down(beside, zoo):
    answer = beside(f"a{zoo.model.pk}", "down").json()

    (node,) = answer["nodes"]
    assert (node["name"], node["hop"], node["more_up"]) == ("northern-lake-21", 1, 0)
    assert answer["edges"] == [[f"a{zoo.model.pk}", f"r{zoo.evaluate.pk}", 1]]


def test_one_step_up(beside, zoo):
    answer = beside(f"a{zoo.model.pk}", "up").json()

    (node,) = answer["nodes"]
    assert (node["name"], node["hop"], node["more_up"]) == ("rural-feather-20", -1, 1)
    assert answer["edges"] == [[f"r{zoo.train.pk}", f"a{zoo.model.pk}", 1]]


def test_what_is_drawn_already_is_left_out(beside, zoo):
    answer = beside(f"a{zoo.model.pk}", "down", known=f"r1,r{zoo.evaluate.pk}").json()

    assert (answer["nodes"], answer["edges"]) == ([], [])


def test_what_the_map_shows_is_left_out(beside, zoo):
    root = f"a{zoo.model.pk}"

    answer = beside(f"a{zoo.dataset.pk}", "down", root=root).json()

    assert (answer["nodes"], answer["edges"]) == ([], [])


def test_neighbours_beside_the_line_are_brought(beside, zoo):
    sister = make.make_run(zoo.project, display_name="sister")
    make.use(sister, zoo.dataset)

    answer = beside(f"a{zoo.dataset.pk}", "down", root=f"a{zoo.model.pk}").json()

    assert [node["name"] for node in answer["nodes"]] == ["sister"]


def test_the_answer_is_what_the_documentation_says(beside, sweep):
    answer = beside(sweep.ids["a0"], "down").json()

    MapOut.model_validate(answer)


def test_many_are_folded(beside, sweep):
    answer = beside(sweep.ids["a0"], "down").json()

    group = group_of(answer["nodes"])
    assert (group["label"], group["count"], group["more_down"]) == ("train", 40, 40)
    assert answer["edges"] == [[sweep.ids["a0"], group["id"], 40]]


def test_a_group_of_the_map_goes_on(beside, sweep, mika):
    root = sweep.ids["a0"]
    url = f"/api/v1/lineage/versions/{sweep.keys['a0']}"
    drawn = make.browse(mika).get(url, {"depth": 2}).json()["nodes"]
    models = next(node for node in drawn if node.get("label") == "model")

    answer = beside(models["id"], "down", root=root, depth=2).json()

    group = group_of(answer["nodes"])
    assert models["more_down"] == 40
    assert (group["label"], group["count"]) == ("evaluate", 40)
    assert answer["edges"] == [[models["id"], group["id"], 40]]


def test_a_group_that_such_an_answer_brought_goes_on(beside, sweep):
    root = sweep.ids["a0"]
    runs = group_of(beside(root, "down").json()["nodes"])
    below = f"{root}.down.{runs['id']}"

    models = group_of(beside(below, "down").json()["nodes"])
    evaluations = group_of(beside(f"{below}.down.{models['id']}", "down").json()["nodes"])

    assert (models["label"], models["count"]) == ("model", 40)
    assert (evaluations["label"], evaluations["count"]) == ("evaluate", 40)


def test_links_to_several_members_are_one_edge(beside, zoo_team, mika):
    sketch = Sketch()
    dataset = sketch.artifact("dataset")
    runs = [sketch.run("train", uses=[dataset]) for _ in range(40)]
    model = sketch.artifact("model", by=runs[:7])
    store = Store(sketch.graph(), make.make_project(zoo_team))
    group = group_of(beside(store.ids[dataset], "down").json()["nodes"])

    answer = beside(f"{store.ids[dataset]}.down.{group['id']}", "down").json()

    (node,) = answer["nodes"]
    assert (node["id"], node["more_up"]) == (store.ids[model], 0)
    assert answer["edges"][0][2] == 7


def test_hidden_neighbours_are_locked(beside, zoo):
    hidden = make.make_project(make.make_team(make.make_organization()))
    make.use(make.make_run(hidden, display_name="secret"), zoo.model)

    response = beside(f"a{zoo.model.pk}", "down")

    assert [node["kind"] for node in response.json()["nodes"]].count("locked") == 1
    assert "secret" not in response.content.decode()


def test_the_number_of_statements_is_known(beside, sweep):
    with counted("api-neighbours"):
        beside(sweep.ids["a0"], "down")


class TestRefusals:
    @pytest.mark.parametrize(
        "node", ["r999999", "x1234567890abcdef", "gr1", "nonsense", "..", "r1.sideways.gr2"]
    )
    def test_what_is_no_visible_card_is_not_found(self, beside, zoo, node):
        response = beside(node, "down")

        assert response.status_code == 404
        assert node in response.json()["detail"]

    def test_the_map_around_a_group_must_be_visible(self, zoo, sam):
        url = "/api/v1/lineage/nodes/gr1/neighbours"

        response = make.browse(sam).get(url, {"direction": "down", "root": f"a{zoo.model.pk}"})

        assert response.status_code == 404

    @pytest.mark.parametrize("direction", ["", "both", "left"])
    def test_a_side_must_be_named(self, beside, zoo, direction):
        response = beside(f"a{zoo.model.pk}", direction)

        assert response.status_code == 422
        assert "direction" in response.json()["detail"]
