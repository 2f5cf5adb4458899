"""What no view takes answers people in the page's frame, and programs with a problem."""

import pytest
from django.conf import settings
from django.test import Client

from registry.models import User
from tests import make

PEOPLE = "text/html,application/xhtml+xml,*/*;q=0.8"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/registry?page=%00", 400, "The server cannot read this request."),
        ("/logout", 405, "This address takes what a form sends"),
        ("/settings/theme", 405, "This address takes what a form sends"),
    ],
)
def test_people_get_a_page(mika: User, address: str, status: int, says: str) -> None:
    page = make.browse(mika).get(address, headers={"Accept": PEOPLE})

    assert page.status_code == status
    assert says in page.content.decode()
    assert 'class="top"' in page.content.decode()


def test_people_hear_of_a_form_that_is_too_large(client: Client) -> None:
    body = b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    form = "application/x-www-form-urlencoded"

    page = client.post("/login", body, form, headers={"Accept": PEOPLE})

    assert page.status_code == 413
    assert "The body is larger than" in page.content.decode()


def test_a_page_says_what_the_address_takes_and_keeps_the_policy(client: Client) -> None:
    page = client.get("/settings/theme", headers={"Accept": PEOPLE})

    assert page["Allow"] == "POST"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert int(page["Content-Length"]) == len(page.content)


def test_programs_get_no_page(client: Client) -> None:
    assert client.get("/settings/theme").content == b""
    assert client.get("/registry?page=%00")["Content-Type"] == "application/problem+json"
