"""What a supervisor asks, and what every answer carries."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory

from lineal.middleware import RequestLogMiddleware
from tests.query_counts import counted


@pytest.mark.django_db
def test_live_needs_no_database(client: Client) -> None:
    with counted("healthz"):
        answer = client.get("/healthz")

    assert answer.content == b"ok\n"


@pytest.mark.django_db
def test_ready(client: Client) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "problems": {}}


@pytest.mark.django_db
def test_not_ready_while_migrations_wait(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'lineage'")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "lineal migrate" in answer.json()["problems"]["database"]


@pytest.mark.django_db
def test_not_ready_without_file_folder(client: Client, tmp_path, settings) -> None:
    (tmp_path / "files").write_text("in the way")
    settings.FILES_DIR = tmp_path / "files"

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "takes no files" in answer.json()["problems"]["storage"]


def test_every_answer_is_traceable(client: Client) -> None:
    first, second = client.get("/healthz"), client.get("/healthz")

    assert first["X-Request-ID"] != second["X-Request-ID"]


@pytest.mark.parametrize("path", ["/files/download/a.b.c", "/healthz?token=a.b.c"])
def test_log_holds_no_signed_address(path: str, rf: RequestFactory) -> None:
    assert "a.b.c" not in RequestLogMiddleware.format_request(rf.get(path))


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_every_answer_is_guarded(client: Client, header: str, value: str) -> None:
    assert client.get("/healthz")[header] == value


def test_content_policy_allows_own_files_only(client: Client) -> None:
    policy = set(client.get("/healthz")["Content-Security-Policy"].split("; "))

    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= policy
    assert not [rule for rule in policy if "unsafe" in rule]


def test_strict_transport_only_over_tls(client: Client) -> None:
    assert "Strict-Transport-Security" not in client.get("/healthz", secure=True)
    assert settings.SECURE_HSTS_SECONDS == 0
