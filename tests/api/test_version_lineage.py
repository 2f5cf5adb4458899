import gzip

import orjson
import pytest

from lineage.schemas.maps import LineageOut
from registry.models import ProtectedAlias, Role
from tests import make
from tests.lineage.rows import Store
from tests.lineage.shapes import chain, hub
from tests.query_counts import counted


def nodes_of(answer) -> dict[str, dict]:
    return {node["id"]: node for node in answer["nodes"]}


def large(shape, project, size=500) -> str:
    graph, root = shape(size)
    return f"/api/v1/lineage/versions/{Store(graph, project).keys[root]}"


def test_the_seed_story_reads_from_left_to_right(ask, zoo):
    answer = ask(zoo.model_url).json()

    hops = {node["name"]: node["hop"] for node in answer["nodes"]}
    assert hops == {
        "royal-forest-3": -3,
        "split_zoo_dataset": -2,
        "rural-feather-20": -1,
        "zoo-ylbchv20": 0,
        "northern-lake-21": 1,
    }
    assert [f"r{zoo.train.pk}", f"a{zoo.model.pk}", 1] in answer["edges"]
    assert len(answer["edges"]) == 4


def test_the_head_says_how_much_is_drawn(ask, zoo):
    answer = ask(zoo.model_url).json()

    head = {
        name: value for name, value in answer.items() if name not in {"nodes", "edges", "facets"}
    }
    assert head == {
        "root": f"a{zoo.model.pk}",
        "direction": "both",
        "asked_depth": None,
        "depth": 3,
        "max_depth": 3,
        "total": 5,
        "truncated": False,
        "shown": 5,
        "beyond": 0,
        "hidden": 0,
        "impact": {"count": 1, "farthest": 1, "states": {"running": 1}},
        "through": [],
    }


def test_a_run_says_who_it_is(ask, zoo, mika):
    type(zoo.train).objects.filter(pk=zoo.train.pk).update(
        user=mika,
        host="gpu-box-3",
        state="finished",
        created_at="2026-11-09T06:14:00Z",
        started_at="2026-11-09T06:14:02Z",
        finished_at="2026-11-09T08:57:02Z",
    )

    run = nodes_of(ask(zoo.model_url).json())[f"r{zoo.train.pk}"]

    assert run == {
        "id": f"r{zoo.train.pk}",
        "kind": "run",
        "hop": -1,
        "name": "rural-feather-20",
        "run_id": "9846f2d7",
        "state": "finished",
        "job_type": "train",
        "path": "zoo-team/zoo-classifier/9846f2d7",
        "project": "zoo-team/zoo-classifier",
        "author": "mika",
        "created_at": "2026-11-09T06:14:00Z",
        "started_at": "2026-11-09T06:14:02Z",
        "duration": 9780,
        "host": "gpu-box-3",
        "tags": ["baseline"],
        "url": zoo.train.get_absolute_url(),
        "more_up": 0,
        "more_down": 0,
    }


def test_an_artifact_says_what_it_is_and_where_it_is_linked(ask, zoo, acme, mika):
    make.people.add_organization_member(
        actor=make.actor(), organization=acme, user=mika, role=Role.MEMBER
    )
    registry = make.make_registry(acme, "model")
    link = make.link(zoo.model, registry, "Zoo_Classifier_Models", aliases=["production"])
    ProtectedAlias.objects.create(registry=registry, name="production")

    model = nodes_of(ask(zoo.model_url).json())[f"a{zoo.model.pk}"]

    assert model["full_name"] == "zoo-team/zoo-classifier/zoo-ylbchv20:v0"
    assert (model["name"], model["version"], model["type"]) == ("zoo-ylbchv20", "v0", "model")
    assert model["url"] == zoo.model.get_absolute_url()
    assert model["aliases"] == [
        {"name": "best", "protected": False},
        {"name": "latest", "protected": False},
    ]
    assert model["links"] == [
        {
            "registry": "model",
            "collection": "Zoo_Classifier_Models",
            "version": "v0",
            "full_name": "acme-org/wandb-registry-model/Zoo_Classifier_Models:v0",
            "url": link.get_absolute_url(),
            "aliases": [
                {"name": "production", "protected": True},
                {"name": "latest", "protected": False},
            ],
        }
    ]
    assert (model["size"], model["file_count"]) == (zoo.model.size, 1)


def test_every_answer_is_what_the_documentation_says(ask, zoo, zoo_team, mika):
    hidden = make.make_project(make.make_team(make.make_organization()))
    secret = make.make_version(hidden, "secret", "dataset", run=make.make_run(hidden))
    make.use(zoo.train, secret)
    urls = [zoo.model_url, large(hub, make.make_project(zoo_team))]

    for url in urls:
        answer = ask(url).json()
        documented = LineageOut.model_validate(answer)
        assert set(answer) == set(LineageOut.model_fields)
        for node, card in zip(answer["nodes"], documented.nodes, strict=True):
            assert set(node) == set(type(card).model_fields)


def test_a_sweep_is_a_group_that_lists_its_newest_members(ask, zoo_team, mika):
    answer = ask(large(hub, make.make_project(zoo_team))).json()

    groups = {node["label"]: node for node in answer["nodes"] if node["kind"] == "group"}
    train = groups["train"]
    assert train["of"] == "run"
    assert train["count"] > 100
    assert train["states"] == {"finished": train["count"]}
    assert len(train["members"]) == 50
    assert set(train["members"][0]) == {
        "id",
        "kind",
        "name",
        "state",
        "job_type",
        "created_at",
        "url",
    }
    dates = [member["created_at"] for member in train["members"]]
    assert dates == sorted(dates, reverse=True)


def test_a_group_can_be_opened(ask, zoo_team, mika):
    url = large(hub, make.make_project(zoo_team), 60)
    group = next(node for node in ask(url).json()["nodes"] if node["kind"] == "group")

    opened = ask(url, unfold=group["id"]).json()

    ids = {node["id"] for node in opened["nodes"]}
    assert group["id"] not in ids
    assert {member["id"] for member in group["members"]} <= ids


def test_direction_and_depth_are_honoured(ask, zoo):
    answer = ask(zoo.model_url, direction="up", depth=1).json()

    assert {node["name"] for node in answer["nodes"]} == {"zoo-ylbchv20", "rural-feather-20"}
    assert (answer["asked_depth"], answer["depth"], answer["max_depth"]) == (1, 1, 3)
    assert (answer["total"], answer["shown"], answer["beyond"]) == (4, 2, 2)
    assert nodes_of(answer)[f"r{zoo.train.pk}"]["more_up"] == 1
    assert nodes_of(answer)[f"a{zoo.model.pk}"]["more_down"] == 1


def test_what_is_hidden_is_locked_without_a_name(ask, zoo):
    hidden = make.make_project(make.make_team(make.make_organization()))
    secret = make.make_version(hidden, "secret-animals", "dataset", run=make.make_run(hidden))
    make.use(zoo.train, secret)

    response = ask(zoo.model_url)

    locked = [node for node in response.json()["nodes"] if node["kind"] == "locked"]
    assert {(node["of"], node["hop"]) for node in locked} == {("artifact", -2), ("run", -3)}
    assert set(locked[0]) == {"id", "kind", "of", "hop", "more_up", "more_down"}
    assert "secret" not in response.content.decode()
    assert str(hidden.entity) not in response.content.decode()


def test_a_version_seen_through_a_registry_keeps_its_project_unnamed(ask, zoo, acme, mika):
    make.people.add_organization_member(
        actor=make.actor(), organization=acme, user=mika, role=Role.MEMBER
    )
    hidden = make.make_project(make.make_team(acme, "quiet-team"))
    dataset = make.make_version(hidden, "animals", "dataset")
    link = make.link(dataset, make.make_registry(acme, "dataset"), "Animals")
    make.use(zoo.train, dataset)

    response = ask(zoo.model_url)

    shown = nodes_of(response.json())[f"a{dataset.pk}"]
    assert shown["full_name"] == "acme-org/wandb-registry-dataset/Animals:v0"
    assert shown["url"] == link.get_absolute_url()
    assert "quiet-team" not in response.content.decode()


def test_a_deleted_version_stays_as_a_tombstone(ask, zoo, mika):
    type(zoo.dataset).objects.filter(pk=zoo.dataset.pk).update(
        state="deleted", deleted_at="2026-11-10T00:00:00Z", deleted_by=mika
    )

    shown = nodes_of(ask(zoo.model_url).json())[f"a{zoo.dataset.pk}"]

    assert (shown["state"], shown["deleted_by"]) == ("deleted", "mika")
    assert shown["deleted_at"] == "2026-11-10T00:00:00Z"


@pytest.mark.slow
def test_five_thousand_nodes_stay_a_map(ask, zoo_team, mika):
    answer = ask(large(chain, make.make_project(zoo_team), 5_000)).json()

    assert len(answer["nodes"]) <= 60
    assert answer["shown"] + answer["beyond"] == answer["total"] == 4_999


def test_large_answers_are_compressed(mika, zoo_team):
    browser = make.browse(mika)
    url = large(chain, make.make_project(zoo_team), 100)

    response = browser.get(url, headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert orjson.loads(gzip.decompress(response.content)) == browser.get(url).json()


def test_the_number_of_statements_is_known(ask, zoo):
    with counted("api-version-lineage"):
        ask(zoo.model_url)


def test_no_rows_grow_the_number_of_statements(ask, zoo_team, mika):
    url = large(hub, make.make_project(zoo_team), 800)

    with counted("api-version-lineage"):
        ask(url)
