"""Many people edit one thing at once: one of them is heard, the others are told."""

import pytest

from registry.models import AuditEvent, Collection
from tests import make
from tests.api.rest import Rest
from tests.race import race


@pytest.mark.slow
@pytest.mark.xdist_group("races")
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_done(transactional_db: None) -> None:
    olivia = make.make_user("olivia")
    registry = make.make_registry(make.make_organization("acme", admin=olivia))
    collection = make.make_collection(registry)
    path, keys = f"/collections/{collection.pk}", [make.make_key(olivia) for _ in range(6)]
    tag = Rest(key=keys[0]).get(path)["ETag"]

    def write(number: int) -> int:
        answer = Rest(key=keys[number]).patch(path, match=tag, description=f"card {number}")
        return answer.status_code

    assert sorted(race(6, write)) == [200] + [412] * 5
    assert AuditEvent.objects.filter(verb="edited card").count() == 1
    assert Collection.objects.get().description
