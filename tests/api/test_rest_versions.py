"""Versions over REST."""

import pytest

from registry.models import RegistryRole, User
from tests import make
from tests.api.rest import Rest, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def rest(mika: User) -> Rest:
    return Rest(mika)


@pytest.fixture
def guest(world: World) -> Rest:
    """Somebody who sees the registry and not the project."""
    person = make.make_user("guest")
    make.join_registry(world.registry, person, RegistryRole.VIEWER)
    return Rest(person)


def address(world: World) -> str:
    return f"/versions/{world.version.pk}"


def test_is_read(world: World, rest: Rest) -> None:
    found = rest.get(address(world)).json()

    assert found["source"]["full_name"] == "zoo-team/zoo-classifier/zoo-net:v0"
    assert (found["type"], found["state"], found["tags"]) == ("model", "committed", ["good"])
    assert (found["file_count"], found["used_by_count"], found["link_count"]) == (1, 1, 1)


@pytest.mark.parametrize("name", ["v0", "staging", "latest"])
def test_is_found_by_its_name_in_a_collection(world: World, rest: Rest, name: str) -> None:
    found = rest.get(f"/collections/{world.link.collection_id}/versions/{name}").json()

    assert (found["name"], found["version"]["id"]) == ("v0", world.version.pk)
    assert found["full_name"] == "acme-org/wandb-registry-model/zoo:v0"
    assert found["link"]["id"] == world.link.pk


def test_is_found_where_it_was_logged(world: World, rest: Rest) -> None:
    found = rest.get(f"/collections/{world.source.pk}/versions/best").json()

    assert (found["full_name"], found["link"]) == ("zoo-team/zoo-classifier/zoo-net:v0", None)
    assert [each["name"] for each in found["aliases"]] == ["best", "latest"]


def test_of_a_hidden_project_names_no_source(world: World, guest: Rest) -> None:
    found = guest.get(address(world)).json()
    [member] = guest.items(f"/collections/{world.link.collection_id}/versions")

    assert (found["source"], member["version"]["source"]) == (None, None)
    assert guest.get(f"/collections/{world.source.pk}").status_code == 404
    assert guest.items(f"{address(world)}/used-by") == [{"run": None}]


def test_a_file_that_there_is_not_names_no_source(world: World, guest: Rest) -> None:
    answer = guest.get(f"{address(world)}/files/nope")

    assert (answer.status_code, "zoo-team" in answer.json()["detail"]) == (404, False)


def test_files_are_listed(world: World, rest: Rest) -> None:
    [file] = rest.items(f"{address(world)}/files?q=file")

    assert (file["path"], file["reference"]) == ("file.txt", None)


def test_runs_that_used_and_logged_it(world: World, rest: Rest) -> None:
    [user] = rest.items(f"{address(world)}/used-by")
    [logger] = rest.items(f"{address(world)}/logged-by")

    assert (user["run"]["run_id"], logger["run"]["run_id"]) == ("eval1", "train1")


def test_is_edited(world: World, rest: Rest) -> None:
    answer = rest.patch(
        address(world), description="Better.", metadata={"f1": 0.9}, ttl_seconds=3600
    )

    found = answer.json()
    assert (found["description"], found["metadata"]) == ("Better.", {"f1": 0.9})
    assert found["ttl_seconds"] == 3600
    assert rest.patch(address(world), ttl_seconds=None).json()["ttl_seconds"] is None


def test_a_number_of_more_than_64_bits(world: World, rest: Rest) -> None:
    before = rest.get(address(world)).json()

    edited = rest.patch(address(world), metadata={"seed": 2**70}).json()

    assert edited["metadata"] == {"seed": 2**70}
    assert edited["created_at"] == before["created_at"]
    assert rest.items(f"{address(world)}/history")[0]["after"] == {"seed": 2**70}


def test_member_of_a_registry_edits_the_description_only(world: World) -> None:
    person = make.make_user("curator")
    make.join_registry(world.registry, person, RegistryRole.MEMBER)
    rest = Rest(person)

    assert rest.patch(address(world), description="Good.").status_code == 200
    assert rest.patch(address(world), metadata={"a": 1}).status_code in (403, 404)


def test_is_tagged(world: World, rest: Rest) -> None:
    rest.put(f"{address(world)}/tags/fast")
    rest.delete(f"{address(world)}/tags/good")

    assert rest.get(address(world)).json()["tags"] == ["fast"]


def test_aliases_stand_in_the_way_of_its_end(world: World, rest: Rest) -> None:
    answer = rest.delete(address(world))

    assert (answer.status_code, answer.json()["type"]) == (409, "urn:lineal:in_use")


def test_leaves_a_tombstone(world: World, rest: Rest) -> None:
    answer = rest.delete(f"{address(world)}?with_aliases=true")

    assert answer.status_code == 204
    assert rest.get(address(world)).json()["state"] == "deleted"
    assert rest.items(f"/collections/{world.source.pk}/versions") == []


class TestRuns:
    def test_is_read(self, world: World, rest: Rest) -> None:
        found = rest.get(f"/runs/{world.run.pk}").json()

        assert (found["path"], found["state"]) == ("zoo-team/zoo-classifier/train1", "running")
        assert (found["config"], found["user"]) == ({"lr": 0.1}, "mika")

    def test_are_listed_by_state_and_text(self, world: World, rest: Rest) -> None:
        make.end(world.run)

        path = f"/projects/{world.project.pk}/runs"

        assert [run["run_id"] for run in rest.items(path)] == ["eval1", "train1"]
        assert [run["run_id"] for run in rest.items(f"{path}?state=finished")] == ["train1"]
        assert [run["run_id"] for run in rest.items(f"{path}?q=val")] == ["eval1"]
        assert rest.get(f"{path}?state=asleep").status_code == 422

    def test_inputs_and_outputs(self, world: World, rest: Rest) -> None:
        [taken] = rest.items(f"/runs/{world.consumer.pk}/inputs")
        [made] = rest.items(f"/runs/{world.run.pk}/outputs")

        assert taken["version"]["id"] == made["version"]["id"] == world.version.pk
