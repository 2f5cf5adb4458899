"""The environment is read strictly: a wrong value stops the start and is named."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def start(
    tmp_path: Path, shown: str = "None", code: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Reads the settings in a process of their own, as every start does."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code or f"from lineal import settings; print({shown})"],
        env=kept | {"LINEAL_DATA_DIR": str(tmp_path)} | variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_defaults_need_no_variable(tmp_path: Path) -> None:
    answer = start(tmp_path, "settings.DATABASES['default']['NAME']")

    assert answer.stdout.strip() == str(tmp_path / "lineal.sqlite3")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LINEAL_DEBUG", "maybe"),
        ("LINEAL_BASE_URL", "lineal.example.com"),
        ("LINEAL_BASE_URL", "https://example.com/lineal"),
        ("LINEAL_PROXY_COUNT", "-1"),
        ("LINEAL_LOG_FORMAT", "xml"),
        ("LINEAL_SQLITE_SYNCHRONOUS", "OFF"),
        ("LINEAL_STORAGE", "gs://files"),
        ("DATABASE_URL", "mysql://root@localhost/lineal"),
        ("DATABASE_URL", "postgresql://localhost"),
    ],
)
def test_wrong_value_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    answer = start(tmp_path, **{name: value})

    assert answer.returncode != 0
    assert f"{name} is refused" in answer.stderr


def test_a_server_for_tests_takes_any_password(tmp_path: Path) -> None:
    answer = start(tmp_path, "settings.AUTH_PASSWORD_VALIDATORS", LINEAL_TEST_HOOKS="true")

    assert answer.stdout.strip() == "[]"


def test_unreadable_secret_file_is_refused_by_name(tmp_path: Path) -> None:
    answer = start(tmp_path, LINEAL_SECRET_KEY_FILE=str(tmp_path / "absent"))

    assert "LINEAL_SECRET_KEY is refused" in answer.stderr


def test_value_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "given").write_text("from a file\n")

    answer = start(tmp_path, "settings.SECRET_KEY", LINEAL_SECRET_KEY_FILE=str(tmp_path / "given"))

    assert answer.stdout.strip() == "from a file"


def test_secret_key_is_made_once_and_private(tmp_path: Path) -> None:
    first = start(tmp_path, "settings.SECRET_KEY").stdout
    second = start(tmp_path, "settings.SECRET_KEY").stdout

    assert first == second
    assert len(first.strip()) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_secret_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    start(tmp_path)
    (tmp_path / "secret_key").chmod(0o644)

    assert "may be read by others" in start(tmp_path).stderr


def test_https_makes_cookies_secure(tmp_path: Path) -> None:
    shown = (
        "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.ALLOWED_HOSTS[-1]"
    )

    answer = start(tmp_path, shown, LINEAL_BASE_URL="https://lineal.example.com/")

    assert answer.stdout.strip() == "True True lineal.example.com"


def test_deployment_checks_find_nothing(tmp_path: Path) -> None:
    command = "call_command('check', deploy=True, fail_level='WARNING')"
    code = f"import django; django.setup(); from django.core.management import *; {command}"

    answer = start(
        tmp_path,
        code=code,
        DJANGO_SETTINGS_MODULE="lineal.settings",
        LINEAL_BASE_URL="https://lineal.example.com",
    )

    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(("demo", "folder"), [("", "data"), ("true", "data/demo")])
def test_demo_has_a_data_folder_of_its_own(tmp_path: Path, demo: str, folder: str) -> None:
    own = {"LINEAL_DATA_DIR": "", "LINEAL_DEMO": demo, "LINEAL_SECRET_KEY": "k" * 40}

    answer = start(tmp_path, "settings.DATA_DIR", **own)

    assert answer.stdout.strip() == str(ROOT / folder)


@pytest.mark.parametrize(
    ("asked", "level"),
    [
        ({}, "INFO"),
        ({"LINEAL_DEMO": "true"}, "WARNING"),
        ({"LINEAL_DEMO": "true", "LINEAL_LOG_LEVEL": "DEBUG"}, "DEBUG"),
    ],
)
def test_the_demo_logs_less_unless_asked(tmp_path: Path, asked: dict[str, str], level: str) -> None:
    assert start(tmp_path, "settings.LOG_LEVEL", **asked).stdout.strip() == level


def test_every_variable_is_documented() -> None:
    code = (ROOT / "lineal/settings.py").read_text()
    docs = (ROOT / "docs/reference/env.md").read_text()

    read = set(re.findall(r'read\(\s*"(\w+)"', code))

    assert read == set(re.findall(r"^\| `(\w+)` \|", docs, re.MULTILINE))
