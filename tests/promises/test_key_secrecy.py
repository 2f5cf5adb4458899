"""The text of a key is in no table, no log line, no answer; and neither is a password."""

import http.client
import json
from base64 import b64encode
from contextlib import closing

from django.db import connection

from registry.models import Entity, User
from tests import make
from tests.server import Server

PASSWORD = "a password that is looked for 8f3a"


def everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += cursor.fetchall()
    return repr(rows)


def ask(server: Server, method: str, path: str, body: bytes = b"", **headers: str) -> str:
    """The whole answer. Any status will do."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as client:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        client.request(method, path, body, {"Content-Type": "application/json", **given})
        answer = client.getresponse()
        return f"{answer.status} {answer.getheaders()} {answer.read().decode()}"


def test_a_key_is_found_nowhere(server: Server, zoo_team: Entity, mika: User) -> None:
    key = make.make_key(mika)
    basic = "Basic " + b64encode(f"api:{key}".encode()).decode()
    query = json.dumps({"query": "{ viewer { username } }"}).encode()
    wrong = json.dumps({"query": f'{{ artifact(id: "{key}") {{ nothing }} }}'}).encode()

    said = [
        ask(server, "POST", "/graphql", query, Authorization=basic),
        ask(server, "POST", "/graphql", query, Authorization=f"Bearer {key}"),
        ask(server, "POST", "/graphql", b"{", Authorization=basic),
        ask(server, "POST", "/graphql", query, Authorization=f"Basic {key}"),
        ask(server, "POST", "/files/a/b/c/file_stream", b"{}", Authorization=basic),
        ask(server, "GET", "/api/v1/search?q=x", Authorization=f"Bearer {key}"),
        ask(server, "GET", "/api/v1/nothing", Authorization=f"Bearer {key}"),
        ask(server, "GET", "/nothing/at/all", Authorization=basic),
        ask(server, "GET", f"/registry?key={key}"),
        ask(server, "GET", f"/api/v1/search?q={key}x"),
    ]
    ask(server, "POST", "/graphql", wrong, Authorization=basic)

    assert said[0].startswith("200")
    assert said[1].startswith("200")
    assert [each for each in said[:8] if key in each or basic.split()[1] in each] == []
    assert key not in everything_in_the_database()
    assert key not in server.output()
    assert basic.split()[1] not in server.output()


def test_what_was_typed_at_the_sign_in_is_found_nowhere(server: Server, mika: User) -> None:
    """People paste a key where a password belongs."""
    key = make.make_key(mika)

    for secret in (key, PASSWORD):
        token = sign_in_token(server)
        body = f"username=mika&password={secret}&csrfmiddlewaretoken={token}".encode()
        answer = ask(
            server,
            "POST",
            "/login",
            body,
            Content_Type="application/x-www-form-urlencoded",
            Cookie=f"lineal-csrf={token}",
        )
        assert "do not match" in answer
        assert secret not in answer

    found = everything_in_the_database() + server.output()
    assert key not in found
    assert PASSWORD not in found


def sign_in_token(server: Server) -> str:
    page = ask(server, "GET", "/login")
    return page.partition("lineal-csrf=")[2].partition(";")[0]
