"""What a filter leaves of the answer, and what the answer says of it."""


def names(answer: dict) -> set[str]:
    return {node["name"] for node in answer["nodes"]}


def test_runs_of_a_job_type_are_hidden_and_the_path_stays(ask, zoo):
    answer = ask(zoo.model_url, hide_job=["train", "evaluate"]).json()

    assert names(answer) == {"royal-forest-3", "split_zoo_dataset", "zoo-ylbchv20"}
    assert (answer["total"], answer["shown"], answer["hidden"]) == (5, 3, 2)
    assert answer["through"] == [[f"a{zoo.dataset.pk}", f"a{zoo.model.pk}", 1]]


def test_artifacts_of_a_type_are_hidden(ask, zoo):
    answer = ask(zoo.model_url, hide_type="dataset").json()

    assert "split_zoo_dataset" not in names(answer)


def test_runs_in_a_state_are_hidden(ask, zoo):
    assert ask(zoo.model_url, hide_state="running").json()["hidden"] == 3


def test_the_choices_count_what_they_would_hide(ask, zoo):
    facets = ask(zoo.model_url).json()["facets"]

    assert facets == {
        "types": {"dataset": 1},
        "jobs": {"split": 1, "train": 1, "evaluate": 1},
        "states": {"running": 3},
        "generated": 0,
    }


def test_neighbours_obey_it_too(ask, zoo):
    url = f"/api/v1/lineage/nodes/a{zoo.model.pk}/neighbours"

    root = f"a{zoo.model.pk}"

    answer = ask(url, direction="down", root=root, around="up", hide_job="evaluate").json()

    assert answer == {"hidden": 1, "nodes": [], "edges": []}
