"""Who edits what somebody else has edited meanwhile is told, and changes nothing."""

from collections.abc import Callable

import pytest

from registry.actions.collections import describe_collection
from registry.actions.edits import (
    RegistryEdits,
    VersionEdits,
    edit_collection,
    edit_registry,
    edit_version,
)
from registry.actions.registries import describe_registry
from registry.actions.version_details import describe_version
from registry.errors import Stale
from registry.models import AuditEvent, Collection, LinkedVersion, Organization, Registry
from tests import expect, make
from tests.race import race

pytestmark = pytest.mark.django_db

Edit = Callable[[LinkedVersion, str], object]
OPERATOR = make.actor()

EDITS: dict[str, Edit] = {
    "card": lambda link, seen: describe_collection(
        actor=OPERATOR, collection=link.collection, description="mine", revision=seen
    ),
    "collection": lambda link, seen: edit_collection(
        actor=OPERATOR, collection=link.collection, name="new", description=None, revision=seen
    ),
    "registry": lambda link, seen: describe_registry(
        actor=OPERATOR, registry=registry_of(link), description="mine", revision=seen
    ),
    "registry edits": lambda link, seen: edit_registry(
        actor=OPERATOR, registry=registry_of(link), edits=RegistryEdits(name="x"), revision=seen
    ),
    "version": lambda link, seen: describe_version(
        actor=OPERATOR, version=link.version, description="mine", revision=seen
    ),
    "version edits": lambda link, seen: edit_version(
        actor=OPERATOR, version=link.version, edits=VersionEdits(metadata={}), revision=seen
    ),
}


def registry_of(link: LinkedVersion) -> Registry:
    assert link.collection.registry
    return link.collection.registry


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_edit_of_an_older_state_is_refused(linked: LinkedVersion, edit: Edit) -> None:
    with expect.refused(Stale, "edited after you read it"):
        edit(linked, "0123456789abcdef")


@pytest.mark.parametrize(
    ("edit", "thing"),
    [
        (EDITS["card"], lambda link: link.collection),
        (EDITS["collection"], lambda link: link.collection),
        (EDITS["registry"], registry_of),
        (EDITS["registry edits"], registry_of),
        (EDITS["version"], lambda link: link.version),
    ],
)
def test_edit_of_the_present_state_is_done(linked: LinkedVersion, edit: Edit, thing) -> None:
    seen = thing(linked).revision

    edit(linked, seen)

    found = thing(linked)
    found.refresh_from_db()
    assert found.revision != seen


@pytest.mark.slow
@pytest.mark.xdist_group("races")
@pytest.mark.django_db(transaction=True)
def test_one_of_two_at_once_is_told(transactional_db: None) -> None:
    collection = make.make_collection(make.make_registry(make_acme()))
    seen = collection.revision

    def write(number: int) -> str:
        try:
            describe_collection(
                actor=OPERATOR, collection=collection, description=f"{number}", revision=seen
            )
        except Stale:
            return "told"
        return "done"

    assert sorted(race(8, write)) == ["done"] + ["told"] * 7
    assert AuditEvent.objects.filter(verb="edited card").count() == 1
    assert Collection.objects.get().description in list("01234567")


def make_acme() -> Organization:
    return make.make_organization("acme")
