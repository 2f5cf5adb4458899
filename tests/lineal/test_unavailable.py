"""While the database is away, people get a page and programs a problem."""

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from structlog.testing import capture_logs

from lineal.middleware import TraceMiddleware
from registry.models import User
from registry.storage import StorageBusy
from tests import make


@pytest.fixture
def answer(rf: RequestFactory):
    def ask(accept: str) -> HttpResponse:
        request = rf.get("/registry", headers={"Accept": accept})
        middleware = TraceMiddleware(lambda request: HttpResponse())
        found = middleware.process_exception(request, OperationalError("away"))
        assert found is not None
        return found

    return ask


def test_bytes_that_another_request_is_at_are_no_fault(rf: RequestFactory) -> None:
    middleware = TraceMiddleware(lambda request: HttpResponse())

    with capture_logs() as lines:
        said = middleware.process_exception(rf.get("/graphql"), StorageBusy("being put together"))

    assert said is not None
    assert (said.status_code, said["Retry-After"]) == (503, "2")
    assert lines == [{"event": "busy", "what": "being put together", "log_level": "warning"}]


def test_people_get_a_page_in_the_frame(answer):
    page = answer("text/html,application/xhtml+xml,*/*;q=0.8")

    assert page.status_code == 503
    assert page["Retry-After"]
    assert b"The database does not answer" in page.content
    assert b'class="top"' in page.content


@pytest.mark.django_db
def test_who_is_signed_in_gets_the_page_too(mika: User) -> None:
    browser = make.browse(mika)

    with connection.execute_wrapper(away):
        page = browser.get("/registry", headers={"Accept": "text/html"})

    assert page.status_code == 503
    assert b"The database does not answer" in page.content


def away(*_: object) -> None:
    raise OperationalError("away")


def test_programs_get_a_problem(answer):
    said = answer("*/*")

    assert said.status_code == 503
    assert said["Content-Type"] == "application/problem+json"
