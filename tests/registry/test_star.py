"""Registries and collections are starred, by oneself and for oneself."""

import pytest

from registry.actions.stars import star, unstar
from registry.errors import NotAllowed, NotFound
from registry.models import Organization, Registry, Star, User
from tests import expect, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(acme: Organization) -> Registry:
    return make.make_registry(acme, "model")


def test_star_and_unstar(registry: Registry, mika: User) -> None:
    collection = make.make_collection(registry, "zoo")
    with expect.events() as events:
        star(actor=make.actor(mika), thing=registry)
        star(actor=make.actor(mika), thing=collection)

    unstar(actor=make.actor(mika), thing=registry)

    assert Star.objects.get().collection == collection
    assert events == []


def test_twice_is_once(registry: Registry, mika: User) -> None:
    star(actor=make.actor(mika), thing=registry)

    with expect.nothing_changes():
        star(actor=make.actor(mika), thing=registry)


def test_unstarred_stays_unstarred(registry: Registry, mika: User, vic: User) -> None:
    star(actor=make.actor(vic), thing=registry)

    with expect.nothing_changes():
        unstar(actor=make.actor(mika), thing=registry)


def test_hidden_things_cannot_be_starred(registry: Registry, sam: User) -> None:
    collection = make.make_collection(registry, "zoo")

    with expect.refused(NotFound, "that you may see"):
        star(actor=make.actor(sam), thing=registry)
    with expect.refused(NotFound, "that you may see"):
        star(actor=make.actor(sam), thing=collection)


def test_reading_keys_star_nothing(registry: Registry, mika: User) -> None:
    reader = make.actor(mika, can_write=False)

    with expect.refused(NotAllowed, "may only read"):
        star(actor=reader, thing=registry)
    with expect.refused(NotAllowed, "may only read"):
        unstar(actor=reader, thing=registry)
