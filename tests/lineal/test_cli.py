"""The `lineal` command, less the server: it looks after people and keys."""

import io
from collections.abc import Callable

import pytest
from django.contrib.auth import authenticate

from lineal import cli
from registry.models import ApiKey, Entity, Organization, OrganizationMember, TeamMember, User
from tests import make

Lineal = Callable[..., str]


@pytest.fixture
def lineal(db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Lineal:
    def run(*command: str, stdin: str = "") -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        cli.main(command)
        return capsys.readouterr().out

    return run


def refusal(lineal: Lineal, *command: str, stdin: str = "") -> str:
    with pytest.raises(SystemExit) as stopped:
        lineal(*command, stdin=stdin)
    return str(stopped.value)


@pytest.mark.parametrize(
    "command",
    ["", "serve", "migrate", "demo", "user create", "org create", "org add", "team create",
     "team add", "key create"],
)  # fmt: skip
def test_each_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main([*command.split(), "--help"])

    assert stopped.value.code == 0
    assert f"usage: lineal {command}".strip() in capsys.readouterr().out


@pytest.mark.parametrize("wrong", ["0", "99999", "http", "-1"])
def test_port_is_checked(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["serve", f"--port={wrong}"])

    assert f"{wrong!r} is no number from 1 to 65535" in capsys.readouterr().err


def test_user_create_reads_the_password_from_stdin(lineal: Lineal, rf) -> None:
    lineal("user", "create", "zoe", "--email", "zoe@example.com", stdin="tangerine dream 7\n")

    user = authenticate(rf.post("/login"), username="zoe", password="tangerine dream 7")
    assert user == User.objects.get(email="zoe@example.com", is_superuser=False)


def test_user_create_makes_operators(lineal: Lineal) -> None:
    lineal("user", "create", "root", "--operator", stdin="tangerine dream 7\n")

    assert User.objects.get(username="root").is_superuser


def test_service_account_has_no_password(lineal: Lineal) -> None:
    lineal("user", "create", "robot", "--service")

    assert not User.objects.get(is_service=True).has_usable_password()


def test_weak_password_is_refused(lineal: Lineal) -> None:
    assert "too short" in refusal(lineal, "user", "create", "zoe", stdin="short\n")
    assert not User.objects.exists()


def test_taken_name_is_refused(lineal: Lineal, olivia: User) -> None:
    assert "taken" in refusal(lineal, "user", "create", "olivia", "--service")


def test_org_create(lineal: Lineal, olivia: User) -> None:
    answer = lineal("org", "create", "initech", "--admin", "olivia")

    organization = Organization.objects.get(name="initech")
    assert organization.members.get().user == olivia
    assert {registry.name for registry in organization.registries.all()} == {"model", "dataset"}
    assert organization.entity_name in answer


def test_org_add(lineal: Lineal, acme: Organization) -> None:
    zoe = make.make_user("zoe")

    lineal("org", "add", "acme", "zoe", "--role", "viewer")

    assert OrganizationMember.objects.get(organization=acme, user=zoe).role == "viewer"


def test_team_create(lineal: Lineal, acme: Organization) -> None:
    lineal("team", "create", "vision", "--org", "acme", "--admin", "olivia")

    team = Entity.objects.get(name="vision", organization=acme)
    assert team.team_members.get().user.username == "olivia"


def test_team_add(lineal: Lineal, zoo_team: Entity) -> None:
    zoe = make.make_user("zoe")

    lineal("team", "add", "zoo-team", "zoe")

    assert TeamMember.objects.get(team=zoo_team, user=zoe).role == "member"


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        ("key create nobody", "no user 'nobody'"),
        ("team create vision --org nowhere", "no organization 'nowhere'"),
        ("team add nothing olivia", "no team 'nothing'"),
    ],
)
def test_what_is_missing_is_named(lineal: Lineal, command: str, missing: str) -> None:
    assert missing in refusal(lineal, *command.split())


def test_key_create_prints_the_key_alone(lineal: Lineal, olivia: User) -> None:
    key = lineal("key", "create", "olivia").strip()

    assert "\n" not in key
    assert key.startswith(ApiKey.objects.get(user=olivia).prefix)


def test_key_create_read_only(lineal: Lineal, olivia: User) -> None:
    lineal("key", "create", "olivia", "--read-only")

    assert ApiKey.objects.get(user=olivia).scope == "read"
