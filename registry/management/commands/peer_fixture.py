"""People and organizations on demand, for test suites that bring their own clients."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

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
        for line in sys.stdin.buffer:
            if line.strip():
                print(json.dumps(answer(line)), flush=True)


def answer(line: bytes) -> dict[str, object]:
    """Do one request whole or not at all. What went wrong is the answer: the next line is read."""
    try:
        request = json.loads(line)
        operation = _operation(request)
        with transaction.atomic():
            operation(request)
    except (RuleError, ObjectDoesNotExist) as error:
        return {"ok": False, "error": str(error)}
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        return {"ok": False, "error": f"bad request: {type(error).__name__}: {error}"}
    return {"ok": True}


def create_user(request: Request) -> None:
    user = people.create_user(
        actor=OPERATOR,
        username=_text(request, "username"),
        password=_text_or_none(request, "password"),
        is_admin=bool(request.get("admin")),
    )
    if key := _text_or_none(request, "api_key"):
        keys.issue_key(actor=OPERATOR, user=user, name="test", key=key)


def delete_user(request: Request) -> None:
    departures.delete_user(actor=OPERATOR, user=_user(request))


def create_org(request: Request) -> None:
    name = _text(request, "org")
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
        name=_text(request, "team"),
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


def _operation(request: Request) -> Callable[[Request], None]:
    name = _text(request, "op")
    if name not in OPERATIONS:
        raise InvalidValue(f"unknown op {name!r}: it is one of {', '.join(OPERATIONS)}")
    return OPERATIONS[name]


def _user(request: Request) -> User:
    return User.objects.get(username__iexact=_text(request, "username"))


def _organization(request: Request) -> Organization:
    return Organization.objects.get(name__iexact=_text(request, "org"))


def _text(request: Request, field: str) -> str:
    value = request[field]
    if not isinstance(value, str):
        raise InvalidValue(f"{field!r} must be a text, not {value!r}.")
    return value


def _text_or_none(request: Request, field: str) -> str | None:
    return None if request.get(field) is None else _text(request, field)
