"""Organizations, teams, service accounts and oneself over REST."""

import pytest

from registry.models import ApiKey, Entity, OrganizationMember, TeamMember, User
from tests import make
from tests.api.rest import Rest, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(olivia: User) -> Rest:
    return Rest(olivia)


def acme(world: World) -> str:
    return f"/organizations/{world.acme.pk}"


def zoo_team(world: World) -> str:
    return f"/teams/{world.team.pk}"


def test_organizations_are_ones_own(world: World, admin: Rest, sam: User) -> None:
    assert [each["entity"] for each in admin.items("/organizations")] == ["acme-org"]
    assert [each["name"] for each in Rest(sam).items("/organizations")] == ["globex"]


def test_members_say_their_role_and_no_address(world: World, admin: Rest, mika: User) -> None:
    mika.email = "mika@example.com"
    mika.save()

    rows = admin.items(f"{acme(world)}/members")

    assert [(row["user"]["username"], row["role"]) for row in rows] == [
        ("mika", "member"),
        ("olivia", "admin"),
        ("robot", "member"),
    ]
    assert "example.com" not in str(rows)


def test_entities_and_projects(world: World, mika: User) -> None:
    rest = Rest(mika)

    assert [each["name"] for each in rest.items("/entities")] == ["mika", "zoo-team"]
    [project] = rest.items("/projects?entity=zoo-team&name=zoo-classifier&q=zoo")
    assert rest.get(f"/projects/{project['id']}").json() == project


class TestOrganization:
    def test_takes_people_in(self, world: World, admin: Rest) -> None:
        make.make_user("nina")

        answer = admin.post(f"{acme(world)}/members", names=["nina"], role="viewer")

        [row] = answer.json()
        assert (answer.status_code, row["user"]["username"], row["role"]) == (201, "nina", "viewer")

    def test_gives_roles_and_ends_them(self, world: World, admin: Rest, mika: User) -> None:
        path = f"{acme(world)}/members/mika"

        assert admin.patch(path, role="admin").json()["role"] == "admin"
        assert admin.delete(path).status_code == 204
        assert not OrganizationMember.objects.filter(user=mika).exists()
        assert admin.delete(path).status_code == 404

    def test_keeps_its_last_admin(self, world: World, admin: Rest) -> None:
        answer = admin.delete(f"{acme(world)}/members/olivia")

        assert (answer.status_code, answer.json()["type"]) == (409, "urn:lineal:last_admin")

    def test_members_change_nothing(self, world: World, mika: User) -> None:
        answer = Rest(mika).post(f"{acme(world)}/teams", name="vets")

        said = answer.json()
        assert (answer.status_code, said["held"], said["ask"]) == (403, "member", ["olivia"])
        assert not Entity.objects.filter(name="vets").exists()

    def test_history_is_for_its_admins(self, world: World, admin: Rest, mika: User) -> None:
        admin.post(f"{acme(world)}/teams", name="vets")

        mine = admin.items(f"{acme(world)}/history?verb=created team")
        theirs = Rest(mika).items(f"{acme(world)}/history?verb=created team")

        assert [event["subject"] for event in mine] == ["vets", "zoo-team"]
        assert theirs == []


class TestTeam:
    def test_is_made(self, world: World, admin: Rest) -> None:
        made = admin.post(f"{acme(world)}/teams", name="vets").json()

        assert admin.get(f"/teams/{made['id']}").json() == made
        assert [each["name"] for each in admin.items(f"{acme(world)}/teams")] == [
            "vets",
            "zoo-team",
        ]

    def test_takes_people_in_and_lets_them_go(self, world: World, admin: Rest) -> None:
        make.make_user("nina")
        path = f"{zoo_team(world)}/members"

        assert admin.post(path, names=["nina"], role="viewer").status_code == 201
        assert admin.patch(f"{path}/nina", role="member").json()["role"] == "member"
        assert "nina" in [row["user"]["username"] for row in admin.items(path)]
        assert admin.delete(f"{path}/nina").status_code == 204
        assert not TeamMember.objects.filter(user__username="nina").exists()

    def test_members_do_not_look_after_it(self, world: World, mika: User) -> None:
        path = f"{zoo_team(world)}/members/mika"

        assert Rest(mika).patch(path, role="admin").status_code == 403


class TestServiceAccounts:
    def test_come_with_a_key_and_go(self, world: World, admin: Rest) -> None:
        path = f"{zoo_team(world)}/service-accounts"

        made = admin.post(path, name="builder", scope="read").json()

        assert Rest(key=made["key"]).get("/me").json()["username"] == "builder"
        assert [each["username"] for each in admin.items(path)] == ["builder", "robot"]
        assert admin.delete(f"{path}/builder").status_code == 204
        assert Rest(key=made["key"]).get("/me").status_code == 401

    def test_get_another_key(self, world: World, admin: Rest) -> None:
        path = f"{zoo_team(world)}/service-accounts"
        old = admin.post(path, name="builder").json()["key"]

        new = admin.post(f"{path}/builder/keys").json()["key"]

        assert Rest(key=old).get("/me").status_code == 401
        assert Rest(key=new).get("/me").status_code == 200

    def test_are_for_the_team_s_admins(self, world: World, mika: User) -> None:
        answer = Rest(mika).post(f"{zoo_team(world)}/service-accounts", name="builder")

        assert answer.status_code == 403


class TestOneself:
    def test_is_read_and_edited(self, world: World, mika: User) -> None:
        rest = Rest(mika)

        assert rest.get("/me").json()["username"] == "mika"
        edited = rest.patch("/me", first_name="Mika", email="mika@example.com").json()
        assert (edited["name"], edited["email"]) == ("Mika", "mika@example.com")

    def test_logs_elsewhere_by_default(self, world: World, mika: User) -> None:
        answer = Rest(mika).put("/me/default-entity", entity="zoo-team")

        assert answer.json()["default_entity"] == "zoo-team"

    def test_makes_lists_and_revokes_keys(self, world: World, mika: User) -> None:
        rest = Rest(mika)

        made = rest.post(
            "/me/keys", name="laptop", scope="read", expires_at="2100-01-01T00:00:00Z"
        ).json()

        assert made["expires_at"] == "2100-01-01T00:00:00Z"
        assert made["key"].startswith(made["prefix"])
        assert Rest(key=made["key"]).get("/me").status_code == 200
        assert "key" not in rest.items("/me/keys")[0]
        assert rest.delete(f"/me/keys/{made['id']}").status_code == 204
        assert Rest(key=made["key"]).get("/me").status_code == 401

    def test_another_persons_key_is_not_there(self, world: World, admin: Rest) -> None:
        assert admin.delete(f"/me/keys/{world.key.pk}").status_code == 404
        assert ApiKey.objects.get(pk=world.key.pk).revoked_at is None

    def test_key_of_yesterday_is_not_made(self, world: World, mika: User) -> None:
        answer = Rest(mika).post("/me/keys", name="x", expires_at="2020-01-01T00:00:00Z")

        assert (answer.status_code, answer.json()["field"]) == (422, "expires_at")

    @pytest.mark.parametrize("moment", ["2100-01-01T00:00:00", "2100-01-01"])
    def test_a_keys_end_says_its_time_zone(self, world: World, mika: User, moment: str) -> None:
        answer = Rest(mika).post("/me/keys", name="x", expires_at=moment)

        [wrong] = answer.json()["errors"]
        assert (answer.status_code, wrong["field"]) == (422, "wanted.expires_at")

    def test_a_keys_end_is_within_the_calendar(self, world: World, mika: User) -> None:
        answer = Rest(mika).post("/me/keys", name="x", expires_at="9999-12-31T23:59:59-12:00")

        assert (answer.status_code, answer.json()["type"]) == (422, "urn:lineal:invalid_value")
