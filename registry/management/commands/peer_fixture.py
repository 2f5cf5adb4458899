"""People and organizations on demand, for test suites that bring their own clients."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError

from registry.actions import departures, keys, people
from registry.errors import InvalidValue, RuleError
from registry.models import Organization, Role, User
from registry.permissions import Actor

Request = Mapping[str, Any]
OPERATOR = Actor.operator()


class Command(BaseCommand):
    help = (
        "Read one JSON object a line, such as "
        '{"op": "create_user", "username": "mika", "api_key": "..."}, '
        "do what it says and answer one JSON object a line. "
        "Refused unless LINEAL_TEST_HOOKS is on: whoever can write to it owns the server."
    )

    def handle(self, *args: object, **options: object) -> None:
        if not settings.TEST_HOOKS:
            raise CommandError("This is for test servers only: set LINEAL_TEST_HOOKS=true there.")
        for line in sys.stdin:
            if line.strip():
                print(json.dumps(answer(line)), flush=True)


def answer(line: str) -> dict[str, object]:
    """Do one request; what went wrong becomes the answer, so that the next line is still read."""
    try:
        request = json.loads(line)
        OPERATIONS[request["op"]](request)
    except (RuleError, ObjectDoesNotExist) as error:
        return {"ok": False, "error": str(error)}
    except (ValueError, TypeError, KeyError) as error:
        return {"ok": False, "error": f"bad request: {type(error).__name__}: {error}"}
    return {"ok": True}


def create_user(request: Request) -> None:
    user = people.create_user(
        actor=OPERATOR,
        username=request["username"],
        password=request.get("password"),
        is_admin=bool(request.get("admin")),
    )
    if key := request.get("api_key"):
        keys.issue_key(actor=OPERATOR, user=user, name="test", key=key)


def delete_user(request: Request) -> None:
    departures.delete_user(actor=OPERATOR, user=_user(request))


def create_org(request: Request) -> None:
    name = request["org"]
    people.create_organization(
        actor=OPERATOR,
        name=name,
        entity_name=re.sub(r"[^A-Za-z0-9_.-]", "-", name)[:60] + "-org",
        admin=_user(request),
        with_registries=False,
    )


def delete_org(request: Request) -> None:
    departures.delete_organization(actor=OPERATOR, organization=_organization(request))


def add_org_member(request: Request) -> None:
    role = request.get("role", Role.MEMBER)
    if role not in Role.values:
        raise InvalidValue(f"{role!r} is none of {', '.join(Role.values)}.")
    people.add_organization_member(
        actor=OPERATOR,
        organization=_organization(request),
        user=_user(request),
        role=Role(role),
    )


def create_team(request: Request) -> None:
    people.create_team(
        actor=OPERATOR,
        organization=_organization(request),
        name=request["team"],
        admin=_user(request),
    )


OPERATIONS: dict[str, Callable[[Request], None]] = {
    operation.__name__: operation
    for operation in (
        create_user,
        delete_user,
        create_org,
        delete_org,
        add_org_member,
        create_team,
    )
}


def _user(request: Request) -> User:
    return User.objects.get(username__iexact=request["username"])


def _organization(request: Request) -> Organization:
    return Organization.objects.get(name__iexact=request["org"])
