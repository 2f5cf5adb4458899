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

    answer = as_olivia.post(PAGE, {"names": "mika, vic@example.com, zoo-team", "role": "viewer"})

    assert answer.url == PAGE
    held = {str(row.holder): row.role for row in model.members.all()}
    assert held == {"mika": "viewer", "vic": "viewer", "zoo-team": "viewer"}


def test_names_who_is_unknown_and_adds_nobody(as_olivia, model, mika):
    answer = as_olivia.post(PAGE, {"names": "mika, nobody", "role": "viewer"})

    assert "nobody" in str(answer.context["form"].errors)
    assert b"mika, nobody" in answer.content
    assert not model.members.exists()


def test_says_the_effective_role_and_because_of_what(as_olivia, model, mika, zoo_team):
    as_olivia.post(PAGE, {"names": "zoo-team", "role": "member"})
    as_olivia.post(PAGE, {"names": "mika", "role": "viewer"})

    rows = {str(row.member.holder): row for row in as_olivia.get(PAGE).context["rows"]}

    assert (rows["mika"].member.role, rows["mika"].effective) == ("viewer", "member")
    assert rows["mika"].because == "through team zoo-team; higher than viewer, given here"
    assert rows["zoo-team"].people_count == 2


def test_a_team_opens_to_its_people(as_olivia, model, mika, zoo_team):
    as_olivia.post(PAGE, {"names": "zoo-team", "role": "member"})
    as_olivia.post(PAGE, {"names": "mika", "role": "viewer"})

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
    as_olivia.post(PAGE, {"names": "mika, vic, zoo-team", "role": "viewer"})

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
    as_olivia.post(PAGE, {"names": "mika", "role": "viewer"})
    pk = RegistryMember.objects.get().pk

    as_olivia.post(f"{PAGE}/{pk}/role", {"role": "member"})
    assert RegistryMember.objects.get().role == RegistryRole.MEMBER

    as_olivia.post(f"{PAGE}/{pk}/remove")
    assert not RegistryMember.objects.exists()


def test_a_viewer_reads_it_without_controls(client, as_olivia, model, vic):
    as_olivia.post(PAGE, {"names": "vic", "role": "viewer"})
    client.force_login(vic)

    page = client.get(PAGE)

    assert page.status_code == 200
    assert b"<select" not in page.content


def test_a_member_may_not_give_roles(client, model, mika, vic):
    RegistryMember.objects.create(registry=model, user=mika, role=RegistryRole.MEMBER)
    client.force_login(mika)

    answer = client.post(PAGE, {"names": "vic", "role": "admin"})

    assert model.members.count() == 1
    assert answer.status_code == 403


def test_another_organization_finds_nothing(client, sam, model):
    client.force_login(sam)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"names": "sam", "role": "admin"}).status_code == 404


@pytest.mark.parametrize("count", [2, 30])
def test_costs_the_same_however_many_there_are(
    as_olivia, model, zoo_team, count, django_assert_max_num_queries
):
    names = [make.make_user().username for _ in range(count)]
    make.make_team(model.organization, **dict.fromkeys(names, "member"))
    as_olivia.post(PAGE, {"names": ", ".join(names), "role": "viewer"})

    with django_assert_max_num_queries(15):
        assert len(as_olivia.get(PAGE).context["rows"]) == count
