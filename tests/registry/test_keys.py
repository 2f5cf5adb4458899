"""API keys are made, shown once, and revoked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.actions.keys import digest_of, issue_key, revoke_key
from registry.errors import InvalidValue, NameTaken, NotAllowed
from registry.models import ApiKey, KeyScope, User
from tests import expect, make

pytestmark = pytest.mark.django_db


def issue(user: User, name: str = "laptop") -> tuple[ApiKey, str]:
    return issue_key(actor=make.actor(user), user=user, name=name)


def test_key_is_not_stored(mika: User) -> None:
    row, key = issue(mika)

    assert len(key.partition("-")[2]) == 40
    assert key.startswith(row.prefix)
    assert len(row.prefix) == 12
    assert row.digest == digest_of(key)
    assert key not in str(expect.rows())


def test_events(mika: User) -> None:
    with expect.events() as events:
        row, _ = issue(mika)
        revoke_key(actor=make.actor(mika), key=row)

    assert events == [
        ("issued key", "mika: laptop", None, "write"),
        ("revoked key", "mika: laptop", None, None),
    ]


def test_usable_until_revoked(mika: User) -> None:
    row, _ = issue(mika)
    assert ApiKey.objects.usable().get() == row

    revoked = revoke_key(actor=make.actor(mika), key=row)

    assert revoked.revoked_at is not None
    assert not ApiKey.objects.usable().exists()


def test_revoking_twice_is_no_change(mika: User) -> None:
    row, _ = issue(mika)
    revoke_key(actor=make.actor(mika), key=row)

    with expect.nothing_changes():
        revoke_key(actor=make.actor(mika), key=row)


def test_revoked_by_somebody_else_meanwhile(mika: User) -> None:
    row, _ = issue(mika)
    revoke_key(actor=make.actor(), key=ApiKey.objects.get())

    with expect.nothing_changes():
        assert revoke_key(actor=make.actor(mika), key=row).revoked_at is not None


def test_usable_until_it_expires(mika: User) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    row, _ = issue_key(actor=make.actor(mika), user=mika, name="x", expires_at=tomorrow)
    assert ApiKey.objects.usable().get() == row

    ApiKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert not ApiKey.objects.usable().exists()


def test_expired_from_the_start(mika: User) -> None:
    with expect.refused(InvalidValue, "expired already"):
        issue_key(actor=make.actor(mika), user=mika, name="x", expires_at=timezone.now())


def test_keys_of_people_who_left_are_not_usable(mika: User) -> None:
    issue(mika)

    User.objects.filter(pk=mika.pk).update(is_active=False)

    assert not ApiKey.objects.usable().exists()


def test_others_may_neither_make_nor_revoke(mika: User, olivia: User) -> None:
    row, _ = issue(mika)

    with expect.refused(NotAllowed, "your own keys only"):
        issue_key(actor=make.actor(olivia), user=mika, name="x")
    with expect.refused(NotAllowed, "your own keys only"):
        revoke_key(actor=make.actor(olivia), key=row)


def test_reading_key_makes_no_writing_key(mika: User) -> None:
    row, _ = issue(mika)
    reader = make.actor(mika, can_write=False)

    with expect.refused(NotAllowed, "may only read"):
        issue_key(actor=reader, user=mika, name="x", scope=KeyScope.WRITE)
    with expect.refused(NotAllowed, "may only read"):
        revoke_key(actor=reader, key=row)


@pytest.mark.parametrize("name", ["", "  ", "n" * 129])
def test_bad_names(mika: User, name: str) -> None:
    with expect.refused(InvalidValue, "Name the key"):
        issue(mika, name)


def test_operator_brings_a_key_along(mika: User) -> None:
    row, key = issue_key(actor=make.actor(), user=mika, name="old", key="k" * 40)

    assert key == "k" * 40
    assert row.prefix == "k" * 12
    with expect.refused(NameTaken, "exists already"):
        issue_key(actor=make.actor(), user=mika, name="again", key="k" * 40)


def test_others_bring_no_key_along(mika: User) -> None:
    with expect.refused(NotAllowed, "made by the server"):
        issue_key(actor=make.actor(mika), user=mika, name="x", key="k" * 40)
