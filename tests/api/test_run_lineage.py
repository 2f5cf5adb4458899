from tests import make


def test_a_run_is_the_middle_of_its_map(zoo, mika):
    answer = make.browse(mika).get(f"/api/v1/lineage/runs/{zoo.train.pk}").json()

    hops = {node["name"]: node["hop"] for node in answer["nodes"]}
    assert answer["root"] == f"r{zoo.train.pk}"
    assert hops == {
        "royal-forest-3": -2,
        "split_zoo_dataset": -1,
        "rural-feather-20": 0,
        "zoo-ylbchv20": 1,
        "northern-lake-21": 2,
    }


def test_a_run_without_artifacts_is_alone(zoo_team, mika):
    run = make.make_run(make.make_project(zoo_team))

    answer = make.browse(mika).get(f"/api/v1/lineage/runs/{run.pk}").json()

    assert (answer["total"], len(answer["nodes"]), answer["edges"]) == (1, 1, [])


def test_a_hidden_run_is_not_found(zoo, sam):
    response = make.browse(sam).get(f"/api/v1/lineage/runs/{zoo.train.pk}")

    assert response.status_code == 404
    assert response.json()["detail"] == f"There is no run {zoo.train.pk} that you may see."
