"""Roles in a registry, given and taken in the browser."""

import pytest

from registry.actions.service_accounts import create_service_account
from registry.models import RegistryMember, RegistryRole, Role, Visibility
from tests import make
from tests.conftest import join

pytestmark = pytest.mark.django_db
PAGE = "/orgs/acme/registries/model/members"


@pytest.fixture
def model(acme):
    return make.make_registry(acme, "model", visibility=Visibility.RESTRICTED)


@pytest.fixture
def as_olivia(client, olivia):
    client.force_login(olivia)
    return client


def test_adds_people_and_teams_at_once(as_olivia, model, mika, vic, zoo_team):
    vic.email = "vic@example.com"
    vic.save()

    answer = as_olivia.post(
        PAGE, {"change": "add", "names": "mika, vic@example.com, zoo-team", "role": "viewer"}
    )

    assert answer.url == PAGE
    held = {str(row.holder): row.role for row in model.members.all()}
    assert held == {"mika": "viewer", "vic": "viewer", "zoo-team": "viewer"}


def test_names_who_is_unknown_and_adds_nobody(as_olivia, model, mika):
    answer = as_olivia.post(PAGE, {"change": "add", "names": "mika, nobody", "role": "viewer"})

    assert "nobody" in str(answer.context["add_form"].errors)
    assert b"mika, nobody" in answer.content
    assert not model.members.exists()


def test_says_the_effective_role_and_because_of_what(as_olivia, model, mika, zoo_team):
    as_olivia.post(PAGE, {"change": "add", "names": "zoo-team", "role": "member"})
    as_olivia.post(PAGE, {"change": "add", "names": "mika", "role": "viewer"})

    rows = {str(row.member.holder): row for row in as_olivia.get(PAGE).context["rows"]}

    assert (rows["mika"].member.role, rows["mika"].effective) == ("viewer", "member")
    assert rows["mika"].because == "through team zoo-team; higher than viewer, given here"
    assert rows["zoo-team"].people_count == 2


def test_a_team_opens_to_its_people(as_olivia, model, mika, zoo_team):
    as_olivia.post(PAGE, {"change": "add", "names": "zoo-team", "role": "member"})
    as_olivia.post(PAGE, {"change": "add", "names": "mika", "role": "viewer"})

    opened = as_olivia.get(PAGE, {"open": "zoo-team"}).context["opened"]

    told = {row.user.username: (row.given, row.effective, row.because) for row in opened.rows}
    assert told == {
        "mika": ("viewer", "member", "through team zoo-team; higher than viewer, given here"),
        "olivia": (None, "admin", "admin of the organization, so admin of all its registries"),
    }


def test_the_people_of_a_team_come_in_pages(as_olivia, model, zoo_team):
    make.give_team(model, zoo_team, RegistryRole.VIEWER)
    for number in range(25):
        join(zoo_team, make.make_user(f"person{number:02}"), Role.MEMBER)

    first = as_olivia.get(PAGE, {"open": "zoo-team"})
    second = as_olivia.get(PAGE + first.context["opened"].page.next)

    assert b"person18" in first.content
    assert b"person19" not in first.content
    assert b"person24" in second.content


def test_finds_people_and_teams(as_olivia, model, mika, vic, zoo_team):
    as_olivia.post(PAGE, {"change": "add", "names": "mika, vic, zoo-team", "role": "viewer"})

    def found(text):
        return {str(row.member.holder) for row in as_olivia.get(PAGE, {"q": text}).context["rows"]}

    assert found("MIK") == {"mika"}
    assert found("zoo") == {"zoo-team"}
    assert found("nobody") == set()


def test_offers_service_accounts_only_what_they_may_be(as_olivia, model, zoo_team):
    robot = create_service_account(actor=make.actor(), team=zoo_team, name="robot")
    make.give(model, robot, RegistryRole.MEMBER)

    (row,) = as_olivia.get(PAGE).context["rows"]

    assert [role.value for role in row.roles] == ["member", "admin"]


def test_changes_a_role_and_takes_it_away(as_olivia, model, mika):
    as_olivia.post(PAGE, {"change": "add", "names": "mika", "role": "viewer"})

    as_olivia.post(PAGE, {"change": "role", "member": "mika", "role": "member"})
    assert RegistryMember.objects.get().role == RegistryRole.MEMBER

    as_olivia.post(PAGE, {"change": "remove", "member": "mika"})
    assert not RegistryMember.objects.exists()


def test_a_refusal_stands_in_its_row(as_olivia, model, mika, zoo_team):
    robot = create_service_account(actor=make.actor(), team=zoo_team, name="robot")
    make.give(model, robot, RegistryRole.MEMBER)
    make.give(model, mika, RegistryRole.VIEWER)

    page = as_olivia.post(PAGE, {"change": "role", "member": "robot", "role": "viewer"})

    _, after = page.content.decode().split('aria-label="Role of robot" aria-invalid="true"')
    row, _ = after.split("</tr>", 1)
    assert "robot is a service account, which is a member or an admin of a registry." in row
    assert "notice--bad" not in page.content.decode()
    assert model.members.get(user=robot).role == RegistryRole.MEMBER


def test_a_removal_that_is_refused_says_why_in_its_row(client, model, acme, mika, olivia):
    make.give(model, mika, RegistryRole.ADMIN)
    make.leave(acme, olivia)
    client.force_login(mika)

    page = client.post(PAGE, {"change": "remove", "member": "mika"})

    _, row = page.content.decode().split('id="refused"')
    assert "admin" in row.split("</tr>", 1)[0]
    assert model.members.get(user=mika).role == RegistryRole.ADMIN


def test_says_who_was_added_and_changed_in_words(as_olivia, model, mika, vic):
    typed = {"change": "add", "names": "mika, vic", "role": "restricted_viewer"}

    added = as_olivia.post(PAGE, typed, follow=True)
    changed = as_olivia.post(
        PAGE, {"change": "role", "member": "vic", "role": "member"}, follow=True
    )

    assert b"Added as restricted viewer: mika, vic." in added.content
    assert b"vic is member of this registry now." in changed.content


def test_the_table_stays_where_it_was_after_a_change(as_olivia, model, mika):
    make.give(model, mika, RegistryRole.VIEWER)

    answer = as_olivia.post(f"{PAGE}?q=mi", {"change": "role", "member": "mika", "role": "member"})

    assert answer.url == f"{PAGE}?q=mi"


def test_who_removes_themselves_and_sees_it_no_longer_goes_home(client, model, mika):
    make.give(model, mika, RegistryRole.ADMIN)
    client.force_login(mika)

    answer = client.post(PAGE, {"change": "remove", "member": "mika"})

    assert answer.url == "/registry"


def test_a_viewer_reads_it_without_controls(client, as_olivia, model, vic):
    as_olivia.post(PAGE, {"change": "add", "names": "vic", "role": "viewer"})
    client.force_login(vic)

    page = client.get(PAGE)

    assert page.status_code == 200
    assert b"<select" not in page.content


def test_a_member_may_not_give_roles(client, model, mika, vic):
    RegistryMember.objects.create(registry=model, user=mika, role=RegistryRole.MEMBER)
    client.force_login(mika)

    answer = client.post(PAGE, {"change": "add", "names": "vic", "role": "admin"})

    assert model.members.count() == 1
    assert answer.status_code == 403


def test_another_organization_finds_nothing(client, sam, model):
    client.force_login(sam)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"change": "add", "names": "sam", "role": "admin"}).status_code == 404


@pytest.mark.parametrize("count", [2, 30])
def test_costs_the_same_however_many_there_are(
    as_olivia, model, zoo_team, count, django_assert_max_num_queries
):
    names = [make.make_user().username for _ in range(count)]
    make.make_team(model.organization, **dict.fromkeys(names, "member"))
    as_olivia.post(PAGE, {"change": "add", "names": ", ".join(names), "role": "viewer"})

    with django_assert_max_num_queries(15):
        assert len(as_olivia.get(PAGE).context["rows"]) == count
