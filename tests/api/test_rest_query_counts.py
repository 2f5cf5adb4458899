"""No list of the REST API costs more statements for 10,000 rows than for 10."""

import pytest

from registry.actions.stars import star
from registry.models import RegistryRole, User
from tests import make
from tests.api.crowd import crowd
from tests.api.rest import Rest, World
from tests.api.test_every_address import LISTS
from tests.query_counts import counted

# 10,000 rows of each kind take a while to write.
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.mark.parametrize("rows", [10, 10_000])
def test_statements(world: World, mika: User, rows: int) -> None:
    make.give(world.registry, mika, RegistryRole.ADMIN)
    star(actor=make.actor(mika), thing=world.registry)
    addresses = {path: world.address(path) for path in LISTS}
    crowd(world, mika, rows)
    rest = Rest(mika)
    make.note_use(rest.key)

    for path, address in addresses.items():
        with counted(f"rest {path}"):
            answer = rest.get(f"{address}?limit=100")
        found = answer.json()
        assert len(found["items"]) == 100 if rows > 100 else len(found["items"]) >= rows // 2, path
