"""No address tells another tenant anything: what is theirs answers as what is nobody's."""

import re
from urllib.parse import urlencode

import pytest

from registry.models import User
from tests import make
from tests.api.wire import Wire
from tests.lineal.test_routes import ROUTES as ALL
from tests.promises.routes import WITH_PARAMETERS, absent, addresses, fill
from tests.promises.world import MARK, NOBODYS, Tenant, make_tenant

# What is drawn anew for every page.
TOKEN = re.compile(r'(name="(csrfmiddlewaretoken|once)" value|data-csrf-token)="[^"]*"')
NUMBER = re.compile(r"\b[a-z]?[0-9]+\b")
REFUSED = {400, 404, 405, 422}


@pytest.fixture
def tenant(db: None) -> Tenant:
    return make_tenant()


class Visitor:
    """Somebody with a browser and a key: where only a key counts, it is shown."""

    def __init__(self, user: User) -> None:
        self.browser = make.browse(user)
        self.headers = Wire(user).headers

    def ask(self, method: str, path: str) -> tuple[int, str]:
        keyed = path.startswith(("/artifactsV2/", "/files/", "/graphql"))
        answer = self.browser.generic(
            method, path, b"{}", "application/json", headers=self.headers if keyed else {}
        )
        body = b"".join(answer) if answer.streaming else answer.content
        return answer.status_code, TOKEN.sub("", body.decode())


def test_every_address_is_there_for_those_it_belongs_to(tenant: Tenant) -> None:
    """Else the refusals below would prove nothing. No group is folded in so small a lineage."""
    owner, values = Visitor(tenant.owner), addresses(tenant)

    answers = {route: owner.ask("GET", fill(route, values))[0] for route in WITH_PARAMETERS}

    missed = {route for route, status in answers.items() if status not in {200, 302, 405}}
    assert {route for route in missed if not route.endswith("/lineage/members")} == set()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
def test_what_is_there_answers_others_as_what_is_not(
    tenant: Tenant, sam: User, method: str
) -> None:
    outsider, values = Visitor(sam), addresses(tenant)
    nothing = absent(values)

    telling = {}
    for route in WITH_PARAMETERS:
        status, said = outsider.ask(method, fill(route, values))
        there = status, unnamed(said)
        status, said = outsider.ask(method, fill(route, nothing))
        not_there = status, unnamed(said)
        if there != not_there or there[0] not in REFUSED:
            telling[route] = there, not_there

    assert telling == {}


def unnamed(said: str) -> str:
    """An answer may repeat the words of the question."""
    return NUMBER.sub("...", said).replace(NOBODYS, MARK)


@pytest.mark.parametrize("asked", ["", MARK, f"{MARK}-org", "v0"])
def test_lists_counts_and_suggestions_are_as_if_the_tenant_were_not_there(
    sam: User, asked: str
) -> None:
    """Asked for the tenant's own words and for nothing, before and after there is a tenant."""
    outsider = Visitor(sam)
    query = f"?{urlencode({'q': asked})}" if asked else ""
    paths = [f"/{route}{query}" for route in ALL if "<" not in route]
    before = {path: outsider.ask("GET", path) for path in paths}

    make_tenant()

    after = {path: outsider.ask("GET", path) for path in paths}
    assert {path: said for path, said in after.items() if said != before[path]} == {}
