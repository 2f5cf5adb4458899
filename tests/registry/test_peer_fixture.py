import json
import subprocess
import sys
from io import BytesIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command

from lineage.models import Run
from registry.actions import departures
from registry.models import ApiKey, Blob, Entity, Organization, OrganizationMember, Role, User
from tests import make
from tests.server import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(settings, monkeypatch, capsys):
    """Send requests to the command and return its answers."""
    settings.TEST_HOOKS = True

    def ask(*requests):
        lines = [
            each if isinstance(each, bytes) else json.dumps(each).encode() for each in requests
        ]
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"\n".join(lines))))
        call_command("peer_fixture")
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return ask


def test_makes_a_user_with_the_key_it_was_given(ask):
    answers = ask(
        {"op": "create_user", "username": "pat", "admin": True, "api_key": "pat", "plan": "pro"}
    )

    assert answers == [{"ok": True}]
    assert User.objects.get(username="pat").personal_entity.name == "pat"
    assert "pat".startswith(ApiKey.objects.get().prefix)


def test_makes_an_organization_with_its_admin_members_and_team(ask):
    answers = ask(
        {"op": "create_user", "username": "pat"},
        {"op": "create_user", "username": "kim"},
        {"op": "create_org", "org": "Test Org", "username": "pat"},
        {"op": "add_org_member", "org": "Test Org", "username": "kim", "role": "viewer"},
        {"op": "create_team", "team": "test-team", "org": "Test Org", "username": "pat"},
    )

    assert answers == [{"ok": True}] * 5
    organization = Organization.objects.get(name="Test Org")
    roles = dict(OrganizationMember.objects.values_list("user__username", "role"))
    assert roles == {"pat": Role.ADMIN, "kim": Role.VIEWER}
    assert organization.registries.count() == 0
    assert Entity.objects.get(name="test-team").organization == organization


def test_deletes_what_it_made_with_all_that_was_logged(ask):
    ask(
        {"op": "create_user", "username": "pat"},
        {"op": "create_org", "org": "acme", "username": "pat"},
        {"op": "create_team", "team": "zoo", "org": "acme", "username": "pat"},
    )
    project = make.make_project(Entity.objects.get(name="zoo"))
    make.make_version(project, run=make.make_run(project))

    answers = ask({"op": "delete_org", "org": "acme"}, {"op": "delete_user", "username": "pat"})

    assert answers == [{"ok": True}] * 2
    assert (Run.objects.count(), Blob.objects.count(), User.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        ({"op": "fly"}, "fly"),
        ({"op": "create_user"}, "username"),
        ({"op": "delete_user", "username": "nobody"}, "does not exist"),
        ({"op": "create_user", "username": "admin"}, "reserved"),
        ({"op": "create_user", "username": 5}, "must be a text"),
        ({"op": ["fly"]}, "must be a text"),
        (b"not json", "bad request"),
        (b"[]", "bad request"),
        (b'{"op": "\xff"}', "bad request"),
        (b"[" * 100_000, "bad request"),
    ],
)
def test_says_what_is_wrong_and_reads_on(ask, request_, error):
    answers = ask(request_, {"op": "create_user", "username": "pat"})

    assert answers[0]["ok"] is False
    assert error in answers[0]["error"]
    assert answers[1] == {"ok": True}


def test_does_a_request_whole_or_not_at_all(ask):
    answers = ask(
        {"op": "create_user", "username": "pat", "api_key": "pat"},
        {"op": "create_user", "username": "kim", "api_key": "pat"},
        {"op": "create_org", "org": "acme", "username": "kim"},
    )

    assert [answer["ok"] for answer in answers] == [True, False, False]
    assert [user.username for user in User.objects.all()] == ["pat"]
    assert not Organization.objects.exists()


def test_takes_again_what_was_deleted(ask):
    user = {"op": "create_user", "username": "pat", "api_key": "pat"}

    answers = ask(user, {"op": "delete_user", "username": "pat"}, user)

    assert answers == [{"ok": True}] * 3


def test_answers_before_the_next_request(shared_server, transactional_db):
    command = [sys.executable, "-m", "django", "peer_fixture"]
    environment = shared_server.environment | {"LINEAL_TEST_HOOKS": "true"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}

    with subprocess.Popen(
        command, env=environment, cwd=ROOT, text=True, bufsize=1, **pipes
    ) as peer:
        for name in ("pat", "kim"):
            peer.stdin.write(json.dumps({"op": "create_user", "username": name}) + "\n")
            assert json.loads(peer.stdout.readline()) == {"ok": True}
            assert User.objects.filter(username=name).exists()
        peer.stdin.close()

    assert peer.returncode == 0


def test_is_refused_unless_the_server_is_for_tests(settings):
    settings.TEST_HOOKS = False

    with pytest.raises(CommandError, match="LINEAL_TEST_HOOKS"):
        call_command("peer_fixture")


def test_deleting_a_tenant_removes_its_files(
    django_capture_on_commit_callbacks, zoo_team, acme, tmp_path, settings
):
    settings.FILES_DIR = settings.DATA_DIR = tmp_path
    make.make_version(make.make_project(zoo_team))

    with django_capture_on_commit_callbacks(execute=True):
        departures.delete_organization(actor=make.actor(), organization=acme)

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
