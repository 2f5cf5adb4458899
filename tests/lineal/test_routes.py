"""Each route says what it answers to nobody. A new route fails here until it is classified."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

EXAMPLES = {"int": "1"}

# What is open to all, and what it answers to a plain GET without any credentials.
OPEN = {
    "healthz": 200,
    "readyz": 200,
    "login": 200,
    "logout": 405,
    "": 302,
    "api/v1/docs": 200,
    "api/v1/openapi.json": 200,
    "api/v1": 404,
    "api/v1/": 404,
    "api/v1/<path:address>": 404,
    "sdk/otel/v1/metrics": 405,  # what is posted there is thrown away
    "sdk/otel/v1/logs": 405,
}
# These refuse, so that a client stops. A page sends to the sign-in instead.
KEY_DOORS = ("api/", "graphql", "files/", "artifactsV2/", "sdk/")


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from routes(entry, route)


def example(route: str) -> str:
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda part: EXAMPLES.get(part[1], "x"), route)


ROUTES = sorted(set(routes(get_resolver())))


@pytest.mark.django_db
@pytest.mark.parametrize("route", [route for route in ROUTES if route not in OPEN])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_nothing(client: Client, route: str, method: str) -> None:
    answer = getattr(client, method)(example(route))

    if route.startswith(KEY_DOORS):
        assert answer.status_code in {401, 403, 405}
    elif answer.status_code != 405:
        assert answer["Location"].startswith("/login?next=/")


@pytest.mark.django_db
@pytest.mark.parametrize("route", OPEN)
def test_open_to_all(client: Client, route: str) -> None:
    assert client.get(example(route)).status_code == OPEN[route]
