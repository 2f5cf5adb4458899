"""A team in the browser: its people and service accounts, and what its admins do about them."""

import pytest
from django.test import Client

from registry.actions.keys import digest_of
from registry.actions.service_accounts import create_service_account
from registry.models import ApiKey, Entity, Organization, Role, TeamMember, User
from tests import expect, make
from tests.conftest import join

pytestmark = pytest.mark.django_db
PAGE = "/orgs/acme/teams/zoo-team"
ACCOUNTS = f"{PAGE}/service-accounts"


@pytest.fixture
def lead(zoo_team: Entity) -> User:
    """An admin of the team who is a mere member of its organization."""
    return join(zoo_team, make.make_user("lead"), Role.ADMIN)


@pytest.fixture
def browser(lead: User) -> Client:
    return make.browse(lead)


@pytest.fixture
def robot(zoo_team: Entity) -> User:
    return create_service_account(actor=make.actor(), team=zoo_team, name="robot")


def test_people_and_their_roles(browser: Client, zoo_team: Entity, mika: User) -> None:
    TeamMember.objects.filter(user__username="olivia").update(role=Role.VIEWER)

    rows = {row.user.username: row for row in browser.get(PAGE).context["rows"]}

    assert {name: row.role for name, row in rows.items()} == {
        "lead": "admin",
        "mika": "member",
        "olivia": "viewer",
    }
    assert rows["olivia"].note == "admin, as an admin of the organization"


def test_counts_whom_it_lists(browser: Client, zoo_team: Entity, robot: User) -> None:
    """A machine of another team stands among the people; the team's own have a page."""
    make.join_team(zoo_team, make.make_user("their-robot", is_service=True))

    page = browser.get(PAGE)

    assert page.context["people_count"] == len(page.context["rows"]) == 3


def test_adds_people(browser: Client, acme: Organization, zoo_team: Entity) -> None:
    make.join_organization(acme, make.make_user("kim"))

    answer = browser.post(PAGE, {"change": "add", "names": "kim", "role": "viewer"})

    assert answer.url == PAGE
    assert TeamMember.objects.get(user__username="kim").role == Role.VIEWER


def test_somebody_new_is_for_the_organizations_admins(browser: Client, sam: User) -> None:
    with expect.nothing_changes():
        answer = browser.post(PAGE, {"change": "add", "names": "sam", "role": "viewer"})

    (said,) = answer.context["add_form"].errors["names"]
    assert said == "Not in organization 'acme': sam. An admin of the organization can add them."
    assert b'value="sam"' in answer.content


def test_changes_a_role_and_removes(browser: Client, mika: User) -> None:
    browser.post(PAGE, {"change": "role", "member": "mika", "role": "viewer"})
    assert TeamMember.objects.get(user=mika).role == Role.VIEWER

    browser.post(PAGE, {"change": "remove", "member": "mika"})
    assert not TeamMember.objects.filter(user=mika).exists()


def test_a_bad_role_stands_in_the_row(browser: Client, mika: User) -> None:
    with expect.nothing_changes():
        answer = browser.post(PAGE, {"change": "role", "member": "mika", "role": "king"})

    assert answer.context["refused_member"] == "mika"
    assert b"king is not one of the available choices" in answer.content


@pytest.mark.parametrize("page", [PAGE, ACCOUNTS])
def test_a_member_reads_it_without_controls(mika: User, robot: User, page: str) -> None:
    answer = make.browse(mika).get(page)

    assert answer.status_code == 200
    assert b"<select" not in answer.content
    assert b'name="change"' not in answer.content


@pytest.mark.parametrize(("page", "change"), [(PAGE, "add"), (ACCOUNTS, "create")])
def test_who_sees_it_and_may_not_is_told_the_rule(mika: User, page: str, change: str) -> None:
    browser = make.browse(mika)

    with expect.nothing_changes():
        answer = browser.post(page, {"change": change, "names": "mika"})

    assert answer.status_code == 403
    assert b"You are member of team &#x27;zoo-team&#x27;" in answer.content
    assert b"Ask an admin: olivia." in answer.content


@pytest.mark.parametrize("page", [PAGE, ACCOUNTS])
def test_another_organizations_admin_finds_nothing(zoo_team: Entity, sam: User, page: str) -> None:
    assert make.browse(sam).get(page).status_code == 404
    assert make.browse(sam).post(page, {"change": "add"}).status_code == 404


def test_a_service_account_comes_with_a_key(browser: Client, zoo_team: Entity) -> None:
    answer = browser.post(
        ACCOUNTS, {"change": "create", "name": "robot", "scope": "read", "expires_at": ""}
    )

    secret = answer.context["secret"]
    key = ApiKey.objects.get(digest=digest_of(secret))
    assert (key.user.username, key.user.service_team, key.scope) == ("robot", zoo_team, "read")
    assert f"export WANDB_API_KEY={secret}\nexport WANDB_ENTITY=zoo-team" in answer.content.decode()
    assert secret not in browser.get(ACCOUNTS).content.decode()


def test_sent_twice_it_is_made_once(browser: Client) -> None:
    form = {"change": "create", "name": "robot", "scope": "write"}
    browser.post(ACCOUNTS, form)

    with expect.nothing_changes():
        again = browser.post(ACCOUNTS, form)

    assert "is taken" in again.context["create_form"].errors["name"][0]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "the robot"}, "name"),
        ({"name": ""}, "name"),
        ({"name": "robot", "expires_at": "2001-01-01"}, "expires_at"),
        ({"name": "robot", "scope": "all"}, "scope"),
    ],
)
def test_a_refused_account_leaves_nothing(
    browser: Client, typed: dict[str, str], field: str
) -> None:
    with expect.nothing_changes():
        answer = browser.post(ACCOUNTS, {"change": "create", "scope": "write"} | typed)

    form = answer.context["create_form"]
    assert list(form.errors) == [field]
    assert form["name"].value() == typed["name"]


def test_a_new_key_ends_the_old_ones(browser: Client, robot: User) -> None:
    old = make.make_key(robot, scope="read")

    answer = browser.post(ACCOUNTS, {"change": "rotate", "member": "robot"})

    key = ApiKey.objects.usable().get()
    assert (key.user, key.scope) == (robot, "read")
    assert key.digest == digest_of(answer.context["secret"]) != digest_of(old)


def test_a_last_day_in_the_past_keeps_the_old_key(browser: Client, robot: User) -> None:
    make.make_key(robot)

    with expect.nothing_changes():
        answer = browser.post(
            ACCOUNTS, {"change": "rotate", "member": "robot", "expires_at": "2001-01-01"}
        )

    assert answer.context["refused_member"] == "robot"
    assert b"would have expired already" in answer.content


def test_closing_an_account(browser: Client, robot: User) -> None:
    make.make_key(robot)

    answer = browser.post(ACCOUNTS, {"change": "close", "member": "robot"})

    assert answer.url == ACCOUNTS
    assert not ApiKey.objects.usable().exists()
    assert list(browser.get(ACCOUNTS).context["rows"]) == []


def test_a_persons_key_is_nobodys_to_replace(browser: Client, mika: User) -> None:
    answer = browser.post(ACCOUNTS, {"change": "rotate", "member": "mika"})

    assert answer.status_code == 404
