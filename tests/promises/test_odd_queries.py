"""Whatever stands behind the question mark, the server has an answer that is no failure."""

from urllib.parse import urlencode

import pytest
from django.http import HttpResponse

from tests import make
from tests.lineal.test_routes import ROUTES
from tests.promises.routes import WITH_PARAMETERS, addresses, fill
from tests.promises.world import make_tenant

# What pages and lists read from an address.
WORDS = (
    "q after before cursor open path verb person version selectionPath way dir direction depth "
    "state type kinds limit group card view hide sort order page next revoked to n m find job_type "
    "since until role tab shown known beside of at name member theme days format first newest go"
)
ODD = ["99999999999999999999999", "\ud7ff\uffff"]


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value)[:12])
def test_odd_values(value: str) -> None:
    tenant = make_tenant()
    browser = make.browse(tenant.owner)
    browser.raise_request_exception = False
    known = addresses(tenant)
    plain = [f"/{route}" for route in ROUTES if "<" not in route and "stream" not in route]
    paths = [fill(route, known).partition("?")[0] for route in WITH_PARAMETERS] + plain

    failed = {}
    for path in paths:
        for query in queries(value):
            answer = browser.get(f"{path}?{query}")
            if answer.streaming:
                b"".join(answer)
            if failure(answer):
                failed[path, query] = answer.status_code

    assert failed == {}


def queries(value: str) -> list[str]:
    """All words at once, and those that choose a page on their own: others may refuse first."""
    alone = [{"q": value}, {"cursor": value}]
    return [urlencode(words) for words in (dict.fromkeys(WORDS.split(), value), *alone)]


def failure(answer: HttpResponse) -> bool:
    return answer.status_code >= 500
