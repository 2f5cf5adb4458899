"""An organization in the browser: its people and teams, and what its admins do about them."""

import pytest
from django.test import Client

from registry.models import Entity, Organization, OrganizationMember, Role, User
from tests import expect, make

pytestmark = pytest.mark.django_db
PAGE = "/orgs/acme"


@pytest.fixture
def as_olivia(acme: Organization, olivia: User) -> Client:
    return make.browse(olivia)


def names(answer: object) -> list[str]:
    return [row.user.username for row in answer.context["rows"]]


def test_people_with_roles_and_teams(as_olivia: Client, mika: User, vic: User) -> None:
    rows = {row.user.username: row for row in as_olivia.get(PAGE).context["rows"]}

    assert {name: (row.role, row.teams) for name, row in rows.items()} == {
        "mika": ("member", ["zoo-team"]),
        "olivia": ("admin", ["zoo-team"]),
        "vic": ("member", ["zoo-team"]),
    }


def test_finds_people(as_olivia: Client, mika: User, vic: User) -> None:
    assert names(as_olivia.get(PAGE, {"q": "MIK"})) == ["mika"]


def test_people_come_in_pages(as_olivia: Client, acme: Organization) -> None:
    for number in range(51):
        make.join_organization(acme, make.make_user(f"person{number:02}"))

    first = as_olivia.get(PAGE)
    second = as_olivia.get(PAGE + first.context["page"].next)

    assert (names(first)[:2], names(second)) == (["olivia", "person00"], ["person49", "person50"])


def test_brings_people_in(as_olivia: Client, acme: Organization, sam: User) -> None:
    answer = as_olivia.post(PAGE, {"change": "add", "names": "sam", "role": "viewer"})

    assert answer.url == PAGE
    assert OrganizationMember.objects.get(organization=acme, user=sam).role == Role.VIEWER


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"names": "olivia, nobody"}, "names", "Nobody on this server"),
        ({"names": " , "}, "names", "at least one"),
        ({"names": "sam", "role": "king"}, "role", "valid choice"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    as_olivia: Client, sam: User, typed: dict[str, str], field: str, said: str
) -> None:
    with expect.nothing_changes():
        answer = as_olivia.post(PAGE, {"change": "add", "role": "member"} | typed)

    form = answer.context["add_form"]
    assert said in form.errors[field][0]
    assert form["names"].value() == typed["names"]


def test_changes_a_role(as_olivia: Client, mika: User) -> None:
    as_olivia.post(PAGE, {"change": "role", "member": "mika", "role": "admin"})

    assert OrganizationMember.objects.get(user=mika).role == Role.ADMIN


def test_removes_somebody(as_olivia: Client, mika: User) -> None:
    answer = as_olivia.post(PAGE, {"change": "remove", "member": "mika"})

    assert answer.url == PAGE
    assert not OrganizationMember.objects.filter(user=mika).exists()


@pytest.mark.parametrize("change", [{"change": "remove"}, {"change": "role", "role": "viewer"}])
def test_the_last_admin_stays_and_the_row_says_why(
    as_olivia: Client, change: dict[str, str]
) -> None:
    with expect.nothing_changes():
        answer = as_olivia.post(PAGE, change | {"member": "olivia"})

    assert answer.context["refused_member"] == "olivia"
    assert "olivia is the last admin" in answer.content.decode()


def test_an_admin_may_leave(as_olivia: Client, acme: Organization) -> None:
    make.join_organization(acme, make.make_user("heir"), Role.ADMIN)

    answer = as_olivia.post(PAGE, {"change": "remove", "member": "olivia"})

    assert answer.url == "/registry"


def test_somebody_who_is_not_in_it(as_olivia: Client, sam: User) -> None:
    answer = as_olivia.post(PAGE, {"change": "remove", "member": "sam"})

    assert answer.status_code == 404


def test_a_member_reads_it_without_controls(mika: User) -> None:
    page = make.browse(mika).get(PAGE).content

    assert b"olivia" in page
    assert b"<select" not in page
    assert b"Remove" not in page


@pytest.mark.parametrize("change", ["add", "role", "remove"])
def test_a_member_who_sends_a_change_is_told_the_rule(mika: User, change: str) -> None:
    browser = make.browse(mika)

    with expect.nothing_changes():
        answer = browser.post(PAGE, {"change": change, "member": "olivia"})

    assert answer.status_code == 403
    assert b"You are member of organization" in answer.content
    assert b"Ask an admin: olivia." in answer.content


@pytest.mark.parametrize("page", ["", "/teams", "/new-team"])
def test_another_organizations_admin_finds_nothing(
    acme: Organization, sam: User, page: str
) -> None:
    assert make.browse(sam).get(PAGE + page).status_code == 404
    assert make.browse(sam).post(PAGE + page, {"change": "add"}).status_code in {404, 405}


def test_teams_with_counts(as_olivia: Client, zoo_team: Entity, mika: User) -> None:
    make.make_team(zoo_team.organization, "birds")

    rows = as_olivia.get(f"{PAGE}/teams").context["rows"]

    assert [(row.team.name, row.role, row.people_count) for row in rows] == [
        ("birds", None, 0),
        ("zoo-team", "admin", 2),
    ]


def test_makes_a_team(as_olivia: Client) -> None:
    answer = as_olivia.post(f"{PAGE}/new-team", {"name": "birds"})

    assert answer.url == f"{PAGE}/teams/birds"
    assert Entity.objects.get(name="birds").team_members.get().user.username == "olivia"


@pytest.mark.parametrize("name", ["the birds", "zoo-team", ""])
def test_a_bad_name_for_a_team(as_olivia: Client, zoo_team: Entity, name: str) -> None:
    with expect.nothing_changes():
        answer = as_olivia.post(f"{PAGE}/new-team", {"name": name})

    assert list(answer.context["form"].errors) == ["name"]
    assert answer.context["form"]["name"].value() == name


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_member_makes_no_team(mika: User, method: str) -> None:
    browser = make.browse(mika)

    with expect.nothing_changes():
        answer = getattr(browser, method)(f"{PAGE}/new-team", {"name": "birds"})

    assert answer.status_code == 403
    assert b"needs the role admin" in answer.content


def test_who_is_in_one_goes_there(as_olivia: Client) -> None:
    assert as_olivia.get("/orgs").url == PAGE


def test_who_is_in_several_chooses(as_olivia: Client, olivia: User) -> None:
    make.make_organization("initech", admin=olivia)

    assert b"initech" in as_olivia.get("/orgs").content


def test_who_is_in_none_is_told_what_to_do(db: None) -> None:
    page = make.browse(make.make_user("kim")).get("/orgs")

    assert b"You are in no organization yet" in page.content


def test_an_operator_in_none_makes_one(db: None) -> None:
    page = make.browse(make.make_user("root", is_admin=True)).get("/orgs")

    assert b'href="/admin/registry/organization/new"' in page.content
