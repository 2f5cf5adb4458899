"""A key says when it was last used, to the minute: not every request is worth a write."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registry.models import ApiKey, User
from tests.api.rest import Rest


@pytest.mark.parametrize(("ago", "is_noted"), [(None, True), (30, False), (61, True)])
def test_use_is_noted_once_a_minute(mika: User, ago: int | None, is_noted: bool) -> None:
    rest = Rest(mika)
    before = None if ago is None else timezone.now() - timedelta(seconds=ago)
    ApiKey.objects.update(last_used_at=before)

    rest.get("/me")

    assert (ApiKey.objects.get().last_used_at != before) == is_noted
