"""Collections, their aliases and links over REST."""

import pytest

from registry.actions.protected_aliases import protect_alias
from registry.models import Alias, AuditEvent, Collection, LinkedVersion, User
from tests import make
from tests.api.rest import Rest, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def rest(mika: User) -> Rest:
    return Rest(mika)


def address(world: World) -> str:
    return f"/collections/{world.link.collection_id}"


def test_is_read(world: World, rest: Rest) -> None:
    found = rest.get(address(world)).json()

    assert (found["kind"], found["name"], found["type"]) == ("registry", "zoo", "model")
    assert found["full_name"] == "acme-org/wandb-registry-model/zoo"
    assert (found["registry_id"], found["project_id"]) == (world.registry.pk, None)


def test_are_listed_where_they_are(world: World, rest: Rest) -> None:
    inside = rest.items(f"/registries/{world.registry.pk}/collections?q=o")
    logged = rest.items(f"/projects/{world.project.pk}/collections?name=zoo-net&type=model")

    assert [each["name"] for each in inside] == ["zoo"]
    assert [(each["name"], each["kind"]) for each in logged] == [("zoo-net", "source")]
    assert rest.items(f"/projects/{world.project.pk}/collections?type=dataset") == []


def test_is_made_with_all_that_belongs_to_it(world: World, rest: Rest) -> None:
    answer = rest.post(
        f"/registries/{world.registry.pk}/collections",
        name="birds",
        type="model",
        description="# Birds",
        tags=["flying", "small"],
        version_id=world.version.pk,
        aliases=["candidate"],
    )

    made = answer.json()
    assert (answer.status_code, made["tags"]) == (201, ["flying", "small"])
    [member] = rest.items(f"/collections/{made['id']}/versions")
    assert [each["name"] for each in member["aliases"]] == ["candidate", "latest"]


def test_is_not_made_by_half(world: World, rest: Rest) -> None:
    answer = rest.post(
        f"/registries/{world.registry.pk}/collections", name="birds", type="model", tags=["a/b"]
    )

    assert (answer.status_code, answer.json()["field"]) == (422, "tag")
    assert not Collection.objects.filter(name="birds").exists()


def test_is_edited(world: World, rest: Rest) -> None:
    answer = rest.patch(address(world), name="animals", description="# Animals")

    assert (answer.json()["name"], answer.json()["description"]) == ("animals", "# Animals")


def test_is_tagged(world: World, rest: Rest) -> None:
    rest.put(f"{address(world)}/tags/in use")
    tags = rest.get(address(world)).json()["tags"]
    rest.delete(f"{address(world)}/tags/in use")

    assert tags == ["in use"]
    assert rest.get(address(world)).json()["tags"] == []


def test_is_starred(world: World, rest: Rest) -> None:
    rest.put(f"{address(world)}/star")
    [star] = rest.items("/me/stars")
    rest.delete(f"{address(world)}/star")

    assert star["collection_id"] == world.link.collection_id
    assert rest.items("/me/stars") == []


def test_is_deleted(world: World, rest: Rest) -> None:
    loss = rest.get(f"{address(world)}/deletion").json()

    assert (loss["links"], loss["blocked_by"]) == (1, [])
    assert rest.delete(address(world)).status_code == 204
    assert rest.get(address(world)).status_code == 404


class TestAliases:
    def test_are_listed_with_what_they_mean(self, world: World, rest: Rest) -> None:
        protect_alias(actor=make.actor(), registry=world.registry, name="staging")

        rows = rest.items(f"{address(world)}/aliases")

        assert [(row["name"], row["version"], row["protected"]) for row in rows] == [
            ("latest", "v0", False),
            ("staging", "v0", True),
        ]

    def test_move_with_a_reason(self, world: World, rest: Rest) -> None:
        make.link(make.make_version(world.project, "zoo-net"), world.registry, "zoo")

        answer = rest.put(f"{address(world)}/aliases/staging", version="v1", reason="Better.")

        assert (answer.status_code, answer.json()["version"]) == (200, "v1")
        event = AuditEvent.objects.latest("pk")
        assert (event.verb, event.reason, event.door) == ("moved alias", "Better.", "rest")

    def test_are_taken_off(self, world: World, rest: Rest) -> None:
        assert rest.delete(f"{address(world)}/aliases/staging?reason=Old.").status_code == 204
        assert not Alias.objects.filter(name="staging").exists()

    @pytest.mark.parametrize("name", ["v0", "nope"])
    def test_what_is_no_alias_is_not_there(self, world: World, rest: Rest, name: str) -> None:
        assert rest.delete(f"{address(world)}/aliases/{name}").status_code == 404

    def test_protected_ones_are_for_admins(self, world: World, rest: Rest) -> None:
        protect_alias(actor=make.actor(), registry=world.registry, name="production")

        answer = rest.put(f"{address(world)}/aliases/production", version="v0")

        assert (answer.status_code, answer.json()["type"]) == (403, "urn:lineal:alias_protected")

    @pytest.mark.parametrize(
        ("alias", "version", "status"),
        [("v7", "v0", 422), ("best", "v9", 404), ("best", "nothing", 404)],
    )
    def test_wrong_ones_are_refused(
        self, world: World, rest: Rest, alias: str, version: str, status: int
    ) -> None:
        answer = rest.put(f"{address(world)}/aliases/{alias}", version=version)

        assert answer.status_code == status


class TestLinks:
    def test_is_made(self, world: World, rest: Rest) -> None:
        answer = rest.post(
            f"/registries/{world.registry.pk}/links",
            version_id=world.version.pk,
            collection="birds",
            aliases=["best"],
        )

        made = answer.json()
        assert (answer.status_code, made["linked_by"]) == (201, "mika")
        assert made["full_name"] == "acme-org/wandb-registry-model/birds:v0"
        assert rest.get(f"/links/{made['id']}").json() == made

    def test_is_taken_out(self, world: World, rest: Rest) -> None:
        assert rest.delete(f"/links/{world.link.pk}").status_code == 204
        assert not LinkedVersion.objects.exists()

    def test_of_the_wrong_type_is_refused(self, world: World, rest: Rest) -> None:
        version = make.make_version(world.project, "pictures", "dataset")

        answer = rest.post(
            f"/registries/{world.registry.pk}/links", version_id=version.pk, collection="zoo"
        )

        assert (answer.status_code, answer.json()["type"]) == (422, "urn:lineal:wrong_type")
