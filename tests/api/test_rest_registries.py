"""Registries over REST."""

import pytest

from registry.models import Registry, RegistryRole, Star, User, Visibility
from tests import expect, make
from tests.api.rest import Rest, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(olivia: User) -> Rest:
    return Rest(olivia)


def address(world: World) -> str:
    return f"/registries/{world.registry.pk}"


def test_is_read(world: World, admin: Rest) -> None:
    found = admin.get(address(world)).json()

    assert (found["name"], found["full_name"]) == ("model", "acme-org/wandb-registry-model")
    assert (found["accepted_types"], found["visibility"]) == (["model"], "organization")
    assert (found["collection_count"], found["version_count"]) == (1, 1)
    assert found["url"] == "/orgs/acme/registry/model"


def test_are_listed_by_organization_and_name(world: World, admin: Rest) -> None:
    make.make_registry(world.acme, "dataset")

    everything = admin.items("/registries?organization=acme-org")
    named = admin.items("/registries?name=Dataset")

    assert {each["name"] for each in everything} == {"model", "dataset"}
    assert [each["name"] for each in named] == ["dataset"]
    assert admin.items("/registries?organization=globex") == []


def test_is_made(world: World, mika: User) -> None:
    answer = Rest(mika).post(
        "/registries",
        organization_id=world.acme.pk,
        name="golden sets",
        visibility="restricted",
        accepted_types=["dataset"],
    )

    made = answer.json()
    assert answer.status_code == 201
    assert (made["name"], made["visibility"]) == ("golden sets", "restricted")
    assert Rest(mika).get(f"/registries/{made['id']}/role").json()["role"] == "admin"


@pytest.mark.parametrize(
    ("wanted", "status", "code"),
    [
        ({"name": "MODEL"}, 409, "urn:lineal:name_taken"),
        ({"name": "a/b"}, 422, "urn:lineal:invalid_name"),
        ({"name": "x", "accepted_types": []}, 422, "urn:lineal:invalid_value"),
        ({"name": "x", "visibility": "public"}, 422, "urn:lineal:invalid_value"),
        ({"name": "x", "colour": "red"}, 422, "urn:lineal:invalid_value"),
        ({}, 422, "urn:lineal:invalid_value"),
    ],
)
def test_is_not_made_wrongly(
    world: World, admin: Rest, wanted: dict[str, object], status: int, code: str
) -> None:
    make.note_use(admin.key)
    with expect.nothing_changes():
        answer = admin.post("/registries", organization_id=world.acme.pk, **wanted)

    assert (answer.status_code, answer.json()["type"]) == (status, code)


def test_is_edited(world: World, admin: Rest) -> None:
    answer = admin.patch(
        address(world),
        name="models",
        description="Ours.",
        visibility="restricted",
        accepted_types=["dataset"],
    )

    found = answer.json()
    assert (found["name"], found["description"]) == ("models", "Ours.")
    assert (found["visibility"], found["accepted_types"]) == ("restricted", ["dataset", "model"])


def test_takes_all_types_from_then_on(world: World, admin: Rest) -> None:
    assert admin.patch(address(world), accepted_types=None).json()["accepted_types"] is None


def test_member_may_rename_but_not_open_it(world: World, mika: User) -> None:
    answer = Rest(mika).patch(address(world), visibility="restricted")

    said = answer.json()
    assert (answer.status_code, said["type"]) == (403, "urn:lineal:not_allowed")
    assert (said["held"], said["needed"], said["ask"]) == ("member", "admin", ["olivia"])
    assert Rest(mika).patch(address(world), name="models").status_code == 200


def test_says_who_would_lose_access(world: World, admin: Rest, vic: User) -> None:
    change = admin.get(f"{address(world)}/visibility?to=restricted").json()

    assert (change["is_gain"], change["sight"]["names"]) == (False, ["robot", "vic"])


def test_aliases_are_protected(world: World, admin: Rest) -> None:
    put = admin.put(f"{address(world)}/protected-aliases/production")
    guarded = admin.get(address(world)).json()["protected_aliases"]
    admin.delete(f"{address(world)}/protected-aliases/production")

    assert (put.status_code, guarded) == (204, ["production"])
    assert admin.get(address(world)).json()["protected_aliases"] == []


def test_says_what_would_go(world: World, admin: Rest) -> None:
    loss = admin.get(f"{address(world)}/deletion").json()

    assert loss == {"collections": 1, "links": 1, "members": 1, "protected_aliases": []}


@pytest.mark.parametrize("confirm", ["", "?confirm=models"])
def test_is_not_deleted_without_its_name(world: World, admin: Rest, confirm: str) -> None:
    answer = admin.delete(address(world) + confirm)

    assert (answer.status_code, answer.json()["field"]) == (422, "confirm")
    assert Registry.objects.exists()


def test_is_deleted(world: World, admin: Rest) -> None:
    assert admin.delete(f"{address(world)}?confirm=model").status_code == 204
    assert not Registry.objects.exists()


def test_is_starred(world: World, mika: User) -> None:
    rest = Rest(mika)
    rest.put(f"{address(world)}/star")

    assert [each["name"] for each in rest.items("/registries?starred=true")] == ["model"]
    [star] = rest.items("/me/stars")
    assert star["full_name"] == "acme-org/wandb-registry-model"
    assert rest.delete(f"{address(world)}/star").status_code == 204
    assert not Star.objects.exists()


def test_star_on_what_was_hidden_since_is_not_shown(world: World, vic: User) -> None:
    rest = Rest(vic)
    rest.put(f"{address(world)}/star")
    Registry.objects.update(visibility=Visibility.RESTRICTED)

    assert rest.items("/me/stars") == []


class TestMembers:
    def test_say_what_counts_and_why(self, world: World, admin: Rest, vic: User) -> None:
        make.give_team(world.registry, world.team, RegistryRole.ADMIN)
        make.give(world.registry, vic, RegistryRole.RESTRICTED_VIEWER)

        by_name = {
            (row["user"] or row["team"]).get("username", "zoo-team"): row
            for row in admin.items(f"{address(world)}/members")
        }

        assert (by_name["vic"]["role"], by_name["vic"]["effective_role"]) == (
            "restricted_viewer",
            "admin",
        )
        assert by_name["vic"]["sources"] == [
            {"role": "admin", "origin": "team", "team": "zoo-team"},
            {"role": "viewer", "origin": "organization", "team": None},
            {"role": "restricted_viewer", "origin": "direct", "team": None},
        ]
        assert by_name["zoo-team"]["team"]["kind"] == "team"

    def test_are_added_together(self, world: World, admin: Rest, vic: User) -> None:
        answer = admin.post(f"{address(world)}/members", names=["vic", "zoo-team"], role="member")

        assert answer.status_code == 201
        assert [row["role"] for row in answer.json()] == ["member", "member"]

    def test_are_added_all_or_none(self, world: World, admin: Rest, vic: User) -> None:
        answer = admin.post(f"{address(world)}/members", names=["vic", "nobody"])

        assert (answer.status_code, answer.json()["field"]) == (422, "names")
        assert world.registry.members.count() == 1

    def test_get_another_role(self, world: World, admin: Rest) -> None:
        answer = admin.patch(f"{address(world)}/members/{world.member.pk}", role="admin")

        assert (answer.status_code, answer.json()["effective_role"]) == (200, "admin")

    def test_are_removed(self, world: World, admin: Rest) -> None:
        path = f"{address(world)}/members/{world.member.pk}"

        assert admin.delete(path).status_code == 204
        assert not world.registry.members.exists()
        assert admin.delete(path).status_code == 404

    def test_of_another_registry_are_not_found_here(self, world: World, admin: Rest) -> None:
        other = make.make_registry(world.acme)

        answer = admin.patch(f"/registries/{other.pk}/members/{world.member.pk}", role="admin")

        assert answer.status_code == 404
