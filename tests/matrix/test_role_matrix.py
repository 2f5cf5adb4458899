"""Who may do what in a registry, through which door: docs/reference/roles.md, carried out.

Each row is tried by everybody through each door. What is refused leaves no event behind.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from registry.models import AuditEvent, RegistryRole
from registry.permissions import REGISTRY_RIGHTS
from registry.roles import RANK
from tests.kept import kept_rows
from tests.matrix import html, rest, sdk
from tests.matrix.outcomes import Outcome
from tests.matrix.stage import EVERYBODY, HEAD, NOBODY, ROLES, Person, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("role_matrix")]

LOOKING = ("look", "look_at_version", "look_at_members", "look_at_history", "download")
DOORS = {"html": (html, html.Browser), "rest": (rest, rest.Caller), "sdk": (sdk, sdk.Sdk)}


@dataclass(frozen=True)
class Row:
    """`right` is a key of REGISTRY_RIGHTS or, for what every role or most roles may, the least."""

    name: str
    right: str | RegistryRole

    @property
    def least(self) -> RegistryRole:
        if isinstance(self.right, RegistryRole):
            return self.right
        return REGISTRY_RIGHTS[self.right]


ROWS = (
    Row("look", RegistryRole.RESTRICTED_VIEWER),
    Row("look_at_version", RegistryRole.RESTRICTED_VIEWER),
    Row("look_at_members", RegistryRole.RESTRICTED_VIEWER),
    Row("look_at_history", RegistryRole.RESTRICTED_VIEWER),
    Row("download", RegistryRole.VIEWER),
    Row("use", RegistryRole.VIEWER),
    Row("create_collection", "create a collection"),
    Row("edit_card", "edit a collection"),
    Row("rename_collection", "edit a collection"),
    Row("delete_collection", "delete a collection"),
    Row("link_version", "link a version"),
    Row("unlink_version", "unlink a version"),
    Row("describe_version", "describe a version"),
    Row("add_alias", "change aliases"),
    Row("remove_alias", "change aliases"),
    Row("tag_collection", "change tags"),
    Row("tag_version", "change tags"),
    Row("rename_registry", "edit the registry's name and description"),
    Row("describe_registry", "edit the registry's name and description"),
    Row("move_protected_alias", RegistryRole.ADMIN),
    Row("unlink_protected", RegistryRole.ADMIN),
    Row("delete_protected_collection", RegistryRole.ADMIN),
    Row("protect_alias", "change protected aliases"),
    Row("unprotect_alias", "change protected aliases"),
    Row("change_types", "change accepted types"),
    Row("change_visibility", "change visibility"),
    Row("add_member", "change members"),
    Row("change_role", "change members"),
    Row("remove_member", "change members"),
    Row("delete_registry", "delete the registry"),
)
# What a door does not offer: the SDK has no call for it, and
# `use_artifact` is a script's.
MISSING = {
    ("use", "html"),
    ("use", "rest"),
    ("look_at_history", "sdk"),
    ("protect_alias", "sdk"),
    ("unprotect_alias", "sdk"),
}
# One door of three is enough for `make check`: the rules are the same behind all.
SLOW_DOORS = dict.fromkeys(["html", "sdk"], pytest.mark.slow)
ATTEMPTS = [
    pytest.param(row, door, id=f"{row.name}-{door}", marks=SLOW_DOORS.get(door, ()))
    for row in ROWS
    for door in DOORS
    if (row.name, door) not in MISSING
]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Built once. Each attempt is undone."""
    with kept_rows(django_db_blocker):
        yield Stage()


@pytest.mark.parametrize(("row", "door"), ATTEMPTS)
def test_everybody_tries(stage: Stage, row: Row, door: str) -> None:
    expected = {name: outcome_for(name, row) for name in EVERYBODY}

    found = {name: attempt(stage, row, door, stage.people[name]) for name in EVERYBODY}

    assert found == expected


def outcome_for(name: str, row: Row) -> Outcome:
    if name == NOBODY:
        return Outcome.SIGN_IN
    if name == HEAD:
        return Outcome.DONE
    if name not in ROLES:
        return Outcome.HIDDEN
    return Outcome.DONE if RANK[ROLES[name]] >= RANK[row.least] else Outcome.REFUSED


def attempt(stage: Stage, row: Row, door: str, person: Person) -> Outcome:
    module, enter = DOORS[door]
    with transaction.atomic():
        before = AuditEvent.objects.count()
        outcome: Outcome = getattr(module, row.name)(enter(person), stage)
        told = AuditEvent.objects.count() - before
        transaction.set_rollback(True)
    if row.name not in (*LOOKING, "use"):
        assert bool(told) == (outcome == Outcome.DONE), f"{outcome} left {told} events"
    return outcome


def test_each_right_is_tried() -> None:
    assert {row.right for row in ROWS if isinstance(row.right, str)} >= REGISTRY_RIGHTS.keys()


def test_each_door_offers_what_is_not_known_to_be_missing() -> None:
    offered = {
        (row.name, door)
        for row in ROWS
        for door, (module, _) in DOORS.items()
        if hasattr(module, row.name)
    }

    assert {(row.name, door) for row in ROWS for door in DOORS} - offered == MISSING
