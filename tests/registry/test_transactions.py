"""A change that loses a race against another is begun again."""

import multiprocessing
import threading
from contextlib import suppress

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from registry.actions.transactions import ATTEMPTS, action
from registry.errors import NameTaken
from registry.models import ArtifactType, Collection, CollectionKind
from tests.race import race

own_transactions = pytest.mark.django_db(transaction=True)


class Meeting:
    """Where two racers wait for each other, once. SQLite never lets both come so far."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("fork")
        self.was = context.Event()
        self.barrier = context.Barrier(2, action=self.was.set)
        self.seconds = 60 if connection.vendor == "postgresql" else 0.2

    def wait(self) -> None:
        if not self.was.is_set():
            with suppress(threading.BrokenBarrierError):
                self.barrier.wait(self.seconds)


@own_transactions
def test_deadlock() -> None:
    names = ["a", "b"]
    keys = [ArtifactType.objects.create(name=name).pk for name in names]
    meeting = Meeting()

    def change(number: int) -> int:
        attempts = 0

        @action
        def rename() -> None:
            nonlocal attempts
            attempts += 1
            for key in keys if number else keys[::-1]:
                ArtifactType.objects.filter(pk=key).update(name=f"{key} by {number}")
                meeting.wait()

        rename()
        return attempts

    attempts = race(2, change)

    # PostgreSQL ends one of the two, which tries until it is through; SQLite lets one wait.
    first, last = sorted(attempts)
    assert first == 1
    assert (last > 1) == (connection.vendor == "postgresql")
    assert len({each.name[-1] for each in ArtifactType.objects.all()}) == 1


@own_transactions
def test_row_that_somebody_else_made_first() -> None:
    meeting = Meeting()

    def change(number: int) -> str:
        @action
        def make() -> str:
            found = ArtifactType.objects.filter(name="model").exists()
            meeting.wait()
            return "found" if found else str(ArtifactType.objects.create(name="model"))

        return make()

    assert sorted(race(2, change)) == ["found", "model"]


@own_transactions
def test_gives_up_in_the_end() -> None:
    ArtifactType.objects.create(name="model")
    attempts = []

    @action
    def change() -> None:
        attempts.append(1)
        ArtifactType.objects.create(name="model")

    with pytest.raises(IntegrityError):
        change()
    assert len(attempts) == ATTEMPTS


@own_transactions
def test_other_refusals_of_the_database_are_not_tried_again() -> None:
    attempts = []

    @action
    def change() -> None:
        attempts.append(1)
        Collection.objects.create(
            kind=CollectionKind.SOURCE,
            name="nowhere",
            artifact_type=ArtifactType.objects.create(name="model"),
        )

    with pytest.raises((IntegrityError, DataError)):
        change()
    assert len(attempts) == 1


@own_transactions
def test_broken_rule_undoes_all() -> None:
    @action
    def change() -> None:
        ArtifactType.objects.create(name="model")
        raise NameTaken("no")

    with pytest.raises(NameTaken):
        change()
    assert not ArtifactType.objects.exists()


@pytest.mark.django_db
def test_part_of_a_larger_change_is_not_tried_alone() -> None:
    ArtifactType.objects.create(name="model")
    attempts = []

    @action
    def change() -> None:
        attempts.append(1)
        ArtifactType.objects.create(name="model")

    with pytest.raises(IntegrityError), transaction.atomic():
        change()
    assert len(attempts) == 1


def test_keeps_the_name_and_the_words_of_the_function() -> None:
    @action
    def rename_zoo(*, name: str) -> str:
        """Give it another name."""
        return name

    assert (rename_zoo.__name__, rename_zoo.__doc__) == ("rename_zoo", "Give it another name.")
