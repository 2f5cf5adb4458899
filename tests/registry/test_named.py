"""`named`: names are the same whatever their case, and no sign in them is a pattern."""

import pytest
from django.db import connection

from registry.models import Entity, Organization


@pytest.mark.parametrize("asked", ["zoo-team", "Zoo-Team", "ZOO-TEAM"])
def test_case_does_not_matter(zoo_team: Entity, asked: str) -> None:
    assert Entity.objects.get(name__named=asked) == zoo_team


@pytest.mark.parametrize("asked", ["zoo_team", "zoo%", "zoo-tea", "", "'"])
def test_nothing_else_is_the_same(zoo_team: Entity, asked: str) -> None:
    assert not Entity.objects.filter(name__named=asked).exists()


def test_it_asks_the_unique_index(acme: Organization) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # it would read so small a table

    plan = Organization.objects.filter(name__named="ACME").explain()

    assert "organization_name_unique" in plan
